import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openClassifier, packClassifier } from './stored-model';
import { inOneOrder, type LabelledText } from './text-model';
import { TRAINER_VERSION, trainClassifier } from './train-classifier';
import type { TrainedClassifier } from './trained-classifier';

const STORED = /^classifier-[0-9a-f]{32}\.bin$/;
const SEAL_BYTES = 32;

/** SHA-256 of the rows, in whatever order, and of the trainer's version, hex: the same key, the same model. */
export function classifierKey(rows: readonly LabelledText[]): string {
  const hash = createHash('sha256').update(`trainer ${TRAINER_VERSION}\n`);
  for (const { label, text } of inOneOrder(rows)) hash.update(JSON.stringify([label, text]));
  return hash.digest('hex');
}

/**
 * The classifier of these rows: read from `folder` if it was trained before, else trained and put there.
 * @param tell told before a training, which takes seconds
 */
export function storedClassifier(
  folder: string,
  rows: readonly LabelledText[],
  tell: (message: string) => void,
): TrainedClassifier {
  const key = classifierKey(rows);
  const file = join(folder, `classifier-${key.slice(0, 32)}.bin`);
  const stored = read(file, key);
  if (stored !== undefined) return stored;
  tell(`learning ${rows.length.toLocaleString('en-US')} mails; the next start reads what was learnt …`);
  const trained = trainClassifier(rows);
  const weights = packClassifier(trained.data);
  write(file, Buffer.concat([seal(key, weights), weights]));
  return trained;
}

/** Stands before the weights: says that they are whole, and whose they are. */
function seal(key: string, weights: Uint8Array): Buffer {
  return createHash('sha256').update(key).update(weights).digest();
}

/** A folder that cannot be written costs the next start a second, nothing else. */
function write(file: string, bytes: Uint8Array): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    const folder = dirname(file);
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (STORED.test(name)) rmSync(join(folder, name), { force: true });
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, file);
  } catch {
    if (existsSync(unfinished)) rmSync(unfinished);
  }
}

/** undefined for a file that is not there, is damaged or holds another model: it is trained anew. */
function read(file: string, key: string): TrainedClassifier | undefined {
  try {
    const bytes = readFileSync(file);
    const weights = bytes.subarray(SEAL_BYTES);
    return seal(key, weights).equals(bytes.subarray(0, SEAL_BYTES)) ? openClassifier(weights) : undefined;
  } catch {
    return undefined;
  }
}
