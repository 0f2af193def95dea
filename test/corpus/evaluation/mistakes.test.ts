import { expect, test } from '@jest/globals';
import { explainByOmission } from '../../../corpus/evaluation/explain';
import { worstMistakes } from '../../../corpus/evaluation/mistakes';
import { routeMail } from '../../../corpus/evaluation/scored-mail';
import { categories, scored } from './scored';

const costs = { wrongQueue: 12, unrelatedAccepted: 6, fallback: 3, categories: {} };

test('mistakes are told dearest first, then surest first, and right mails not at all', () => {
  const routed = [
    scored('A', 'A', 0.9, 1),
    scored('A', 'NONE', 0.6, 2),
    scored('A', 'B', 0.91, 3),
    scored('A', 'B', 0.97, 4),
    scored('NONE', 'A', 0.99, 5),
    scored('NONE', 'NONE', 0.5, 6),
  ].map((one) => routeMail(one, { categories, defaultThreshold: 0.75 }));
  const told = worstMistakes(routed, costs, (text) => [{ word: text, weight: 1 }], 3);
  expect(told.map(({ line, cost }) => [line, cost])).toEqual([
    [4, 12],
    [3, 12],
    [5, 6],
  ]);
  expect(told[0]?.words).toEqual([{ word: 'A mail body', weight: 1 }]);
});

test('the word that decides is found by leaving it out', () => {
  const classify = (text: string) => [
    { name: 'A', score: text.includes('tuition') ? 0.9 : text.includes('the') ? 0.3 : 0.35 },
  ];
  const [first, second] = explainByOmission(classify, 'the tuition bill', 'A');
  expect(first).toMatchObject({ word: 'tuition', weight: expect.closeTo(3.04, 1) });
  expect(second?.weight).toBeCloseTo(0);
});
