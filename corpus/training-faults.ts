import { distance } from 'fastest-levenshtein';
import type { CategoryList } from '../config/categories';
import type { Fault } from '../config/fault';
import type { LabelledMail } from './labelled-mail';
import type { TrainingFile } from './training-file';

/** Comprehend refuses to train with fewer documents of a class (developer guide: at least 10, better 50). */
export const FEWEST_PER_CLASS = 10;

/** Why Comprehend could not train a model of these mails, or would train the wrong one. Costs an hour when it is found there. */
export function trainingFaults(
  file: string,
  mails: readonly LabelledMail[],
  { empty }: TrainingFile,
  { categories }: CategoryList,
): readonly Fault[] {
  const labels = categories.map(({ label }) => label);
  const counts = new Map(labels.map((label) => [label, 0]));
  for (const { label } of mails) counts.set(label, (counts.get(label) ?? 0) + 1);
  const fault = (line: number, message: string): Fault => ({ file, line, column: line > 0 ? 1 : 0, path: '', message });
  const known = new Set(labels);
  const rows = mails.flatMap(({ label, line }) => {
    if (known.has(label)) return [];
    const nearest = labels.find((other) => distance(other.toLowerCase(), label.trim().toLowerCase()) <= 1);
    const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
    return [fault(line, `no category is labelled ${JSON.stringify(label)}.${hint} Known: ${labels.join(', ')}`)];
  });
  const textless = empty.map((line) => fault(line, 'the mail holds no text'));
  const classes = labels.flatMap((label) => {
    const count = counts.get(label) ?? 0;
    if (count >= FEWEST_PER_CLASS) return [];
    return [
      fault(
        0,
        `${count} mails are labelled ${label}, Comprehend needs ${FEWEST_PER_CLASS} at least and learns from 50`,
      ),
    ];
  });
  return [...rows, ...textless, ...classes];
}
