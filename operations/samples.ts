import { readCorpus } from '../corpus/read-corpus';
import { emailText } from '../lambda/email-text';

export interface Sample {
  readonly label: string;
  readonly subject: string;
  /** What the function would send to the classifier. */
  readonly text: string;
}

/** The first mails of the held-out corpus, the classes in turn, so that a few of them show every class. */
export function readSamples(root: string, count: number): readonly Sample[] {
  const mails = readCorpus(root, 'held-out');
  const labels = [...new Set(mails.map(({ label }) => label))];
  const classes = labels.map((label) => mails.filter((mail) => mail.label === label));
  const longest = Math.max(...classes.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) => classes.flatMap((ofOne) => ofOne[turn] ?? []));
  return turns
    .flat()
    .slice(0, count)
    .map(({ label, subject, body }) => ({ label, subject, text: emailText(subject, body) }));
}
