import { words } from '../words';

/** A word by which a class can be told without reading on. */
export interface Giveaway {
  readonly label: string;
  readonly word: string;
  /** Leak score: share of the class's mails that have the word, 0..1. */
  readonly share: number;
  /** Share of the mails with the word that are of the class, 0..1. */
  readonly precision: number;
}

/** From this precision on a word is taken for a sign of its class. */
const TELLING = 0.8;

/**
 * The strongest giveaway of every class: of the words that stand almost only in it, the one in most of its mails.
 * A corpus in which every 401K mail says `401k` teaches the label and nothing else.
 */
export function giveaways(mails: readonly { readonly label: string; readonly text: string }[]): Giveaway[] {
  const sizes = new Map<string, number>();
  const counts = new Map<string, Map<string, number>>();
  for (const { label, text } of mails) {
    sizes.set(label, (sizes.get(label) ?? 0) + 1);
    for (const word of new Set(words(text))) {
      const of = counts.get(word) ?? new Map<string, number>();
      of.set(label, (of.get(label) ?? 0) + 1);
      counts.set(word, of);
    }
  }
  const strongest = new Map<string, Giveaway>();
  for (const [word, of] of counts) {
    const rates = [...of].map(([label, count]) => [label, count / (sizes.get(label) ?? 1)] as const);
    const all = rates.reduce((sum, [, rate]) => sum + rate, 0);
    for (const [label, share] of rates) {
      // Precision as if all classes were of one size, or the largest class would own every word.
      const precision = share / all;
      if (precision < TELLING || share <= (strongest.get(label)?.share ?? 0)) continue;
      strongest.set(label, { label, word, share, precision });
    }
  }
  return [...strongest.values()].sort((a, b) => b.share - a.share);
}
