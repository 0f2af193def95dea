import { emailText } from '../lambda/email-text';
import type { LabelledMail } from './labelled-mail';

/** What is uploaded for training. */
export interface TrainingFile {
  /** Equal for corpora that teach the same: order of rows, line ends and spacing do not count. */
  readonly text: string;
  /** Lines of the corpus where a mail begins of which no text is left. */
  readonly empty: readonly number[];
}

/**
 * The corpus as Comprehend is given it: of each mail the very text that the function would send, on one line, quoted, sorted,
 * so that only a change of content is a change.
 */
export function trainingFile(mails: readonly LabelledMail[]): TrainingFile {
  const texts = mails.map(({ label, subject, body, line }) => ({ label, line, text: emailText(subject, body) }));
  const rows = texts.map(({ label, text }) => `${label},"${text.replaceAll('"', '""')}"\n`);
  return {
    text: rows.sort().join(''),
    empty: texts.flatMap((mail) => (mail.text === '' ? [mail.line] : [])),
  };
}
