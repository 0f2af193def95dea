import { conceptsOf } from './concepts';
import { stem, words } from './words';

/**
 * Weight of each block of features: words and word pairs, runs of characters, concepts, pairs of concepts. Each block
 * is brought to this length by itself, so that the many do not drown the few.
 */
export const BLOCK_WEIGHTS: readonly number[] = [1, 1, 0.7, 0.7];
const WORDS = 0;
const CHARACTERS = 1;
const CONCEPTS = 2;
const CONCEPT_PAIRS = 3;

/** Told every feature of a text: its key (32 bits, not 0) and its block. */
export type FeatureVisitor = (key: number, block: number) => void;

// A global is looked up anew at every use where tests run in a context of their own: here, millions of times.
const { imul } = Math;

const SHORTEST = 3;
const LONGEST = 5;

/**
 * The features of a text: words, pairs of neighbours, the runs of 3 to 5 characters within each word (its ends marked),
 * the concepts that it speaks of and which of them together. Features are known by a hash; two that share one are
 * taken for the same.
 */
export function visitFeatures(text: string, visit: FeatureVisitor): void {
  const found = words(text);
  let previous = 0;
  for (const word of found) {
    const key = hash(1, word);
    visit(key, WORDS);
    if (previous !== 0) visit(pair(previous, key), WORDS);
    previous = key;
    visitCharacters(` ${word} `, visit);
  }

  const concepts = conceptsOf(found.map(stem)).map((concept) => hash(2, concept));
  for (const concept of concepts) visit(concept, CONCEPTS);
  const different = [...new Set(concepts)].sort((a, b) => a - b);
  different.forEach((one, at) => {
    for (const other of different.slice(at + 1)) visit(pair(one, other), CONCEPT_PAIRS);
  });
}

/** The order counts. */
function pair(one: number, other: number): number {
  return mix(imul(one, 31) + other);
}

function visitCharacters(padded: string, visit: FeatureVisitor): void {
  for (let start = 0; start + SHORTEST <= padded.length; start++) {
    let key = 0x9747b28c;
    const end = Math.min(padded.length, start + LONGEST);
    for (let i = start; i < end; i++) {
      key = step(key, padded.charCodeAt(i));
      if (i - start + 1 >= SHORTEST) visit(mix(key), CHARACTERS);
    }
  }
}

/** FNV-1a over UTF-16 units. */
function step(key: number, unit: number): number {
  return imul(key ^ unit, 0x01000193);
}

function hash(seed: number, text: string): number {
  let key = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) key = step(key, text.charCodeAt(i));
  return mix(key);
}

/** Spreads a key over all 32 bits; 0 is kept free to mean none. */
function mix(key: number): number {
  let x = key | 0;
  x = imul(x ^ (x >>> 16), 0x85ebca6b);
  x = imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) | 0 || 1;
}
