import { isUtf8 } from 'node:buffer';
import { formatCorpus } from '../format-corpus';
import { joinText, type LabelledMail } from '../labelled-mail';
import { type CorpusName, parseNamed } from '../read-corpus';
import { words } from '../words';

export interface Mended {
  readonly bytes: Buffer;
  /** What was changed, one sentence each; empty: the bytes are as they were. */
  readonly changes: readonly string[];
}

/**
 * Mends what needs no judgement: encoding, byte-order mark, line ends, control characters, normal form, trailing space, the case of labels, mails
 * that are the same word for word under the same label. Rows that cannot be read stay as they are; then only encoding and line ends are mended.
 * Mending twice changes nothing more.
 */
export function mendCorpus(name: CorpusName, bytes: Uint8Array, labels: readonly string[]): Mended {
  const changes: string[] = [];
  const note = (count: number, what: string) => count > 0 && changes.push(`${count} ${what}`);
  let text: string;
  if (isUtf8(bytes)) text = Buffer.from(bytes).toString('utf8');
  else {
    text = new TextDecoder('windows-1252').decode(bytes);
    changes.push('read as Windows-1252, written as UTF-8');
  }
  if (text.includes('\uFEFF')) {
    text = text.replaceAll('\uFEFF', '');
    changes.push('byte-order mark removed');
  }
  note(text.split('\r').length - 1, 'carriage returns made line feeds');
  text = text.replace(/\r\n?/g, '\n');

  const { mails, faults } = parseNamed(name, Buffer.from(text));
  if (faults.length > 0) return { bytes: Buffer.from(text), changes };

  const cleaned = mails.map((mail) => clean(mail, labels));
  note(cleaned.filter((mail, index) => joinText(mail) !== joinText(mails[index] ?? mail)).length, 'texts cleaned');
  note(cleaned.filter((mail, index) => mail.label !== mails[index]?.label).length, 'labels respelt');
  const seen = new Set<string>();
  const single = cleaned.filter((mail) => {
    const key = `${mail.label} ${words(joinText(mail)).join(' ')}`;
    return seen.has(key) ? false : seen.add(key);
  });
  note(cleaned.length - single.length, 'duplicates removed');
  const formatted = formatCorpus(single);
  if (changes.length === 0 && formatted !== text) changes.push('quoting and blank lines made regular');
  return { bytes: Buffer.from(formatted), changes };
}

function clean({ label, subject, body, ...rest }: LabelledMail, labels: readonly string[]): LabelledMail {
  const tidy = (text: string) =>
    text
      .normalize('NFC')
      .replace(/[^\P{Cc}\n\t]/gu, '')
      .replace(/[^\S\n]+$/gmu, '');
  const known = labels.find((candidate) => candidate.toLowerCase() === label.trim().toLowerCase());
  return { label: known ?? label, subject: tidy(subject), body: tidy(body).replace(/^\n+|\n+$/g, ''), ...rest };
}
