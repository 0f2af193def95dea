import type { Environment } from '../../config/environment';
import { MINUTES_PER_DAY, WEEKDAYS, type Weekday } from '../../config/weekly-hours';
import { AHEAD_MINUTES } from '../../stacks/scheduled-minimum';
import { before, momentsOf } from '../../stacks/weekly-cron';

/** What the record asks for at a moment. */
export interface WantedEndpoint {
  /** - `served`: an endpoint, now - `closed`: none, it is outside the hours - `parked`: none */
  readonly presence: 'served' | 'closed' | 'parked';
  /** Name of the model version. */
  readonly version: string;
  /** Inference units that are fine; one number unless they are scaled. */
  readonly units: { readonly min: number; readonly max: number };
}

/** @param now milliseconds since 1970 */
export function wantedEndpoint({ classifier }: Environment, version: string, now: number): WantedEndpoint {
  const { parked, hours, scaling, inferenceUnits } = classifier.endpoint;
  const units = scaling ?? { min: inferenceUnits, max: inferenceUnits };
  const presence = parked ? 'parked' : hours === undefined || isOpen(hours, now) ? 'served' : 'closed';
  return { presence, version, units: { min: units.min, max: units.max } };
}

type Hours = NonNullable<Environment['classifier']['endpoint']['hours']>;

/** Whether the schedules have an endpoint at that moment: it opens ahead of its time. */
function isOpen({ days, open, close, zone }: Hours, now: number): boolean {
  const moment = momentIn(zone, now);
  const closing = momentsOf(days, close);
  return momentsOf(days, open).some((opening, index) => {
    const from = before(opening, AHEAD_MINUTES);
    const to = closing[index] ?? opening;
    return from <= to ? moment >= from && moment < to : moment >= from || moment < to;
  });
}

/** Minutes since the midnight in which Sunday began there. */
function momentIn(zone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(now);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const day = WEEKDAYS.indexOf(of('weekday').toUpperCase() as Weekday);
  return day * MINUTES_PER_DAY + Number(of('hour')) * 60 + Number(of('minute'));
}
