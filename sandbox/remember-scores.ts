import type { TextModel } from '../classifier/text-model';
import type { ClassScore } from './deployment';

const REMEMBERED = 10_000;

export interface RememberedScores {
  readonly model: TextModel;
  /** All scores of the latest classification with this best class and score. */
  readonly scoresOf: (label: string, score: number) => readonly ClassScore[];
}

/**
 * The function answers the flow with the best class alone; the page wants the others too. Label and exact score are
 * enough to find them again: texts that agree in both agree in the rest but for a digit that nobody sees.
 */
export function rememberScores(model: TextModel): RememberedScores {
  const recent = new Map<string, readonly ClassScore[]>();
  // Comprehend's scores are single-precision numbers.
  const key = (label: string, score: number) => `${Math.fround(score)} ${label}`;
  return {
    model: {
      ...model,
      classify(text) {
        const scores = model.classify(text);
        const [best] = scores;
        if (best !== undefined) recent.set(key(best.name, best.score), scores);
        if (recent.size > REMEMBERED) {
          const [oldest] = recent.keys();
          if (oldest !== undefined) recent.delete(oldest);
        }
        return scores;
      },
    },
    scoresOf: (label, score) => recent.get(key(label, score)) ?? [],
  };
}
