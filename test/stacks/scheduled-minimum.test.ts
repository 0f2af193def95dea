import { describe, expect, test } from '@jest/globals';
import { scheduledMinimum } from '../../stacks/scheduled-minimum';

const changes = (minimum: Parameters<typeof scheduledMinimum>[0]['minimum']) =>
  scheduledMinimum({ zone: 'UTC', minimum }).map(({ cron, units }) => `${units} ${cron}`);

describe('the least units of a schedule', () => {
  test('rise half an hour ahead and fall at their time', () => {
    expect(
      changes([
        { days: 'MON-FRI', at: '08:00', units: 4 },
        { days: 'MON-FRI', at: '18:00', units: 1 },
      ]),
    ).toEqual(['4 cron(30 7 ? * MON,TUE,WED,THU,FRI *)', '1 cron(0 18 ? * MON,TUE,WED,THU,FRI *)']);
  });

  test('rise on the day before where their time is just after midnight, at the end of a week too', () => {
    expect(
      changes([
        { days: 'SUN', at: '00:10', units: 2 },
        { days: 'SUN', at: '12:00', units: 1 },
      ]),
    ).toEqual(['2 cron(40 23 ? * SAT *)', '1 cron(0 12 ? * SUN *)']);
  });

  test('compare with the entry before them in the week, whatever order they are written in', () => {
    expect(
      changes([
        { days: 'MON', at: '12:00', units: 3 },
        { days: 'FRI', at: '20:00', units: 1 },
        { days: 'MON', at: '08:00', units: 5 },
      ]),
    ).toEqual(['5 cron(30 7 ? * MON *)', '3 cron(0 12 ? * MON *)', '1 cron(0 20 ? * FRI *)']);
  });

  test('that never change are set once', () => {
    expect(changes([{ days: 'MON', at: '08:00', units: 2 }])).toEqual(['2 cron(0 8 ? * MON *)']);
  });
});
