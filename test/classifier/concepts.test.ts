import { describe, expect, test } from '@jest/globals';
import { conceptsOf } from '../../classifier/concepts';
import { THESAURUS } from '../../classifier/thesaurus';
import { stem, words } from '../../classifier/words';

const concepts = (text: string) => conceptsOf(words(text).map(stem));

describe('the concepts of a text', () => {
  test('are found by any form of a word', () => {
    expect(concepts('vesting')).toEqual(concepts('vested'));
    expect(concepts('my employers')).toContain('employer');
  });

  test('are found by phrases, whole ones only', () => {
    expect(concepts('she passed away')).toContain('death');
    expect(concepts('required minimum')).toContain('rmd');
    expect(concepts('required')).not.toContain('rmd');
  });

  test('are none in a text that speaks of nothing known', () => expect(concepts('zzz 😀')).toEqual([]));
});

describe('the thesaurus', () => {
  const entries = Object.entries(THESAURUS).map(([concept, list]) => ({ concept, terms: list.split(', ') }));

  test('repeats no term within a concept, and has none that is empty', () => {
    const offenders = entries.flatMap(({ concept, terms }) =>
      terms
        .filter((term, at) => term.trim() !== term || words(term).length === 0 || terms.indexOf(term) !== at)
        .map((t) => `${concept}: ${t}`),
    );
    expect(offenders).toEqual([]);
  });

  test('finds each of its terms', () => {
    const missed = entries.flatMap(({ concept, terms }) =>
      terms.filter((term) => !concepts(term).includes(concept)).map((term) => `${concept}: ${term}`),
    );
    expect(missed).toEqual([]);
  });
});
