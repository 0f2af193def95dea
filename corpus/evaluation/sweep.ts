import { type Outcome, type Routing, routeMail, type ScoredMail } from './scored-mail';

/** What would happen if all categories had that threshold. Shares 0..1. */
export interface SweepPoint {
  readonly threshold: number;
  /** Of the mails of teams. */
  readonly routed: number;
  readonly wrongQueue: number;
  readonly fallback: number;
  /** Of the unrelated mails. */
  readonly unrelatedAccepted: number;
}

/** Thresholds from 0 to 1 in steps of 0.01. */
export function sweepThresholds(
  scored: readonly ScoredMail[],
  { categories }: Pick<Routing, 'categories'>,
): SweepPoint[] {
  const uniform = { ...categories, categories: categories.categories.map((one) => ({ ...one, threshold: null })) };
  return Array.from({ length: 101 }, (_, step): SweepPoint => {
    const threshold = step / 100;
    const outcomes = scored.map((one) => routeMail(one, { categories: uniform, defaultThreshold: threshold }).outcome);
    const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
    const unrelated = count('unrelated-accepted') + count('unrelated-refused');
    const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
    const inScope = outcomes.length - unrelated;
    return {
      threshold,
      routed: share(count('right-queue'), inScope),
      wrongQueue: share(count('wrong-queue'), inScope),
      fallback: share(count('fallback'), inScope),
      unrelatedAccepted: share(count('unrelated-accepted'), unrelated),
    };
  });
}
