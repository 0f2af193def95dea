import { joinText, type LabelledMail } from './labelled-mail';

/** The mails as a corpus file: `label,"subject⏎body"` and the writer where one is named; rows end with a line feed, quotes inside are doubled. */
export function formatCorpus(mails: readonly LabelledMail[]): string {
  return mails
    .map(
      (mail) =>
        `${[bare(mail.label), quoted(joinText(mail)), ...(mail.writer === undefined ? [] : [bare(mail.writer)])].join(',')}\n`,
    )
    .join('');
}

/** A name, in quotes only where it needs them. */
function bare(name: string): string {
  return /[",\n]/.test(name) ? quoted(name) : name;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
