import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config/fault';
import type { LabelledMail } from './labelled-mail';
import { parseCorpus } from './parse-corpus';

/** `training`: what the classifier learns. `held-out`: what it is judged by, and never sees. */
export const CORPUS_NAMES = ['training', 'held-out'] as const;
export type CorpusName = (typeof CORPUS_NAMES)[number];

export function corpusFile(name: CorpusName): string {
  return `corpus/${name}.csv`;
}

/** corpus/<name>.csv below `root` as it is. @throws {ConfigError} if it cannot be read */
export function corpusBytes(root: string, name: CorpusName): Buffer {
  const file = corpusFile(name);
  try {
    return readFileSync(join(root, file));
  } catch (cause) {
    throw new ConfigError([{ file, line: 0, column: 0, path: '', message: `cannot be read; is it there? (${cause})` }]);
  }
}

/**
 * The mails of corpus/<name>.csv below `root`.
 * @throws {ConfigError} with every row that cannot be read
 */
export function readCorpus(root: string, name: CorpusName): readonly LabelledMail[] {
  const file = corpusFile(name);
  const { mails, faults } = parseCorpus(corpusBytes(root, name));
  if (faults.length > 0) {
    throw new ConfigError(
      faults.map(({ line, message, remedy }) => ({
        file,
        line,
        column: 1,
        path: '',
        message: `${message}; ${remedy}`,
      })),
    );
  }
  return mails;
}
