import { BLOCK_WEIGHTS, visitFeatures } from './features';
import { KeyTable } from './key-table';

const { log, max, sqrt } = Math; // see calibration.ts

/** How often each feature is in a text; a feature has its number in the collection's table. */
export interface FeatureCounts {
  readonly ids: Int32Array;
  readonly counts: Float32Array;
}

export interface SparseVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

/** Texts with their features counted and numbered, the most frequent feature first. */
export interface CountedTexts {
  /** Hash of each feature, by number. */
  readonly keys: Int32Array;
  /** Block of each feature, by number. */
  readonly blocks: Uint8Array;
  readonly texts: readonly FeatureCounts[];
}

/** A feature of one or two texts teaches little about others. */
const FEWEST_TEXTS = 3;

/** Counts the features that some of the texts share. */
export function countFeatures(texts: readonly string[]): CountedTexts {
  const table = new KeyTable();
  const blocks: number[] = [];
  const frequency: number[] = [];
  const counted = texts.map((text) => {
    const counts = new Map<number, number>();
    visitFeatures(text, (key, block) => {
      const id = table.add(key);
      if (id === blocks.length) frequency[blocks.push(block) - 1] = 0;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    });
    for (const id of counts.keys()) frequency[id] = (frequency[id] ?? 0) + 1;
    return counts;
  });

  const of = (id: number): number => frequency[id] ?? 0;
  // Frequent features stand together in memory, which the many small steps of training like.
  const kept = Int32Array.from(frequency.keys())
    .filter((id) => of(id) >= FEWEST_TEXTS)
    .sort((a, b) => of(b) - of(a) || a - b);
  const numbers = new Int32Array(frequency.length).fill(-1);
  kept.forEach((id, number) => {
    numbers[id] = number;
  });
  const keys = table.keys();
  return {
    keys: kept.map((id) => keys[id] ?? 0),
    blocks: Uint8Array.from(kept, (id) => blocks[id] ?? 0),
    texts: counted.map((counts) => renumber(counts, numbers)),
  };
}

/** Drops what has no new number (-1). */
function renumber(counts: ReadonlyMap<number, number>, numbers: Int32Array): FeatureCounts {
  const ids = new Int32Array(counts.size);
  const kept = new Float32Array(counts.size);
  let length = 0;
  for (const [id, count] of counts) {
    const number = numbers[id] ?? -1;
    if (number === -1) continue;
    ids[length] = number;
    kept[length++] = count;
  }
  return { ids: ids.slice(0, length), counts: kept.slice(0, length) };
}

/** A feature that tells nothing keeps this share of its weight. */
const LEAST_TELLING = 0.05;
/** As if every feature had been seen in so many more texts, evenly over the classes: three texts of one class prove little. */
const DOUBT = 2;

/**
 * Weight of each feature: its rarity among `texts` times how well it tells the classes apart, so that courtesy and small talk do not drown the
 * matter of a long mail; 0 for features too rare to use.
 */
export function featureWeights(
  texts: readonly FeatureCounts[],
  labels: Uint16Array,
  classes: number,
  features: number,
): Float32Array {
  const among = new Float32Array(features * classes);
  const sizes = new Float64Array(classes);
  texts.forEach(({ ids }, text) => {
    const label = labels[text] ?? 0;
    sizes[label] = (sizes[label] ?? 0) + 1;
    for (const id of ids) among[id * classes + label] = (among[id * classes + label] ?? 0) + 1;
  });
  // As if all classes were of one size, or the largest would own every feature.
  const evened = sizes.map((size) => texts.length / classes / size);
  return Float32Array.from({ length: features }, (_, id) => {
    const counts = among.subarray(id * classes, (id + 1) * classes);
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total < FEWEST_TEXTS) return 0;
    const rarity = log((1 + texts.length) / (1 + total)) + 1;
    return rarity * (LEAST_TELLING + (1 - LEAST_TELLING) * sqrt(certainty(counts, evened)));
  });
}

/** How far the classes of a feature's texts are from even, 0..1: their relative entropy. */
function certainty(counts: Float32Array, evened: Float64Array): number {
  const classes = counts.length;
  let total = 0;
  for (let c = 0; c < classes; c++) total += (counts[c] ?? 0) * (evened[c] ?? 0) + DOUBT;
  let entropy = 0;
  for (let c = 0; c < classes; c++) {
    const share = ((counts[c] ?? 0) * (evened[c] ?? 0) + DOUBT) / total;
    entropy += share * log(share * classes);
  }
  return max(0, entropy / log(classes));
}

/** Counts to a vector: the count's logarithm times the feature's weight, every block of the length that is its weight. */
export function vectorise({ ids, counts }: FeatureCounts, rarity: Float32Array, blocks: Uint8Array): SparseVector {
  const squares = new Float64Array(BLOCK_WEIGHTS.length);
  const values = new Float32Array(ids.length);
  let used = 0;
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] ?? 0;
    const weight = rarity[id] ?? 0;
    if (weight === 0) continue;
    const value = (1 + log(counts[i] ?? 1)) * weight;
    values[i] = value;
    const block = blocks[id] ?? 0;
    squares[block] = (squares[block] ?? 0) + value * value;
    used++;
  }
  const factors = squares.map((square, block) => (BLOCK_WEIGHTS[block] ?? 0) / (sqrt(square) || 1));
  const vector = { ids: new Int32Array(used), values: new Float32Array(used) };
  for (let i = 0, at = 0; i < ids.length; i++) {
    const id = ids[i] ?? 0;
    const value = values[i] ?? 0;
    if (value === 0) continue;
    vector.ids[at] = id;
    vector.values[at++] = value * (factors[blocks[id] ?? 0] ?? 0);
  }
  return vector;
}
