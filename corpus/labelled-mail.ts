/** One mail of a corpus file. */
export interface LabelledMail {
  /** Label of its category, as config/categories.yaml has it. */
  readonly label: string;
  /** First line of the text; empty when the mail has none. */
  readonly subject: string;
  readonly body: string;
  /** Who wrote it; only files of held-out mails say so. */
  readonly writer?: string;
  /** 1-based line of the file where its row begins. */
  readonly line: number;
}

/**
 * The text of a row: the subject is the first line, the body the rest.
 * A text of one line is a body without a subject, which is what a plain `label,text` file holds.
 */
export function splitText(text: string): Pick<LabelledMail, 'subject' | 'body'> {
  const end = text.indexOf('\n');
  return end === -1 ? { subject: '', body: text } : { subject: text.slice(0, end), body: text.slice(end + 1) };
}

/** The inverse of `splitText`. */
export function joinText({ subject, body }: Pick<LabelledMail, 'subject' | 'body'>): string {
  return subject === '' && !body.includes('\n') ? body : `${subject}\n${body}`;
}
