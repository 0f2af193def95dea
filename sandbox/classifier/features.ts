import { stem, words } from './words';

/** Groups of features; each is brought to length 1 by itself, so that the many do not drown the few. */
export const BLOCKS = { words: 0, characters: 1 } as const;
export const BLOCK_COUNT = 2;

/** Told every feature of a text: its key (32 bits, not 0) and its block. */
export type FeatureVisitor = (key: number, block: number) => void;

const SHORTEST = 3;
const LONGEST = 5;

/**
 * The features of a text: stemmed words, pairs of neighbours, and the runs of 3 to 5 characters within each word
 * (its ends marked). Features are known by a hash; two that share one are taken for the same.
 */
export function visitFeatures(text: string, visit: FeatureVisitor): void {
  let previous = 0;
  for (const word of words(text)) {
    const stemmed = hash(1, stem(word));
    visit(stemmed, BLOCKS.words);
    if (previous !== 0) visit(mix(Math.imul(previous, 31) + stemmed), BLOCKS.words);
    previous = stemmed;
    visitCharacters(` ${word} `, visit);
  }
}

function visitCharacters(padded: string, visit: FeatureVisitor): void {
  for (let start = 0; start + SHORTEST <= padded.length; start++) {
    let key = 0x9747b28c;
    const end = Math.min(padded.length, start + LONGEST);
    for (let i = start; i < end; i++) {
      key = step(key, padded.charCodeAt(i));
      if (i - start + 1 >= SHORTEST) visit(mix(key), BLOCKS.characters);
    }
  }
}

/** FNV-1a over UTF-16 units. */
function step(key: number, unit: number): number {
  return Math.imul(key ^ unit, 0x01000193);
}

function hash(seed: number, text: string): number {
  let key = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) key = step(key, text.charCodeAt(i));
  return mix(key);
}

/** Spreads a key over all 32 bits; 0 is kept free to mean none. */
function mix(key: number): number {
  let x = key | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) | 0 || 1;
}
