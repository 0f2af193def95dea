import { MINUTES_PER_DAY, parseDays, parseTime, WEEKDAYS, type Weekday } from '../config/weekly-hours';

const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;

/** Minutes since midnight between Saturday and Sunday, one for each of the days. */
export function momentsOf(days: string, time: string): readonly number[] {
  const minute = parseTime(time) ?? 0;
  return (parseDays(days) ?? []).map((day) => WEEKDAYS.indexOf(day) * MINUTES_PER_DAY + minute);
}

/** So many minutes before that moment of the week, round its end if need be. */
export function before(moment: number, minutes: number): number {
  return (moment - minutes + MINUTES_PER_WEEK) % MINUTES_PER_WEEK;
}

/** `cron(30 7 ? * MON,TUE *)`, one for each time of day. Every schedule of AWS takes it, with a time zone beside it. */
export function weeklyCrons(moments: readonly number[]): readonly string[] {
  const daysAt = new Map<number, Weekday[]>();
  for (const moment of moments.toSorted((a, b) => a - b)) {
    const day = WEEKDAYS[Math.floor(moment / MINUTES_PER_DAY)] ?? 'SUN';
    const minute = moment % MINUTES_PER_DAY;
    daysAt.set(minute, [...(daysAt.get(minute) ?? []), day]);
  }
  return [...daysAt].map(([minute, days]) => `cron(${minute % 60} ${Math.floor(minute / 60)} ? * ${days.join(',')} *)`);
}
