import { describe, expect, test } from '@jest/globals';
import { stem, words } from '../../classifier/words';

describe('words', () => {
  test.each([
    ['401(k) 401 (k) 401k 401-K 401(K)s 401 ks', Array(6).fill('401k')],
    ['four-oh-one-k', ['401k']],
    ['a 403(b)', ['a', '403b']],
    ["529s, the 529's and five-twenty-nine", ['529', 'the', '529', 'and', '529']],
    ["my IRA's fee, two IRAs", ['my', 'ira', 'fee', 'two', 'ira']],
    ['401 kids', ['401', 'kids']],
    ['$1,200.50 or 3 grand or 14,000', ['#money', 'or', '#money', 'or', '#money']],
    ['6% and 7.5 percent in 2024, the 19th', ['#percent', 'and', '#percent', 'in', '#year', 'the', '#ordinal']],
    ['form 5498 or 1099-R', ['form', '5498', 'or', '1099', 'r']],
    ['Don’t DON`T don´t', ["don't", "don't", "don't"]],
    ['Ünïcode café ﬁne', ['unicode', 'cafe', 'fine']],
    ['… !!! 😀', []],
  ])('of %s', (text, expected) => expect(words(text)).toEqual(expected));
});

describe('stem', () => {
  test.each([
    [['roll', 'rolled', 'rolling', 'rolls'], 'roll'],
    [['contribute', 'contributes', 'contributed', 'contributing'], 'contribut'],
    [['transfer', 'transfers', 'transferred', 'transferring'], 'transfer'],
    [['company', 'companies'], 'company'],
    [['plan', 'plans', 'planned', 'planning'], 'plan'],
  ])('makes %s one', (forms, expected) => expect(forms.map(stem)).toEqual(forms.map(() => expected)));

  test.each(['#money', 'ira', 'boss', '401k', '1099', 'is'])('leaves %s', (word) => expect(stem(word)).toBe(word));
});
