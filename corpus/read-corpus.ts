import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config/fault';
import type { LabelledMail } from './labelled-mail';
import { type ParsedCorpus, parseCorpus } from './parse-corpus';

/** `training`: what the classifier learns. `held-out` and `held-out-…`: what it is judged by, and never sees; each is a set of its own. */
export type CorpusName = 'training' | HeldOutName;
export type HeldOutName = 'held-out' | `held-out-${string}`;

/** A mail that knows its file. */
export interface CorpusMail extends LabelledMail {
  readonly corpus: CorpusName;
}

export function corpusFile(name: CorpusName): string {
  return `corpus/${name}.csv`;
}

/** The sets below `root` that the classifier is judged by, `held-out` first. */
export function heldOutNames(root: string): readonly HeldOutName[] {
  const more = readdirSync(join(root, 'corpus')).flatMap((file): HeldOutName[] => {
    const [, name] = /^held-out-([a-z0-9-]+)\.csv$/.exec(file) ?? [];
    return name === undefined ? [] : [`held-out-${name}`];
  });
  return ['held-out', ...more.sort()];
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

/** As `parseCorpus`, with as many columns as the file may have. */
export function parseNamed(name: CorpusName, bytes: Uint8Array): ParsedCorpus {
  return parseCorpus(bytes, name === 'training' ? 'training' : 'held-out');
}

/**
 * The mails of corpus/<name>.csv below `root`.
 * @throws {ConfigError} with every row that cannot be read
 */
export function readCorpus(root: string, name: CorpusName): readonly CorpusMail[] {
  const file = corpusFile(name);
  const { mails, faults } = parseNamed(name, corpusBytes(root, name));
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
  return mails.map((mail) => ({ ...mail, corpus: name }));
}

/** The mails of every held-out set below `root`. @throws {ConfigError} as `readCorpus` */
export function readHeldOut(root: string): readonly CorpusMail[] {
  return heldOutNames(root).flatMap((name) => readCorpus(root, name));
}
