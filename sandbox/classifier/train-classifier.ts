import type { ClassScore, LabelledText, TextModel } from './text-model';

const EPOCHS = 30;
const RATE = 0.5;
const DECAY = 1e-5;

/**
 * Trains the stand-in classifier: multinomial logistic regression over words and pairs of words, weighted by how rare they are.
 * The same rows give the same model.
 */
export function trainClassifier(rows: readonly LabelledText[]): TextModel {
  const labels = [...new Set(rows.map(({ label }) => label))].sort();
  const documents = rows.map(({ text }) => countTerms(text));
  const vocabulary = new Map<string, number>();
  const frequency: number[] = [];
  for (const terms of documents) {
    for (const term of terms.keys()) {
      const index = vocabulary.get(term) ?? vocabulary.set(term, frequency.push(0) - 1).size - 1;
      frequency[index] = (frequency[index] ?? 0) + 1;
    }
  }
  const rarity = frequency.map((count) => Math.log((1 + rows.length) / (1 + count)) + 1);
  const vectors = documents.map(vector);
  const targets = rows.map(({ label }) => labels.indexOf(label));
  const weights = labels.map(() => new Float64Array(frequency.length));
  const bias = new Float64Array(labels.length);

  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE / (1 + epoch * 0.1);
    for (const row of shuffled(rows.length, epoch)) {
      const features = vectors[row] ?? [];
      const scores = softmax(features);
      for (const [index, score] of scores.entries()) {
        const step = rate * ((targets[row] === index ? 1 : 0) - score);
        bias[index] = (bias[index] ?? 0) + step * 0.1;
        const own = weights[index];
        if (own === undefined) continue;
        for (const [term, value] of features) own[term] = (own[term] ?? 0) * (1 - DECAY) + step * value * 4;
      }
    }
  }

  function vector(terms: ReadonlyMap<string, number>): readonly (readonly [number, number])[] {
    const features: [number, number][] = [];
    let square = 0;
    for (const [term, count] of terms) {
      const index = vocabulary.get(term);
      if (index === undefined) continue;
      const value = (1 + Math.log(count)) * (rarity[index] ?? 0);
      features.push([index, value]);
      square += value * value;
    }
    const norm = Math.sqrt(square) || 1;
    return features.map(([index, value]) => [index, value / norm] as const);
  }

  function softmax(features: readonly (readonly [number, number])[]): readonly number[] {
    const sums = weights.map((own, index) => {
      let sum = bias[index] ?? 0;
      for (const [term, value] of features) sum += (own[term] ?? 0) * value;
      return sum;
    });
    const most = Math.max(...sums);
    const powers = sums.map((sum) => Math.exp(sum - most));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  }

  return {
    labels,
    classify(text): readonly ClassScore[] {
      const scores = softmax(vector(countTerms(text)));
      return scores
        .map((score, index) => ({ name: labels[index] ?? '', score }))
        .sort((left, right) => right.score - left.score);
    },
  };
}

/** Words and neighbouring pairs, in lower case, with how often they stand there. */
function countTerms(text: string): ReadonlyMap<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const terms = new Map<string, number>();
  const add = (term: string) => terms.set(term, (terms.get(term) ?? 0) + 1);
  for (const [index, word] of words.entries()) {
    add(word);
    const next = words[index + 1];
    if (next !== undefined) add(`${word} ${next}`);
  }
  return terms;
}

/** 0 to length-1 in an order that only depends on length and seed. */
function shuffled(length: number, seed: number): readonly number[] {
  let state = seed * 2_654_435_761 + 1;
  const order = Array.from({ length }, (_, index) => index);
  for (let index = length - 1; index > 0; index--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (index + 1);
    const held = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
}
