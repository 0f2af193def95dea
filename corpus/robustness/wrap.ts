import { pick } from '../augmentation/expand';
import type { LabelledMail } from '../labelled-mail';
import type { Wrapping } from './wrappings';

/** The mail in a wrapping. `random` gives numbers 0..1; the same ones give the same mail. */
export function wrap<Mail extends Pick<LabelledMail, 'subject' | 'body'>>(
  mail: Mail,
  { body, subject = ['SUBJECT'] }: Wrapping,
  random: () => number,
): Mail {
  const fill = (template: string) =>
    template
      .replaceAll('SUBJECT', () => mail.subject)
      .replaceAll('MAIL', () => mail.body)
      .replaceAll('HTML', () => asHtml(mail.body));
  return { ...mail, subject: fill(pick(subject, random)), body: fill(pick(body, random)) };
}

/** Neighbouring letters change places in one of twelve longer words, as thumbs write. Names of products stay: these are the matter. */
export function withTypos<Mail extends Pick<LabelledMail, 'body'>>(mail: Mail, random: () => number): Mail {
  const body = mail.body.replace(/\b[a-z]{5,}\b/g, (word) => {
    if (random() >= 1 / 12) return word;
    const at = 1 + Math.floor(random() * (word.length - 3));
    return `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`;
  });
  return { ...mail, body };
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
}
