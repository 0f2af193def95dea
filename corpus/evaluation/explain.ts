import type { ClassScore } from './scored-mail';

/** A word of a text with what it adds to the score of a class; negative: it speaks against. */
export interface WordWeight {
  readonly word: string;
  /** By how much the class's log-odds fall when the word is taken out. */
  readonly weight: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’()/.-]*[\p{L}\p{N})]|[\p{L}\p{N}]/gu;
const MOST_WORDS = 300;

/** Words that weigh most for `label`, strongest first, found by leaving out one word at a time. Works with any classifier that is cheap to ask. */
export function explainByOmission(
  classify: (text: string) => readonly ClassScore[],
  text: string,
  label: string,
): WordWeight[] {
  const logOdds = (some: string) => {
    const score = classify(some).find(({ name }) => name === label)?.score ?? 0;
    const inside = Math.min(1 - 1e-9, Math.max(1e-9, score));
    return Math.log(inside / (1 - inside));
  };
  const whole = logOdds(text);
  const found = [...new Set(text.match(WORD) ?? [])].slice(0, MOST_WORDS);
  return found
    .map((word) => ({ word, weight: whole - logOdds(without(text, word)) }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
}

function without(text: string, word: string): string {
  return text.replaceAll(WORD, (found) => (found === word ? '' : found)).replaceAll(/\s+/g, ' ');
}
