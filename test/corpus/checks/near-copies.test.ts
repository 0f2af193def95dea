import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearCopies } from '../../../corpus/checks/near-copies';

const LIMIT = 0.5;

/** The definition, pair by pair. */
function copiesByDefinition(texts: readonly string[]): number {
  const grams = texts.map((text) => {
    const own = text.toLowerCase().split(' ');
    if (own.length < 5) return new Set([own.join(' ')]);
    return new Set(own.slice(4).map((_, at) => own.slice(at, at + 5).join(' ')));
  });
  let pairs = 0;
  for (const [i, a] of grams.entries()) {
    for (const b of grams.slice(i + 1)) {
      const [small, large] = a.size < b.size ? [a, b] : [b, a];
      const common = [...small].filter((gram) => large.has(gram)).length;
      if (common >= Math.max(LIMIT * small.size, Math.min(3, small.size))) pairs += 1;
    }
  }
  return pairs;
}

describe('near copies', () => {
  test('a mail with a few words exchanged is a copy, one about the same matter in other words is not', () => {
    const texts = [
      'Please send me the form to roll my old plan over into a new account before the end of the year.',
      'Please send me the form to roll my old plan over into a new account before the end of next month.',
      'Which paper do I fill in when I want the savings from my last job moved to you by December?',
    ];
    expect(nearCopies(texts, LIMIT)).toEqual([{ first: 0, second: 1, share: expect.closeTo(0.87, 1) }]);
  });

  test('case, punctuation and brackets make no new mail', () => {
    expect(nearCopies(['About my 401(k): can I borrow from it?', 'about my 401k can i borrow FROM it'], LIMIT)).toEqual(
      [{ first: 0, second: 1, share: 1 }],
    );
  });

  test('a short mail inside a long one is a copy, whichever comes first', () => {
    const long =
      'Hello there. I would like to take my required distribution in twelve parts. Many thanks for all of it, Ada';
    const short = 'i would like to take my required distribution in twelve parts';
    expect(nearCopies([short, long], LIMIT)).toMatchObject([{ first: 0, second: 1, share: 1 }]);
    expect(nearCopies([long, short], LIMIT)).toMatchObject([{ first: 0, second: 1, share: 1 }]);
  });

  test('a common phrase is no copy', () => {
    expect(
      nearCopies(['thank you very much for it', 'thank you very much for this and for all the rest'], LIMIT),
    ).toEqual([]);
  });

  test('is empty exactly when no pair is a copy by definition', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((own) => own.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        expect(nearCopies(texts, LIMIT).length === 0).toBe(copiesByDefinition(texts) === 0);
      }),
      { numRuns: 500 },
    );
  });

  test('every copy but the first is named, and only once', () => {
    const text = 'the same seven words over and over again';
    const found = nearCopies(
      Array.from({ length: 500 }, () => text),
      LIMIT,
    );
    expect(found.map(({ second }) => second)).toEqual(Array.from({ length: 499 }, (_, index) => index + 1));
  });
});
