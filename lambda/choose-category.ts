import type { ClassifyResponse } from './contract';

/** What the function needs to know of a category; the whole list travels beside the bundle as categories.json. */
export interface RoutedCategory {
  /** Class in Comprehend. */
  readonly label: string;
  /** Queue in Genesys Cloud; null for mail that is out of scope. */
  readonly queue: string | null;
  /** Confidence 0..1 from which on the category is believed; null: the default threshold. */
  readonly threshold: number | null;
}

/** A class as a classifier scores it; score 0..1. */
export interface ScoredClass {
  readonly label: string;
  readonly score: number;
}

/** What the answer says, apart from who scored and by which model. */
export type Decision = Omit<ClassifyResponse, 'Engine' | 'ModelVersion' | 'DecisionId'>;

/** The answer for the best class. Only a queue of the list is ever named, whatever label the model returns. */
export function chooseCategory(
  best: ScoredClass,
  categories: readonly RoutedCategory[],
  defaultThreshold: number,
): Decision {
  const category = categories.find(({ label }) => label === best.label);
  const answer = { QueueName: '', Confidence: best.score, Category: best.label };
  if (category === undefined || category.queue === null) return { ...answer, Reason: 'out-of-scope' };
  if (!reaches(best.score, category.threshold ?? defaultThreshold)) return { ...answer, Reason: 'below-threshold' };
  return { ...answer, QueueName: category.queue, Reason: 'matched' };
}

/** Comprehend scores in 32 bits: its 0.7 arrives as 0.699999988079071, which is not below a threshold of 0.7. */
function reaches(score: number, threshold: number): boolean {
  return Math.fround(score) >= Math.fround(threshold);
}
