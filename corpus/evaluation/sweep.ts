import { ratesOf } from '../../classifier/rates';
import { type Routing, routeMail, type ScoredMail } from './scored-mail';

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
    const { routed, wrongQueue, fallback, unrelatedAccepted } = ratesOf(outcomes);
    return {
      threshold,
      routed: routed.value,
      wrongQueue: wrongQueue.value,
      fallback: fallback.value,
      unrelatedAccepted: unrelatedAccepted.value,
    };
  });
}
