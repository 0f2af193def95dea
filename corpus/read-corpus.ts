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

/**
 * The mails of corpus/<name>.csv below `root`.
 * @throws {ConfigError} with every row that cannot be read
 */
export function readCorpus(root: string, name: CorpusName): readonly LabelledMail[] {
  const file = corpusFile(name);
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(root, file));
  } catch (cause) {
    throw new ConfigError([{ file, line: 0, column: 0, path: '', message: `cannot be read; is it there? (${cause})` }]);
  }
  const { mails, faults } = parseCorpus(bytes);
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
