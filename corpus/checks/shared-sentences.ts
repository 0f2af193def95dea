import { words } from '../words';

/** A sentence that stands in a text of each of two lists. */
export interface SharedSentence {
  /** Index in the first list. */
  readonly first: number;
  /** Index in the second list. */
  readonly second: number;
  readonly sentence: string;
}

/** Sentences of at least `fewestWords` words that a text of `second` shares with one of `first`; each text of `second` is named once per sentence. */
export function sharedSentences(
  first: readonly string[],
  second: readonly string[],
  fewestWords: number,
): SharedSentence[] {
  const known = new Map<string, number>();
  for (const [index, text] of first.entries()) {
    for (const { key } of sentences(text, fewestWords)) if (!known.has(key)) known.set(key, index);
  }
  return second.flatMap((text, index) =>
    sentences(text, fewestWords).flatMap(({ key, sentence }) => {
      const twin = known.get(key);
      return twin === undefined ? [] : [{ first: twin, second: index, sentence }];
    }),
  );
}

function sentences(text: string, fewestWords: number): { readonly key: string; readonly sentence: string }[] {
  return text.split(/(?<=[.!?…])\s+|\n+/u).flatMap((sentence) => {
    const own = words(sentence);
    return own.length < fewestWords ? [] : [{ key: own.join(' '), sentence: sentence.trim() }];
  });
}
