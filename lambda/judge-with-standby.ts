import type { ScoredClass } from './choose-category';
import type { Classify } from './comprehend-classifier';
import { ClassifierOutdatedError } from './errors';
import type { Judge } from './judge';

export interface WithStandby {
  readonly comprehend: Classify;
  /** The model in the function; it always answers. */
  readonly standby: (text: string) => ScoredClass;
  /** Every label of the category list. */
  readonly labels: ReadonlySet<string>;
  /** How long Comprehend may take, milliseconds. */
  readonly patienceMs: number;
}

/**
 * Comprehend, and in its place the standby model whenever Comprehend gives no answer that can be used: throttled, parked, updating, gone, late,
 * forbidden, or with a class that the list does not know, because its model is older than the list.
 */
export function judgeWithStandby({ comprehend, standby, labels, patienceMs }: WithStandby): Judge {
  return async (text, signal) => {
    try {
      const best = await comprehend(text, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]));
      if (!labels.has(best.label)) throw new ClassifierOutdatedError('a class that the category list does not know');
      return { best, engine: 'comprehend' };
    } catch (error) {
      const instead = error instanceof Error ? error : new Error('the classifier failed', { cause: error });
      return { best: standby(text), engine: 'standby', instead };
    }
  };
}
