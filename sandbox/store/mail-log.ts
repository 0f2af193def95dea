import { chmod, type FileHandle, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { KnownError } from '../../config/known-error';
import { lockFolder } from './lock-folder';

/** Place of a record in the log, to read it again. */
export interface Place {
  readonly offset: number;
  readonly bytes: number;
}

/** An append-only file of one JSON record a line. */
export interface MailLog {
  /** Resolves when the record is on disk. Records written at the same time share one write and one sync. */
  append(record: object): Promise<Place>;
  read(place: Place): Promise<unknown>;
  close(): Promise<void>;
}

/** The log holds a line that is no record, and it is not the last one. */
export class BrokenLogError extends KnownError {
  override readonly name = 'BrokenLogError';
}

/** A record that `replay` cannot read, in words. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
}

export interface OpenedLog {
  readonly log: MailLog;
  /** Bytes of a record that a crash had left half written; they were cut off. Its mail was never acknowledged. */
  readonly torn: number;
}

/**
 * Opens `dir`/mails.log, makes it when it is not there, and hands every record to `replay`, oldest first.
 * @param durable false leaves syncing to the operating system
 * @throws {BrokenLogError} naming file and line
 * @throws {FolderInUseError} while another process has the folder: each counts the log's end itself
 */
export async function openMailLog(
  dir: string,
  durable: boolean,
  replay: (record: unknown, place: Place) => void,
): Promise<OpenedLog> {
  await keepPrivate(dir);
  const lock = lockFolder(dir);
  const file = join(dir, 'mails.log');
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'a+', 0o600);
    await handle.chmod(0o600);
    const { end, torn } = await readAll(handle, file, replay);
    if (torn > 0) await handle.truncate(end);
    const { close, ...log } = writer(handle, end, durable);
    return { log: { ...log, close: () => close().finally(() => lock.release()) }, torn };
  } catch (error) {
    await handle?.close();
    lock.release();
    throw error;
  }
}

/** Mails are for their owner's eyes. A folder that holds something else as well keeps the rights that it has. */
async function keepPrivate(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const names = await readdir(dir);
  if (names.every((name) => name.startsWith('mails.'))) await chmod(dir, 0o700);
}

const CHUNK = 1 << 20;
const NEWLINE = 0x0a;

async function readAll(handle: FileHandle, file: string, replay: (record: unknown, place: Place) => void) {
  let rest = Buffer.alloc(0);
  let offset = 0;
  let line = 0;
  for (;;) {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, offset + rest.length);
    if (bytesRead === 0) return { end: offset, torn: rest.length };
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let start = 0;
    for (let stop = rest.indexOf(NEWLINE); stop >= 0; stop = rest.indexOf(NEWLINE, start)) {
      line++;
      const place = { offset: offset + start, bytes: stop - start };
      naming(file, line, () => replay(JSON.parse(rest.toString('utf8', start, stop)), place));
      start = stop + 1;
    }
    offset += start;
    rest = rest.subarray(start);
  }
}

/** @throws {BrokenLogError} when the line is no JSON, or its record is none of ours */
function naming(file: string, line: number, read: () => void): void {
  try {
    read();
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof RecordError)) throw cause;
    const remedy = 'keep a copy of the file, remove that line, and start again';
    const detail = cause instanceof RecordError ? ` (${cause.message})` : '';
    throw new BrokenLogError(`${file}:${line}: not a record${detail}; ${remedy}`, { cause });
  }
}

function writer(handle: FileHandle, size: number, durable: boolean): MailLog {
  let end = size;
  let waiting: { bytes: Buffer; resolve: (place: Place) => void; reject: (cause: unknown) => void }[] = [];
  let running: Promise<void> | undefined;
  let damaged = false;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        // A batch that failed may have left half a line: a later record must not follow it.
        if (damaged) await handle.truncate(end);
        damaged = true;
        await handle.appendFile(Buffer.concat(batch.map(({ bytes }) => bytes)));
        if (durable) await handle.datasync();
        damaged = false;
      } catch (cause) {
        for (const { reject } of batch) reject(cause);
        continue;
      }
      for (const { bytes, resolve } of batch) {
        resolve({ offset: end, bytes: bytes.length - 1 });
        end += bytes.length;
      }
    }
    running = undefined;
  }

  return {
    append: (record) =>
      new Promise((resolve, reject) => {
        waiting.push({ bytes: Buffer.from(`${JSON.stringify(record)}\n`), resolve, reject });
        running ??= drain();
      }),
    async read({ offset, bytes }) {
      const { buffer } = await handle.read(Buffer.allocUnsafe(bytes), 0, bytes, offset);
      return JSON.parse(buffer.toString('utf8'));
    },
    async close() {
      await running;
      await handle.close();
    },
  };
}
