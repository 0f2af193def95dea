import { define } from '../define-function';
import { Duration } from '../value';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** ISO 8601; without a zone it is UTC. */
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[-+]\d\d:\d\d)?)?$/;
const DURATION = /^P(?=.)(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/;
/** Beyond what a Date holds. */
const LONGEST = 100_000_000 * DAY;

const moved = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds);
const outOfRange = (factor: number) => ({
  when: (date: Date | undefined, count: number | undefined) =>
    date === undefined || count === undefined || !(Math.abs(date.getTime() + count * factor) <= LONGEST),
  says: 'the date is out of range',
});
const isTooLong = (...parts: (number | undefined)[]) => parts.some((part) => !(Math.abs(part ?? Number.NaN) <= 1e9));

function parseDate(text: string | undefined): Date | undefined {
  if (text === undefined || !DATE.test(text)) return undefined;
  const date = new Date(text.length > 10 && !/(Z|[-+]\d\d:\d\d)$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Dates are in UTC. */
export const dates = [
  define('GetCurrentDateTimeUtc(): dateTime', function () {
    return new Date(this.time());
  }),
  define('ToDateTime(text: string): dateTime', (text) => parseDate(text) ?? new Date(0), {
    fails: {
      when: (text) => parseDate(text) === undefined,
      says: 'the text is not a date such as 2026-12-01T08:00:00Z',
    },
  }),
  define('AddDays(date: dateTime, count: integer): dateTime', (date, count) => moved(date, count * DAY), {
    fails: outOfRange(DAY),
  }),
  define('AddHours(date: dateTime, count: integer): dateTime', (date, count) => moved(date, count * HOUR), {
    fails: outOfRange(HOUR),
  }),
  define('AddMinutes(date: dateTime, count: integer): dateTime', (date, count) => moved(date, count * MINUTE), {
    fails: outOfRange(MINUTE),
  }),
  define('AddSeconds(date: dateTime, count: integer): dateTime', (date, count) => moved(date, count * SECOND), {
    fails: outOfRange(SECOND),
  }),
  define('Year(date: dateTime): integer', (date) => date.getUTCFullYear()),
  define('Month(date: dateTime): integer', (date) => date.getUTCMonth() + 1),
  define('Day(date: dateTime): integer', (date) => date.getUTCDate()),
  define('Hour(date: dateTime): integer', (date) => date.getUTCHours()),
  define('Minute(date: dateTime): integer', (date) => date.getUTCMinutes()),
  define('Second(date: dateTime): integer', (date) => date.getUTCSeconds()),
  /** 0 is Sunday. */
  define('DayOfWeek(date: dateTime): integer', (date) => date.getUTCDay()),
  define(
    'MakeDuration(days: integer, hours: integer, minutes: integer, seconds: integer): duration',
    (days, hours, minutes, seconds) => new Duration(days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND),
    { fails: { when: isTooLong, says: 'the duration is out of range' } },
  ),
  define(
    'ToDuration(text: string): duration',
    (text) => {
      const [days = 0, hours = 0, minutes = 0, seconds = 0] = (DURATION.exec(text) ?? [])
        .slice(1)
        .map((part) => Number(part ?? 0));
      return new Duration(days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND);
    },
    {
      fails: {
        when: (text) => text === undefined || !DURATION.test(text),
        says: 'the text is not a duration such as PT5M',
      },
    },
  ),
  define('DurationToSeconds(duration: duration): decimal', ({ milliseconds }) => milliseconds / SECOND),
];
