import { BLOCK_WEIGHTS, visitFeatures } from './features';
import { KeyTable } from './key-table';

const { log, sqrt } = Math; // see calibration.ts

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

/** Weight of each feature by its rarity among `texts`; 0 for those too rare to use. */
export function inverseFrequencies(texts: readonly FeatureCounts[], features: number): Float32Array {
  const weights = new Float32Array(features);
  for (const { ids } of texts) for (const id of ids) weights[id] = (weights[id] ?? 0) + 1;
  for (let id = 0; id < features; id++) {
    const among = weights[id] ?? 0;
    weights[id] = among < FEWEST_TEXTS ? 0 : log((1 + texts.length) / (1 + among)) + 1;
  }
  return weights;
}

/** Counts to TF-IDF: the count's logarithm times the rarity, every block of the length that is its weight. */
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
