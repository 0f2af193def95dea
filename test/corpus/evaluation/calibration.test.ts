import { expect, test } from '@jest/globals';
import { calibrate } from '../../../corpus/evaluation/calibration';
import { scored, times } from './scored';

test('a classifier that is right as often as it says has no calibration error', () => {
  const mails = [...times(8, scored('A', 'A', 0.8)), ...times(2, scored('B', 'A', 0.8))];
  expect(calibrate(mails).error.value).toBeCloseTo(0);
});

test('one that says 0.95 and is right half of the time is wrong by 0.45, in the last bin', () => {
  const mails = [...times(50, scored('A', 'A', 0.95)), ...times(50, scored('B', 'A', 0.95))];
  const { error, bins } = calibrate(mails);
  expect(error.value).toBeCloseTo(0.45);
  expect(error.low).toBeGreaterThan(0.3);
  expect(error.high).toBeLessThan(0.6);
  expect(bins.at(-1)).toMatchObject({ from: 0.9, mails: 100, accuracy: 0.5, confidence: expect.closeTo(0.95) });
});

test('a score of 1 belongs to the last bin, and mails without scores to none', () => {
  const { bins } = calibrate([scored('A', 'A', 1), { ...scored('A', 'A', 1), scores: [] }]);
  expect(bins.map(({ mails }) => mails)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});
