import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Deployment } from './deployment';
import { type ReceivedMail, readMail } from './mailbox/received-mail';
import { routeMail } from './route-mail';
import type { Settlement } from './store/mail-store';

export interface RoutedFile {
  readonly file: string;
  readonly subject: string;
  readonly settlement: Settlement;
}

/** Reads a mail in the format of RFC 5322 (`.eml`), as if it had come to that address. */
export async function readMailFile(file: string, to: string): Promise<ReceivedMail> {
  return readMail(await readFile(file), { from: '', to });
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
