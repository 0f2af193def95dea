import { expect, test } from '@jest/globals';
import { stratifiedFolds } from '../../../corpus/evaluation/folds';

const mails = [
  ...Array.from({ length: 50 }, (_, id) => ({ label: 'A', id })),
  ...Array.from({ length: 20 }, (_, id) => ({ label: 'B', id: id + 50 })),
];
const folds = stratifiedFolds(mails, 5);

test('every mail is tested once, by a model that has not seen it', () => {
  expect(folds.flatMap(({ test: tested }) => tested.map(({ id }) => id)).sort((a, b) => a - b)).toEqual(
    mails.map(({ id }) => id),
  );
  for (const { train, test: tested } of folds) expect(train.filter((one) => tested.includes(one))).toEqual([]);
});

test('every fold has the share of each label', () => {
  for (const { test: tested } of folds) {
    expect([tested.filter(({ label }) => label === 'A').length, tested.length]).toEqual([10, 14]);
  }
});

test('the split is the same in every run, and not in file order', () => {
  expect(stratifiedFolds(mails, 5)).toEqual(folds);
  expect(folds[0]?.test.map(({ id }) => id % 5)).not.toEqual(Array.from({ length: 14 }, () => 0));
});
