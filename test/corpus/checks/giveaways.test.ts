import { expect, test } from '@jest/globals';
import { giveaways } from '../../../corpus/checks/giveaways';

test('a word that stands in all mails of one class and in no other gives the class away', () => {
  const mails = [
    ...['my 401k match', 'the 401(k) loan', 'a 401-K form'].map((text) => ({ label: '401K', text })),
    ...['my house loan', 'the match of last night', 'a form'].map((text) => ({ label: 'OTHER', text })),
  ];
  expect(giveaways(mails)[0]).toEqual({ label: '401K', word: '401k', share: 1, precision: 1 });
});

test('a word that all classes have gives none away, however many mails a class has', () => {
  const big = Array.from({ length: 90 }, (_, index) => ({ label: 'OTHER', text: `account ${index}` }));
  const small = Array.from({ length: 10 }, (_, index) => ({ label: 'IRA', text: `account x${index}` }));
  expect(giveaways([...big, ...small]).filter(({ word }) => word === 'account')).toEqual([]);
});
