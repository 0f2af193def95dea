import type { Environment } from '../../config/environment';
import { MINUTES_PER_DAY, parseDays, parseTime } from '../../config/weekly-hours';
import { AHEAD_MINUTES } from '../../stacks/scheduled-minimum';
import { momentsOf } from '../../stacks/weekly-cron';

const HOURS_PER_MONTH = 730;
const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;

export interface EndpointMonth {
  /** Inference units while the endpoint is there; 0: it never is. */
  readonly units: { readonly least: number; readonly most: number };
  /** Hours times units in a month. */
  readonly unitHours: { readonly least: number; readonly most: number };
  readonly basis: string;
}

/** Units that the endpoint may have at most; 0: there is none. */
export function mostUnits({ engine, endpoint }: Environment['classifier']): number {
  if (engine === 'embedded' || endpoint.parked) return 0;
  return endpoint.scaling?.max ?? endpoint.inferenceUnits;
}

/** How long the endpoint is there in a month, and with how many units. */
export function endpointMonth({ classifier }: Pick<Environment, 'classifier'>): EndpointMonth {
  const { inferenceUnits, scaling, schedule, hours } = classifier.endpoint;
  const most = mostUnits(classifier);
  if (most === 0) {
    const basis = classifier.engine === 'embedded' ? 'none: the model is in the function' : 'parked';
    return { units: { least: 0, most: 0 }, unitHours: { least: 0, most: 0 }, basis };
  }
  const units = { least: scaling?.min ?? inferenceUnits, most };
  if (hours !== undefined) {
    const open = hoursOpen(hours);
    const basis = `${plural(most)} × ${Math.round(open)} h, from ${AHEAD_MINUTES} minutes before ${hours.open} to ${hours.close}`;
    return { units, unitHours: { least: most * open, most: most * open }, basis };
  }
  if (scaling === undefined) {
    const all = most * HOURS_PER_MONTH;
    return {
      units,
      unitHours: { least: all, most: all },
      basis: `${plural(most)} × ${HOURS_PER_MONTH} h, used or not`,
    };
  }
  const mean = schedule === undefined ? scaling.min : meanMinimum(schedule.minimum);
  const basis = `${+mean.toFixed(1)} to ${plural(most)} × ${HOURS_PER_MONTH} h, used or not`;
  return { units, unitHours: { least: mean * HOURS_PER_MONTH, most: most * HOURS_PER_MONTH }, basis };
}

function hoursOpen({ days, open, close }: NonNullable<Environment['classifier']['endpoint']['hours']>): number {
  const minutes = (parseTime(close) ?? 0) - (parseTime(open) ?? 0) + AHEAD_MINUTES;
  return (HOURS_PER_MONTH * minutes * (parseDays(days)?.length ?? 0)) / MINUTES_PER_WEEK;
}

/** The least units of a schedule, over the week. */
function meanMinimum(minimum: NonNullable<Environment['classifier']['endpoint']['schedule']>['minimum']): number {
  const week = minimum
    .flatMap(({ days, at, units }) => momentsOf(days, at).map((moment) => ({ moment, units })))
    .toSorted((a, b) => a.moment - b.moment);
  const [first] = week;
  if (first === undefined) return 0;
  const unitMinutes = week.reduce((sum, { moment, units }, index) => {
    const next = week[index + 1]?.moment ?? first.moment + MINUTES_PER_WEEK;
    return sum + units * (next - moment);
  }, 0);
  return unitMinutes / MINUTES_PER_WEEK;
}

function plural(units: number): string {
  return `${units} inference unit${units === 1 ? '' : 's'}`;
}
