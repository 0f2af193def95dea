import type { GateLimits } from '../../config/evaluation';
import type { Measures } from './measures';

/** A measure that is worse than its limit. */
export interface Breach {
  readonly measure: string;
  /** 0..1. */
  readonly value: number;
  readonly limit: number;
  readonly side: 'at most' | 'at least';
}

/** Every limit of config/evaluation.yaml that the measures do not keep. */
export function breaches(measures: Measures, limits: GateLimits): Breach[] {
  const most = (measure: string, value: number, limit: number): Breach[] =>
    value <= limit ? [] : [{ measure, value, limit, side: 'at most' }];
  const least = (measure: string, value: number, limit: number): Breach[] =>
    value >= limit ? [] : [{ measure, value, limit, side: 'at least' }];
  return [
    ...most('wrong-queue rate', measures.wrongQueue.value, limits.wrongQueueRate),
    ...most('unrelated mail accepted', measures.unrelatedAccepted.value, limits.unrelatedAcceptance),
    ...least('mail in scope that reaches its queue', measures.routed.value, limits.routedInScope),
    ...measures.classes.flatMap(({ label, queue, recall }) =>
      queue === null ? [] : least(`recall of ${label}`, recall.value, limits.categories[label] ?? limits.recall),
    ),
  ];
}
