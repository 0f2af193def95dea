import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CategoryList } from '../config/categories';
import { ConfigError } from '../config/fault';
import { corpusFile, readCorpus } from '../corpus/read-corpus';
import { trainingFaults } from '../corpus/training-faults';
import { trainingFile } from '../corpus/training-file';

/** The normalised corpus as a file of its own. */
export interface CorpusFile {
  readonly path: string;
  /** SHA-256 of its content, hex. */
  readonly hash: string;
}

/**
 * Reads, checks and normalises the training corpus below `root`.
 * @throws {ConfigError} with every reason why Comprehend could not train a model from it
 */
export function writeCorpusFile(root: string, categories: CategoryList): CorpusFile {
  const mails = readCorpus(root, 'training');
  const file = trainingFile(mails);
  const faults = trainingFaults(corpusFile('training'), mails, file, categories);
  if (faults.length > 0) throw new ConfigError(faults);
  const { text, hash } = file;
  const folder = join(root, '.build', 'corpus', hash);
  const path = join(folder, 'training.csv');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  return { path, hash };
}
