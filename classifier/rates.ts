import { type Rate, rate } from './rate';

/**
 * - `right-queue`: a mail of a team reached it
 * - `wrong-queue`: a mail of a team reached another one
 * - `fallback`: a mail of a team has to be sorted by hand
 * - `unrelated-accepted`: an unrelated mail reached a team
 * - `unrelated-refused`: an unrelated mail reached nobody but the general queue
 */
export type Outcome = 'right-queue' | 'wrong-queue' | 'fallback' | 'unrelated-accepted' | 'unrelated-refused';

/** The one measure: gate, report, page and robustness show these. */
export interface Rates {
  /** Mails of a team that reach it, of all mails of teams. */
  readonly routed: Rate;
  /** Mails of a team that reach another team, of all mails of teams. */
  readonly wrongQueue: Rate;
  /** Mails of a team that reach the fallback queue, of all mails of teams. */
  readonly fallback: Rate;
  /** Unrelated mails that reach a team, of all unrelated mails. */
  readonly unrelatedAccepted: Rate;
}

/** What the rates are called, everywhere. */
export const RATE_NAMES: Readonly<Record<keyof Rates, string>> = {
  routed: 'routed',
  wrongQueue: 'wrong queue',
  fallback: 'sorted by hand',
  unrelatedAccepted: 'unrelated accepted',
};

/** @param wanted queue that the mail belongs to; null: unrelated. @param reached queue that it reaches; null: the fallback queue */
export function outcomeOf(wanted: string | null, reached: string | null): Outcome {
  if (wanted === null) return reached === null ? 'unrelated-refused' : 'unrelated-accepted';
  if (reached === null) return 'fallback';
  return reached === wanted ? 'right-queue' : 'wrong-queue';
}

export function ratesOf(outcomes: readonly Outcome[]): Rates {
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  const unrelated = count('unrelated-accepted') + count('unrelated-refused');
  const inScope = outcomes.length - unrelated;
  return {
    routed: rate(count('right-queue'), inScope),
    wrongQueue: rate(count('wrong-queue'), inScope),
    fallback: rate(count('fallback'), inScope),
    unrelatedAccepted: rate(count('unrelated-accepted'), unrelated),
  };
}
