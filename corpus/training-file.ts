import { DEFAULT_MAX_CHARACTERS, emailText } from '../lambda/email-text';
import { type Augmentation, augment } from './augmentation/augment';
import type { LabelledMail } from './labelled-mail';

/** What is uploaded for training. */
export interface TrainingFile {
  /** Equal for corpora that teach the same: order of rows, line ends and spacing do not count. */
  readonly text: string;
  /** Lines of the corpus where a mail begins of which no text is left. */
  readonly empty: readonly number[];
}

/** A mail as it is taught. */
export interface TrainingRow {
  readonly label: string;
  /** 1-based line of the corpus file. */
  readonly line: number;
  /** The very text that the function would send. */
  readonly text: string;
  /** Whether the augmentation put it into another wrapping. */
  readonly wrapped: boolean;
}

/** What every classifier learns of these mails, Comprehend and the text model alike. */
export function trainingRows(
  mails: readonly LabelledMail[],
  augmentation: Augmentation,
  maxCharacters = DEFAULT_MAX_CHARACTERS,
): readonly TrainingRow[] {
  return augment(mails, augmentation).map(({ label, subject, body, line, wrapped }) => ({
    ...{ label, line, wrapped },
    text: emailText(subject, body, maxCharacters),
  }));
}

/**
 * The corpus as Comprehend is given it: of each mail the very text that the function would send, on one line, quoted, sorted,
 * so that only a change of content is a change.
 */
export function trainingFile(
  mails: readonly LabelledMail[],
  augmentation: Augmentation,
  maxCharacters = DEFAULT_MAX_CHARACTERS,
): TrainingFile {
  const rows = trainingRows(mails, augmentation, maxCharacters);
  const lines = rows.map(({ label, text }) => `${label},"${text.replaceAll('"', '""')}"\n`);
  return {
    text: lines.sort().join(''),
    empty: rows.flatMap((row) => (row.text === '' ? [row.line] : [])),
  };
}
