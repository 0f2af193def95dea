import type { Evaluation } from './text-model';

/** Accuracy and macro averages of `guesses` against the true classes. */
export function evaluate(guesses: readonly number[], labels: Uint16Array, classes: number): Evaluation {
  const hits = new Float64Array(classes);
  const guessed = new Float64Array(classes);
  const actual = new Float64Array(classes);
  guesses.forEach((guess, row) => {
    const label = labels[row] ?? 0;
    guessed[guess] = (guessed[guess] ?? 0) + 1;
    actual[label] = (actual[label] ?? 0) + 1;
    if (guess === label) hits[label] = (hits[label] ?? 0) + 1;
  });
  const mean = (of: (c: number) => number): number =>
    Array.from(actual.keys(), of).reduce((sum, value) => sum + value, 0) / classes;
  const precision = (c: number): number => (hits[c] ?? 0) / (guessed[c] || 1);
  const recall = (c: number): number => (hits[c] ?? 0) / (actual[c] || 1);
  return {
    accuracy: hits.reduce((sum, hit) => sum + hit, 0) / (guesses.length || 1),
    precision: mean(precision),
    recall: mean(recall),
    f1: mean((c) => (2 * precision(c) * recall(c)) / (precision(c) + recall(c) || 1)),
  };
}
