import { words } from '../words';

/** Two texts, by index, of which the shorter one is largely contained in the other. */
export interface NearCopy {
  /** The one that comes first in the list. */
  readonly first: number;
  readonly second: number;
  /** Share of the shorter text's 5-word sequences that the other has, too: 0..1. */
  readonly share: number;
}

const LENGTH = 5;
/** Fewer common sequences than this are a common phrase, not a copy; texts too short for that many must be equal. */
const FEWEST = 3;

/**
 * Finds texts that are copies of one another: at least `limit` of the shorter one's 5-word sequences stand in the other.
 *
 * Not quadratic. Texts are taken from the longest to the shortest. Whoever shares `limit` of its sequences with an
 * earlier one shares at least one of its rarest n - ⌈limit·n⌉ + 1, so only these are looked up. A copy is reported
 * once and not indexed, so that a thousand copies of one text cost a thousand look-ups. Hence the list is empty exactly
 * when there is no copy, but after mending one may find another.
 */
export function nearCopies(texts: readonly string[], limit: number): NearCopy[] {
  const { sequences, frequency } = sequencesOf(texts);
  const order = sequences.map((_, index) => index).sort((a, b) => size(b) - size(a) || a - b);
  const index = new Map<number, number[]>();
  const copies: NearCopy[] = [];
  for (const second of order) {
    const own = sequences[second] ?? [];
    const needed = Math.max(Math.ceil(limit * own.length), Math.min(FEWEST, own.length));
    const rarest = [...own].sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0));
    const seen = new Set<number>();
    let found: NearCopy | undefined;
    for (const sequence of rarest.slice(0, own.length - needed + 1)) {
      for (const first of index.get(sequence) ?? []) {
        if (seen.has(first)) continue;
        seen.add(first);
        const common = overlap(own, sequences[first] ?? []);
        if (common < needed) continue;
        found = { first: Math.min(first, second), second: Math.max(first, second), share: common / own.length };
        break;
      }
      if (found !== undefined) break;
    }
    if (found !== undefined) {
      copies.push(found);
      continue;
    }
    for (const sequence of own) {
      const there = index.get(sequence);
      if (there === undefined) index.set(sequence, [second]);
      else there.push(second);
    }
  }
  return copies.sort((a, b) => a.second - b.second);

  function size(text: number): number {
    return sequences[text]?.length ?? 0;
  }
}

interface Sequences {
  /** Per text its different 5-word sequences as numbers, ascending. A text with fewer words is one sequence. */
  readonly sequences: readonly (readonly number[])[];
  /** In how many texts a sequence stands. */
  readonly frequency: ReadonlyMap<number, number>;
}

function sequencesOf(texts: readonly string[]): Sequences {
  const ids = new Map<string, number>();
  const frequency = new Map<number, number>();
  const sequences = texts.map((text) => {
    const numbers = words(text).map((word) => {
      const known = ids.get(word);
      if (known !== undefined) return known;
      ids.set(word, ids.size + 1);
      return ids.size;
    });
    const own = new Set<number>();
    if (numbers.length > 0 && numbers.length < LENGTH) own.add(hash(numbers, 0, numbers.length));
    for (let at = 0; at + LENGTH <= numbers.length; at++) own.add(hash(numbers, at, LENGTH));
    for (const sequence of own) frequency.set(sequence, (frequency.get(sequence) ?? 0) + 1);
    return [...own].sort((a, b) => a - b);
  });
  return { sequences, frequency };
}

/** 53 bits from two 32-bit mixes: among a million sequences a collision has a chance of one in ten thousand. */
function hash(numbers: readonly number[], from: number, length: number): number {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = from; at < from + length; at++) {
    const number = numbers[at] ?? 0;
    high = Math.imul(high ^ number, 0x01000193);
    high ^= high >>> 15;
    low = Math.imul(low ^ number, 0x85ebca6b);
    low ^= low >>> 13;
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}

/** Members that two ascending lists have in common. */
function overlap(a: readonly number[], b: readonly number[]): number {
  let [i, j, common] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const left = a[i] ?? 0;
    const right = b[j] ?? 0;
    if (left === right) common += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return common;
}
