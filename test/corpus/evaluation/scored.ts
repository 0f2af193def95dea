import type { CategoryList } from '../../../config/categories';
import type { ScoredMail } from '../../../corpus/evaluation/scored-mail';

/** Two teams and a class without a queue. */
export const categories: CategoryList = {
  fallbackQueue: 'General',
  categories: [
    { label: 'A', queue: 'Team A', description: 'a', threshold: null },
    { label: 'B', queue: 'Team B', description: 'b', threshold: 0.9 },
    { label: 'NONE', queue: null, description: 'none', threshold: null },
  ],
};

/** A mail of class `label` that the classifier takes for `best` with `score`. */
export function scored(label: string, best: string, score: number, line = 1): ScoredMail {
  const others = categories.categories.map((one) => one.label).filter((name) => name !== best);
  const scores = [{ name: best, score }, ...others.map((name) => ({ name, score: (1 - score) / others.length }))];
  return {
    mail: { label, subject: `${label} mail`, body: 'body', line, corpus: 'held-out' },
    text: `${label} mail body`,
    scores,
  };
}

/** The same mail `count` times. */
export function times(count: number, one: ScoredMail): ScoredMail[] {
  return Array.from({ length: count }, () => one);
}
