import type { ScoredClass } from './choose-category';
import type { Classify } from './comprehend-classifier';
import type { EngineName } from './contract';

/** What an engine said of a text. */
export interface Judgement {
  readonly best: ScoredClass;
  readonly engine: EngineName;
  /** Why the standby model answered in place of Comprehend; undefined: it did not. */
  readonly instead?: Error;
}

/** Asks an engine for the best class of a text. Fails as `Classify` does. */
export type Judge = (text: string, signal: AbortSignal) => Promise<Judgement>;

/** One engine, nothing behind it. */
export function judgeBy(engine: EngineName, classify: Classify): Judge {
  return async (text, signal) => ({ best: await classify(text, signal), engine });
}
