import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countAtThreshold } from '../../../sandbox/page/count-at-threshold';

const labels = [
  { label: 'IRA', queue: 'IRA', threshold: 0.75 },
  { label: '529', queue: 'College', threshold: 0.75 },
  { label: 'OTHER', queue: null, threshold: 0.75 },
];
const mail = (label: string, best: string, score: number) => ({ label, best, score, subject: '' });

test('a score that reaches the threshold counts for the queue of its label', () => {
  const mails = [mail('IRA', 'IRA', 0.5), mail('IRA', '529', 0.9), mail('529', '529', 0.49), mail('OTHER', 'OTHER', 1)];
  expect(countAtThreshold(mails, labels, 0.5, 'General')).toMatchObject({
    columns: ['IRA', 'College', 'General'],
    rows: [
      { label: 'IRA', cells: [1, 1, 0], right: 0 },
      { label: '529', cells: [0, 0, 1], right: 1 },
      { label: 'OTHER', cells: [0, 0, 1], right: 2 },
    ],
    rates: {
      ...{ routed: { count: 1, of: 3 }, wrongQueue: { count: 1, of: 3 } },
      ...{ fallback: { count: 1, of: 3 }, unrelatedAccepted: { count: 0, of: 1 } },
    },
  });
});

test('every mail is counted in one place, and a higher threshold never sends more to a product queue', () => {
  const label = fc.constantFrom('IRA', '529', 'OTHER');
  const mails = fc.array(fc.record({ label, best: label, score: fc.double({ min: 0, max: 1, noNaN: true }) }));
  const threshold = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(mails, threshold, threshold, (some, one, other) => {
      const all = some.map((each) => ({ ...each, subject: '' }));
      const low = countAtThreshold(all, labels, Math.min(one, other), 'General');
      const high = countAtThreshold(all, labels, Math.max(one, other), 'General');
      const cells = low.rows.flatMap((row) => row.cells).reduce((sum, cell) => sum + cell, 0);
      expect(cells).toBe(all.length);
      const placed = ({ rates }: typeof low) =>
        rates.routed.count + rates.wrongQueue.count + rates.unrelatedAccepted.count;
      expect(low.rates.routed.of + low.rates.unrelatedAccepted.of).toBe(all.length);
      expect(placed(high)).toBeLessThanOrEqual(placed(low));
    }),
  );
});
