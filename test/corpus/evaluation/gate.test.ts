import { describe, expect, test } from '@jest/globals';
import { breaches } from '../../../corpus/evaluation/gate';
import { measure } from '../../../corpus/evaluation/measures';
import { routeMail } from '../../../corpus/evaluation/scored-mail';
import { categories, scored, times } from './scored';

const limits = {
  wrongQueue: 0.1,
  unrelatedAccepted: 0.1,
  routed: 0.8,
  recall: 0.8,
  categories: { B: 0.5 },
  robustness: { cost: 0.03, wrongQueue: 0.1, wrappings: { letter: 0.5 } },
  secondJudge: { routed: 0.8, wrongQueue: 0.1, unrelatedAccepted: 0.1 },
};
const gate = (...mails: ReturnType<typeof times>[]) =>
  breaches(
    measure(
      mails.flat().map((one) => routeMail(one, { categories, defaultThreshold: 0.75 })),
      categories,
    ),
    limits,
  ).map(({ measure: name }) => name);
const good = [times(9, scored('A', 'A', 0.9)), times(9, scored('B', 'B', 0.95)), times(9, scored('NONE', 'NONE', 0.9))];

describe('the gate', () => {
  test('opens when every limit is kept', () => {
    expect(gate(...good)).toEqual([]);
  });
  test('closes on mail in the wrong queue', () => {
    expect(gate(...good, times(3, scored('A', 'B', 0.95)))).toContain('wrong queue');
  });
  test('closes on unrelated mail in a queue', () => {
    expect(gate(...good, times(2, scored('NONE', 'A', 0.95)))).toEqual(['unrelated accepted']);
  });
  test('closes on a category that is not recognised, by its own limit', () => {
    expect(gate(...good, times(3, scored('A', 'A', 0.6)))).toEqual(['recall of A']);
    expect(gate(...good, times(3, scored('B', 'B', 0.6)))).toEqual([]);
    expect(gate(...good, times(10, scored('B', 'B', 0.6)))).toContain('recall of B');
  });
  test('closes when nothing is routed at all', () => {
    expect(gate(times(9, scored('A', 'NONE', 0.9)))).toContain('routed');
  });
});
