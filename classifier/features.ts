import { conceptsOf } from './concepts';
import { stem, words } from './words';

/**
 * Weight of each block of features: words and word pairs, runs of characters, concepts, pairs of concepts, words and
 * word pairs of the sentences that ask for something, words behind a denial. Each block is brought to this length by
 * itself, so that the many do not drown the few.
 */
export const BLOCK_WEIGHTS: readonly number[] = [1, 1, 0.35, 0.35, 0.7, 0.5];
const WORDS = 0;
const CHARACTERS = 1;
const CONCEPTS = 2;
const CONCEPT_PAIRS = 3;
const ASKED = 4;
const DENIED = 5;

/** What is asked decides, not what is mentioned. */
const ASKS =
  /\?|\b(?:please|pls|plz|kindly|help|send|want|wants|need|needs|wish|request|asking|what|when|where|which|tell me|let me know|can (?:you|i|we|my)|could (?:you|i|we)|would (?:you|like)|i'd like|how (?:do|does|can|would|much|long)|looking (?:to|for)|trying to)\b/i;
const SENTENCE_END = /(?<=[.?!;])\s+/;

/** "not the 401k", "besides my IRA", "the plan is already …": the words that follow are named, but not meant. */
const DENIALS = new Set(
  "not no never without besides except already nothing unlike rather instead separate separately apart isn't aren't wasn't don't doesn't didn't".split(
    ' ',
  ),
);
const DENIED_WORDS = 5;

/** Told every feature of a text: its key (32 bits, not 0) and its block. */
export type FeatureVisitor = (key: number, block: number) => void;

const { imul } = Math; // see calibration.ts

const SHORTEST = 3;
const LONGEST = 5;

/**
 * The features of a text: words, pairs of neighbours, the runs of 3 to 5 characters within each word (its ends marked),
 * the concepts that it speaks of and which of them together, what it asks and what it denies. Features are known by a
 * hash; two that share one are taken for the same.
 */
export function visitFeatures(text: string, visit: FeatureVisitor): void {
  const found = words(text);
  visitWords(found, WORDS, visit);
  for (const word of found) visitCharacters(` ${word} `, visit);
  visitConcepts(conceptsOf(found.map(stem)), visit);
  for (const sentence of askingSentences(text)) visitWords(sentence, ASKED, visit);
  visitDenied(found, visit);
}

/** Whether a sentence asks for something, were it only for an answer. */
export function asksForSomething(sentence: string): boolean {
  return ASKS.test(sentence);
}

/** The words of the sentences that ask for something that the thesaurus knows ("Please let me know" does not); else of those that ask, else of all. */
function askingSentences(text: string): readonly (readonly string[])[] {
  const sentences = text.split(SENTENCE_END);
  const asking = sentences.filter(asksForSomething).map(words);
  const telling = asking.filter((found) => conceptsOf(found.map(stem)).length > 0);
  if (telling.length > 0) return telling;
  return asking.length > 0 ? asking : sentences.map(words);
}

function visitWords(found: readonly string[], block: number, visit: FeatureVisitor): void {
  let previous = 0;
  for (const word of found) {
    const key = hash(block, word);
    visit(key, block);
    if (previous !== 0) visit(pair(previous, key), block);
    previous = key;
  }
}

function visitConcepts(found: readonly string[], visit: FeatureVisitor): void {
  const concepts = found.map((concept) => hash(CONCEPTS, concept));
  for (const concept of concepts) visit(concept, CONCEPTS);
  const different = [...new Set(concepts)].sort((a, b) => a - b);
  different.forEach((one, at) => {
    for (const other of different.slice(at + 1)) visit(pair(one, other), CONCEPT_PAIRS);
  });
}

function visitDenied(found: readonly string[], visit: FeatureVisitor): void {
  let left = 0;
  for (const word of found) {
    if (DENIALS.has(word)) left = DENIED_WORDS;
    else if (left-- > 0) visit(hash(DENIED, word), DENIED);
  }
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
