import { seededRandom } from '../../classifier/seeded-random';
import { inOneOrder, type LabelledText, type TextModel } from '../../classifier/text-model';
import { words } from '../words';

const EPOCHS = 4;
/** Of the first pass; few passes and small steps, so that it is sure of little. */
const STEP = 3;
const RIDGE = 1e-6;
const FEWEST_TEXTS = 2;

/**
 * A plain logistic regression over words and word pairs (TF-IDF, one step per mail): what a corpus can teach must not depend on the features of `classifier/`.
 * The same rows in any order give the same model.
 */
export function trainSecondJudge(anyOrder: readonly LabelledText[]): TextModel {
  const rows = inOneOrder(anyOrder);
  const labels = [...new Set(rows.map(({ label }) => label))].sort();
  const K = labels.length;
  const frequency = new Map<string, number>();
  const terms = rows.map(({ text }) => termsOf(text));
  for (const own of terms) for (const term of own.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const ids = new Map<string, number>();
  for (const [term, count] of frequency) if (count >= FEWEST_TEXTS) ids.set(term, ids.size);
  const rarity = new Float64Array(ids.size);
  for (const [term, id] of ids) rarity[id] = Math.log((1 + rows.length) / (1 + (frequency.get(term) ?? 0))) + 1;

  function vectorOf(own: ReadonlyMap<string, number>): readonly (readonly [id: number, value: number])[] {
    const known = [...own].flatMap(([term, count]): [number, number][] => {
      const id = ids.get(term);
      return id === undefined ? [] : [[id, (1 + Math.log(count)) * (rarity[id] ?? 0)]];
    });
    const length = Math.sqrt(known.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
    return known.map(([id, value]) => [id, value / length]);
  }

  const weights = new Float64Array(ids.size * K);
  const bias = new Float64Array(K);
  const scores = new Float64Array(K);
  function score(vector: ReturnType<typeof vectorOf>): void {
    scores.set(bias);
    for (const [id, value] of vector)
      for (let c = 0; c < K; c++) scores[c] = (scores[c] ?? 0) + (weights[id * K + c] ?? 0) * value;
    const highest = Math.max(...scores);
    let sum = 0;
    for (let c = 0; c < K; c++) sum += scores[c] = Math.exp((scores[c] ?? 0) - highest);
    for (let c = 0; c < K; c++) scores[c] = (scores[c] ?? 0) / sum;
  }

  const vectors = terms.map(vectorOf);
  const order = rows.map((_, index) => index);
  const random = seededRandom(3);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const step = STEP / (1 + epoch / 3);
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    for (const index of order) {
      const vector = vectors[index] ?? [];
      score(vector);
      for (let c = 0; c < K; c++) {
        const error = (scores[c] ?? 0) - (rows[index]?.label === labels[c] ? 1 : 0);
        bias[c] = (bias[c] ?? 0) - 0.05 * error;
        for (const [id, value] of vector) {
          const at = id * K + c;
          weights[at] = (weights[at] ?? 0) * (1 - step * RIDGE) - step * error * value;
        }
      }
    }
  }
  return {
    labels,
    classify(text) {
      score(vectorOf(termsOf(text)));
      return labels.map((name, c) => ({ name, score: scores[c] ?? 0 })).sort((a, b) => b.score - a.score);
    },
  };
}

/** How often each word and each pair of neighbours stands in a text. */
function termsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  let previous = '';
  for (const word of words(text)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    const pair = `${previous} ${word}`;
    if (previous !== '') counts.set(pair, (counts.get(pair) ?? 0) + 1);
    previous = word;
  }
  return counts;
}
