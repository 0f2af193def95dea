import type { RecordFault } from './engine-faults';
import type { EnvironmentRecord } from './environment';
import { parseDays, parseTime } from './weekly-hours';

type EndpointRecord = EnvironmentRecord['classifier']['endpoint'];

/** Below about a message a second the alarms of target tracking flap. */
export const LEAST_TRACKED_PER_HOUR = 3600;

/** What does not go together in the settings of the endpoint, each with the key that is wrong. */
export function endpointFaults(
  endpoint: EndpointRecord,
  { peakMailsPerHour }: EnvironmentRecord['volume'],
): readonly RecordFault[] {
  const { inferenceUnits, scaling, schedule, hours } = endpoint;
  const faults: RecordFault[] = [];
  const add = (path: readonly (string | number)[], message: string) =>
    faults.push({ path: ['classifier', 'endpoint', ...path], message });
  if (scaling !== undefined) {
    const { min, max, target } = scaling;
    if (min > max) add(['scaling', 'min'], `min is above max (${max}); exchange them`);
    else if (inferenceUnits < min || inferenceUnits > max) {
      add(
        ['inferenceUnits'],
        `the endpoint starts with these units, and scaling allows ${min} to ${max}; choose one of them`,
      );
    }
    if (target !== undefined && peakMailsPerHour < LEAST_TRACKED_PER_HOUR) {
      add(
        ['scaling', 'target'],
        `units that follow the utilisation flap below a message a second (volume.peakMailsPerHour is ${peakMailsPerHour}, ${LEAST_TRACKED_PER_HOUR} would be one); remove target and use schedule`,
      );
    }
    if (hours !== undefined) {
      add(
        ['hours'],
        'an endpoint that is deleted every night cannot be scaled as well; remove hours, or scaling and schedule',
      );
    }
  }
  if (schedule !== undefined && scaling === undefined) {
    add(['schedule'], 'the schedule sets the least units of a scaled endpoint; add scaling: {min, max}');
  }
  const seen = new Map<string, number>();
  for (const [index, { days, at, units }] of (schedule?.minimum ?? []).entries()) {
    if (scaling !== undefined && (units < scaling.min || units > scaling.max)) {
      add(
        ['schedule', 'minimum', index, 'units'],
        `scaling allows ${scaling.min} to ${scaling.max}; choose one of them`,
      );
    }
    for (const day of parseDays(days) ?? []) {
      const first = seen.get(`${day} ${at}`);
      if (first !== undefined)
        add(['schedule', 'minimum', index, 'at'], `entry ${first + 1} is about ${day} ${at} as well; remove one`);
      seen.set(`${day} ${at}`, index);
    }
  }
  if (hours !== undefined && (parseTime(hours.open) ?? 0) >= (parseTime(hours.close) ?? 0)) {
    add(['hours', 'close'], `the endpoint closes on the day on which it opens (${hours.open}); choose a later time`);
  }
  return faults;
}
