import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rate } from '../../../classifier/rate';
import { measure } from '../../../corpus/evaluation/measures';
import { routeMail } from '../../../corpus/evaluation/scored-mail';
import { sweepThresholds } from '../../../corpus/evaluation/sweep';
import { categories, scored } from './scored';

const routing = { categories, defaultThreshold: 0.75 };
const someMails = fc.array(
  fc
    .tuple(
      fc.constantFrom('A', 'B', 'NONE'),
      fc.constantFrom('A', 'B', 'NONE'),
      fc.double({ min: 0.34, max: 1, noNaN: true }),
    )
    .map(([label, best, score]) => scored(label, best, score)),
);

describe('where a mail goes', () => {
  test.each([
    ['A', 'A', 0.75, 'Team A', 'right-queue'],
    ['A', 'A', 0.74, null, 'fallback'],
    ['A', 'B', 0.9, 'Team B', 'wrong-queue'],
    ['A', 'B', 0.89, null, 'fallback'],
    ['A', 'NONE', 0.99, null, 'fallback'],
    ['NONE', 'A', 0.8, 'Team A', 'unrelated-accepted'],
    ['NONE', 'A', 0.7, null, 'unrelated-refused'],
    ['NONE', 'NONE', 0.5, null, 'unrelated-refused'],
  ])('%s taken for %s at %d goes to %s: %s', (label, best, score, reached, outcome) => {
    expect(routeMail(scored(label, best, score), routing)).toMatchObject({ reached, outcome });
  });

  test('a mail without text goes to the fallback queue', () => {
    expect(routeMail({ ...scored('A', 'A', 1), text: '', scores: [] }, routing).outcome).toBe('fallback');
  });
});

describe('measures', () => {
  const mails = [
    ...Array.from({ length: 8 }, () => scored('A', 'A', 0.9)),
    scored('A', 'B', 0.95),
    scored('A', 'A', 0.5),
    scored('B', 'B', 0.95),
    scored('B', 'NONE', 0.95),
    ...Array.from({ length: 4 }, () => scored('NONE', 'NONE', 0.9)),
    scored('NONE', 'A', 0.9),
  ];
  const measures = measure(
    mails.map((one) => routeMail(one, routing)),
    categories,
  );

  test('count what they say', () => {
    expect(measures.wrongQueue).toMatchObject({ count: 1, of: 12 });
    expect(measures.routed).toMatchObject({ count: 9, of: 12 });
    expect(measures.fallback).toMatchObject({ count: 2, of: 12 });
    expect(measures.unrelatedAccepted).toMatchObject({ count: 1, of: 5 });
    expect(measures.accuracy).toMatchObject({ count: 14, of: 17 });
    expect(
      measures.classes.map(({ label, precision, recall }) => [
        label,
        precision.count,
        precision.of,
        recall.count,
        recall.of,
      ]),
    ).toEqual([
      ['A', 8, 9, 8, 10],
      ['B', 1, 2, 1, 2],
      ['NONE', 4, 6, 4, 5],
    ]);
    expect(measures.confusion).toEqual({
      rows: ['A', 'B', 'NONE'],
      columns: ['Team A', 'Team B', 'General'],
      home: [0, 1, 2],
      cells: [
        [8, 1, 1],
        [0, 1, 1],
        [1, 0, 4],
      ],
    });
  });

  test('every mail stands in one cell, and the three fates of mail in scope add up', () => {
    fc.assert(
      fc.property(someMails, (some) => {
        const {
          confusion,
          mails: count,
          wrongQueue,
          routed,
          fallback,
        } = measure(
          some.map((one) => routeMail(one, routing)),
          categories,
        );
        expect(confusion.cells.flat().reduce((sum, cell) => sum + cell, 0)).toBe(count);
        expect(wrongQueue.count + routed.count + fallback.count).toBe(routed.of);
      }),
    );
  });

  test('a higher threshold never routes more, neither right nor wrong', () => {
    fc.assert(
      fc.property(someMails, (some) => {
        const sweep = sweepThresholds(some, routing);
        for (const [index, point] of sweep.entries()) {
          const before = sweep[index - 1] ?? point;
          expect(point.routed).toBeLessThanOrEqual(before.routed);
          expect(point.wrongQueue).toBeLessThanOrEqual(before.wrongQueue);
          expect(point.unrelatedAccepted).toBeLessThanOrEqual(before.unrelatedAccepted);
        }
      }),
    );
  });
});

describe("Wilson's interval", () => {
  test.each([
    // Computed apart from this code.
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
    [1, 60, 0.0029, 0.0886],
    [80, 80, 0.9542, 1],
  ])('%d of %d', (count, of, low, high) => {
    expect(rate(count, of)).toMatchObject({ low: expect.closeTo(low, 3), high: expect.closeTo(high, 3) });
  });

  test('nothing measured: nothing known', () => {
    expect(rate(0, 0)).toEqual({ count: 0, of: 0, value: 0, low: 0, high: 1 });
  });
});
