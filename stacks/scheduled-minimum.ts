import type { Environment } from '../config/environment';
import { before, momentsOf, weeklyCrons } from './weekly-cron';

type Schedule = NonNullable<Environment['classifier']['endpoint']['schedule']>;

/** Units take minutes to come, how many nobody publishes. */
export const AHEAD_MINUTES = 30;

export interface MinimumChange {
  readonly cron: string;
  readonly units: number;
}

/** When the least number of units changes, as AWS' crons: more units are asked for ahead of their time, fewer at their time. */
export function scheduledMinimum({ minimum }: Schedule): readonly MinimumChange[] {
  const week = minimum
    .flatMap(({ days, at, units }) => momentsOf(days, at).map((moment) => ({ moment, units })))
    .toSorted((a, b) => a.moment - b.moment);
  const moments = new Map<number, number[]>();
  week.forEach(({ moment, units }, index) => {
    const earlier = week.at(index - 1)?.units ?? units; // of the first, the last of the week before
    const at = units > earlier ? before(moment, AHEAD_MINUTES) : moment;
    moments.set(units, [...(moments.get(units) ?? []), at]);
  });
  return [...moments].flatMap(([units, at]) => weeklyCrons(at).map((cron) => ({ cron, units })));
}
