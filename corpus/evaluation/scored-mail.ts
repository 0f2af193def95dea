import { type Outcome, outcomeOf } from '../../classifier/rates';
import type { CategoryList } from '../../config/categories';
import { chooseCategory } from '../../lambda/choose-category';
import type { CorpusMail } from '../read-corpus';

export interface ClassScore {
  /** Label of the class. */
  readonly name: string;
  /** 0..1. */
  readonly score: number;
}

/** A labelled mail with what a classifier says of it. */
export interface ScoredMail {
  readonly mail: CorpusMail;
  /** What the classifier was sent; empty: it was not asked. */
  readonly text: string;
  /** Best first; empty when there was no text. */
  readonly scores: readonly ClassScore[];
}

/** Which queues there are and from which confidence on a class is believed. */
export interface Routing {
  readonly categories: CategoryList;
  /** 0..1, for categories without a threshold of their own. */
  readonly defaultThreshold: number;
}

export interface RoutedMail extends ScoredMail {
  /** Queue that the mail belongs to; null when it is unrelated. */
  readonly wanted: string | null;
  /** Queue that it reaches; null: the fallback queue. */
  readonly reached: string | null;
  readonly outcome: Outcome;
}

/** Where the mail goes, decided by the function's own code. */
export function routeMail(scored: ScoredMail, { categories, defaultThreshold }: Routing): RoutedMail {
  const [best] = scored.scores;
  const answer =
    best === undefined
      ? ''
      : chooseCategory({ label: best.name, score: best.score }, categories.categories, defaultThreshold).QueueName;
  const wanted = categories.categories.find(({ label }) => label === scored.mail.label)?.queue ?? null;
  const reached = answer === '' ? null : answer;
  return { ...scored, wanted, reached, outcome: outcomeOf(wanted, reached) };
}
