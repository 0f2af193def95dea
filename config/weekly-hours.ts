/** Days as AWS' schedules call them, Sunday first. */
export const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const MINUTES_PER_DAY = 1440;

/** The days that `MON-FRI`, `SAT,SUN` or `MON,WED-FRI` means, Sunday first; undefined when it means none. */
export function parseDays(text: string): readonly Weekday[] | undefined {
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [from = -1, to = from, ...rest] = part.split('-').map((day) => WEEKDAYS.indexOf(day as Weekday));
    if (from < 0 || to < 0 || rest.length > 0) return undefined;
    for (let day = from; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === to) break;
    }
  }
  return WEEKDAYS.filter((_, day) => days.has(day));
}

/** Minutes since midnight of `08:30`; undefined when it is no time of a day. */
export function parseTime(text: string): number | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

/** Whether this machine's Node knows the time zone, `America/New_York`. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '' && /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}
