import { outcomeOf, type Rates, ratesOf } from '../../classifier/rates';
import type { RoutedLabel } from '../deployment';
import type { EvaluatedMail } from '../server/api';

export interface Counts {
  /** Queues that a label has, in order, then the fallback queue. */
  readonly columns: readonly string[];
  /** One row per label, one number per column. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly number[]; readonly right: number }[];
  /** The rates of the gate and of every report. */
  readonly rates: Rates;
}

/** Where the mails would go if every label were believed from this score on. */
export function countAtThreshold(
  mails: readonly EvaluatedMail[],
  labels: readonly RoutedLabel[],
  threshold: number,
  fallbackQueue: string,
): Counts {
  const queueOf = new Map(labels.map(({ label, queue }) => [label, queue]));
  const columns = [...new Set(labels.flatMap(({ queue }) => queue ?? [])), fallbackQueue];
  const reached = ({ best, score }: EvaluatedMail) => (score >= threshold ? queueOf.get(best) : null) ?? fallbackQueue;
  const rows = labels.map(({ label, queue }) => {
    const own = mails.filter((mail) => mail.label === label).map(reached);
    return {
      label,
      cells: columns.map((column) => own.filter((name) => name === column).length),
      right: columns.indexOf(queue ?? fallbackQueue),
    };
  });
  const outcomes = mails.map((mail) => {
    const queue = reached(mail);
    return outcomeOf(queueOf.get(mail.label) ?? null, queue === fallbackQueue ? null : queue);
  });
  return { columns, rows, rates: ratesOf(outcomes) };
}
