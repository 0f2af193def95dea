import { seededRandom } from './seeded-random';
import type { SparseVector } from './sparse-vectors';

/** One hyperplane per class. The weights of a feature stand together: `weights[feature * classes + class]`. */
export interface Hyperplanes {
  readonly classes: number;
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

export interface SvmOptions {
  /** Price of an error against the price of large weights. */
  readonly cost: number;
  readonly epochs: number;
}

const { abs, max } = Math; // see calibration.ts

/**
 * Linear support vector machines, each class against the rest, squared hinge loss, classes weighted so that each
 * counts the same: dual coordinate descent (Hsieh et al. 2008), all classes in one pass over the texts.
 */
export function trainSvm(
  vectors: readonly SparseVector[],
  labels: Uint16Array,
  classes: number,
  features: number,
  { cost, epochs }: SvmOptions,
): Hyperplanes {
  const weights = new Float32Array(features * classes);
  const bias = new Float64Array(classes);
  const alphas = new Float64Array(vectors.length * classes);
  const squares = vectors.map(({ values }) => values.reduce((sum, value) => sum + value * value, 1));
  const { inside, outside } = diagonals(labels, classes, cost);
  const order = Uint32Array.from(vectors, (_, index) => index);
  const random = seededRandom(1);
  const steps = new Float64Array(classes);
  const margins = new Float64Array(classes);

  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (const index of order) {
      const vector = vectors[index];
      if (vector === undefined) continue;
      addMargins({ classes, weights, bias }, vector, margins);
      let moved = false;
      for (let c = 0; c < classes; c++) {
        const side = labels[index] === c ? 1 : -1;
        const diagonal = (side === 1 ? inside[c] : outside[c]) ?? 0;
        const at = index * classes + c;
        const alpha = alphas[at] ?? 0;
        const gradient = side * (margins[c] ?? 0) - 1 + diagonal * alpha;
        const next = max(0, alpha - gradient / ((squares[index] ?? 1) + diagonal));
        const step = (next - alpha) * side;
        alphas[at] = next;
        steps[c] = step;
        bias[c] = (bias[c] ?? 0) + step;
        moved ||= abs(step) > 1e-6;
      }
      if (moved) move(weights, classes, vector, steps);
    }
  }
  return { classes, weights, bias };
}

/** Distance of a text from every hyperplane, into `margins`. */
export function addMargins({ classes, weights, bias }: Hyperplanes, vector: SparseVector, margins: Float64Array): void {
  margins.set(bias);
  const { ids, values } = vector;
  for (let i = 0; i < ids.length; i++) {
    const start = (ids[i] ?? 0) * classes;
    const value = values[i] ?? 0;
    for (let c = 0; c < classes; c++) margins[c] = (margins[c] ?? 0) + (weights[start + c] ?? 0) * value;
  }
}

function move(weights: Float32Array, classes: number, { ids, values }: SparseVector, steps: Float64Array): void {
  for (let i = 0; i < ids.length; i++) {
    const start = (ids[i] ?? 0) * classes;
    const value = values[i] ?? 0;
    for (let c = 0; c < classes; c++) weights[start + c] = (weights[start + c] ?? 0) + (steps[c] ?? 0) * value;
  }
}

/** What the squared loss adds to the diagonal: less for the side that has fewer texts. */
function diagonals(labels: Uint16Array, classes: number, cost: number) {
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const of = (share: number): number => share / cost;
  return {
    inside: counts.map((count) => of(count / labels.length)),
    outside: counts.map((count) => of((labels.length - count) / labels.length)),
  };
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
}
