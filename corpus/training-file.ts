import { createHash } from 'node:crypto';
import { joinText, type LabelledMail } from './labelled-mail';

/** What is uploaded for training. */
export interface TrainingFile {
  readonly text: string;
  /** SHA-256 of the text, hex. Equal for corpora that teach the same: order of rows, line ends and spacing do not count. */
  readonly hash: string;
}

/** The corpus as Comprehend is given it: one line per mail, every text quoted, sorted, so that only a change of content is a change. */
export function trainingFile(mails: readonly LabelledMail[]): TrainingFile {
  const rows = mails.map((mail) => `${mail.label},"${oneLine(joinText(mail)).replaceAll('"', '""')}"\n`);
  const text = rows.sort().join('');
  return { text, hash: createHash('sha256').update(text).digest('hex') };
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
