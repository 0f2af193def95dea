import { joinText, type LabelledMail } from './labelled-mail';

/** The mails as a corpus file: `label,"subject⏎body"`, rows end with a line feed, quotes inside are doubled. */
export function formatCorpus(mails: readonly LabelledMail[]): string {
  return mails
    .map((mail) => `${/[",\n]/.test(mail.label) ? quoted(mail.label) : mail.label},${quoted(joinText(mail))}\n`)
    .join('');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
