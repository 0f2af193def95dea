import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { KnownError } from '../config/known-error';
import type { Deployment } from './deployment';
import { nameFileKind } from './mailbox/name-file-kind';
import { readMail } from './mailbox/read-mail';
import type { ReceivedMail } from './mailbox/received-mail';
import { routeMail } from './route-mail';
import type { Settlement } from './store/mail-store';

export interface RoutedFile {
  readonly file: string;
  readonly subject: string;
  /** Or why the file could not be read as a mail. */
  readonly settlement: Settlement | MailFileError;
}

/** A mail, or a folder of mails, that cannot be read. */
export class MailFileError extends KnownError {
  override readonly name = 'MailFileError';
}

/** The `.eml` files of a folder and of those in it, in order of their names. @throws {MailFileError} when there are none */
export function mailFiles(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.eml$/i.test(name));
    if (names.length > 0) return names.sort().map((name) => join(folder, name));
  } catch (cause) {
    throw new MailFileError(`${folder} cannot be read as a folder (${codeOf(cause)})`, { cause });
  }
  throw new MailFileError(`${folder} holds no .eml files; each is one mail, as mail programs save it`);
}

/** Reads a mail in the format of RFC 5322 (`.eml`), as if it had come to that address. @throws {MailFileError} */
export async function readMailFile(file: string, to: string): Promise<ReceivedMail> {
  const raw = await readFile(file).catch((cause: unknown) => {
    throw new MailFileError(`${file} cannot be read as a mail (${codeOf(cause)})`, { cause });
  });
  const kind = nameFileKind(raw);
  if (kind !== undefined)
    throw new MailFileError(`${file} is not a mail in the format of RFC 5322 (.eml); it is ${kind}`);
  return readMail(raw, { from: null, to });
}

/** `ENOENT` and its like. */
function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}

/** Routes mails of a folder, a few at a time; yields them in the order of `files`. A file that is no mail stops nothing. */
export async function* routeFiles(deployment: Deployment, files: readonly string[]): AsyncGenerator<RoutedFile> {
  const to = deployment.routes[0]?.address ?? '';
  const underWay: Promise<RoutedFile>[] = [];
  const route = async (file: string): Promise<RoutedFile> => {
    try {
      const mail = await readMailFile(file, to);
      return { file: basename(file), subject: mail.subject, settlement: await routeMail(deployment, mail) };
    } catch (error) {
      if (!(error instanceof MailFileError)) throw error;
      return { file: basename(file), subject: '', settlement: error };
    }
  };
  for (const file of files) {
    const routed = route(file);
    routed.catch(() => {}); // reported when its turn comes
    underWay.push(routed);
    const [first] = underWay;
    if (first !== undefined && underWay.length >= PARALLEL) {
      underWay.shift();
      yield await first;
    }
  }
  for (const routed of underWay) yield await routed;
}

const PARALLEL = 12;

/** One line of the report; a text that a spreadsheet would take for a formula gets an apostrophe. */
export function csvLine(values: readonly (string | number)[]): string {
  const cells = values.map((value) => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join(',')}\n`;
}
