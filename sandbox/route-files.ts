import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Deployment } from './deployment';
import { type ReceivedMail, readMail } from './mailbox/received-mail';
import { routeMail } from './route-mail';
import type { Settlement } from './store/mail-store';

export interface RoutedFile {
  readonly file: string;
  readonly subject: string;
  readonly settlement: Settlement;
}

/** A mail, or a folder of mails, that cannot be read. */
export class MailFileError extends Error {
  override readonly name = 'MailFileError';
}

/** The `.eml` files of a folder and of those in it, in order of their names. @throws {MailFileError} when there are none */
export function mailFiles(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.eml'));
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
  return readMail(raw, { from: '', to });
}

/** `ENOENT` and its like. */
function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}

/** Routes mails of a folder, a few at a time; yields them in the order of `files`. */
export async function* routeFiles(deployment: Deployment, files: readonly string[]): AsyncGenerator<RoutedFile> {
  const to = deployment.routes[0]?.address ?? '';
  const underWay: Promise<RoutedFile>[] = [];
  const route = async (file: string): Promise<RoutedFile> => {
    const mail = await readMailFile(file, to);
    return { file: basename(file), subject: mail.subject, settlement: await routeMail(deployment, mail) };
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
