import type { Rate } from '../../classifier/rate';
import { RATE_NAMES, type Rates } from '../../classifier/rates';
import type { GateLimits } from '../../config/evaluation';
import type { WrappedRates } from '../robustness/robustness';
import type { Measures } from './measures';

/** A measure that is worse than its limit. */
export interface Breach {
  readonly measure: string;
  /** 0..1. */
  readonly value: number;
  readonly limit: number;
  readonly side: 'at most' | 'at least';
}

/** What the gate judges beside the bare mails; only what was measured is judged. */
export interface Trials {
  readonly robustness?: readonly WrappedRates[];
  readonly secondJudge?: Rates;
}

const most = (measure: string, value: number, limit: number): Breach[] =>
  value <= limit ? [] : [{ measure, value, limit, side: 'at most' }];
const least = (measure: string, value: number, limit: number): Breach[] =>
  value >= limit ? [] : [{ measure, value, limit, side: 'at least' }];

type RateLimits = Pick<GateLimits, 'routed' | 'wrongQueue' | 'unrelatedAccepted'>;

/** Every limit of config/evaluation.yaml that is not kept. */
export function breaches(
  measures: Measures,
  limits: GateLimits,
  { robustness = [], secondJudge }: Trials = {},
): Breach[] {
  return [
    ...rateBreaches('', measures, limits),
    ...measures.classes.flatMap(({ label, queue, recall }) =>
      queue === null ? [] : least(`recall of ${label}`, recall.value, limits.categories[label] ?? limits.recall),
    ),
    ...robustness.flatMap(({ wrapping, rates }) => [
      ...most(
        `cost of the wrapping "${wrapping}"`,
        costOf(measures.routed, rates.routed),
        limits.robustness.wrappings[wrapping] ?? limits.robustness.cost,
      ),
      ...most(
        `${RATE_NAMES.wrongQueue} in the wrapping "${wrapping}"`,
        rates.wrongQueue.value,
        limits.robustness.wrongQueue,
      ),
    ]),
    ...(secondJudge === undefined ? [] : rateBreaches(' of the second judge', secondJudge, limits.secondJudge)),
  ];
}

function rateBreaches(whose: string, rates: Rates, limits: RateLimits): Breach[] {
  return [
    ...most(`${RATE_NAMES.wrongQueue}${whose}`, rates.wrongQueue.value, limits.wrongQueue),
    ...most(`${RATE_NAMES.unrelatedAccepted}${whose}`, rates.unrelatedAccepted.value, limits.unrelatedAccepted),
    ...least(`${RATE_NAMES.routed}${whose}`, rates.routed.value, limits.routed),
  ];
}

/** Points of routed mail that a wrapping costs, 0..1. */
export function costOf(bare: Rate, wrapped: Rate): number {
  return Math.max(0, bare.value - wrapped.value);
}
