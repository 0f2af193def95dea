import { describe, expect, test } from '@jest/globals';
import { personalData } from '../../../corpus/checks/personal-data';

const kinds = (text: string) => personalData(text).map(({ what }) => what);

describe('personal data', () => {
  test.each([
    ['my social is 219-09-9999', 'a social security number'],
    ['card 4111 1111 1111 1111 was charged', 'a card number'],
    ['call me at (555) 010-4477', 'a phone number'],
    ['or 555-010-4477', 'a phone number'],
    ['account 004417765512', 'a number that looks like an account'],
    ['write to jo.miller@gmail.com', 'an e-mail address'],
    ['see https://bank.com/login', 'an address in the web'],
    [`key ${'AKIA'}IOSFODNN7EXAMPLE`, 'an access key or token'],
    [`-----BEGIN RSA ${'PRIVATE'} KEY-----`, 'a private key'],
    ['the password is hunter22', 'a password'],
    ['I moved to 12 Maple Grove Road last week', 'a street address'],
  ])('%s', (text, what) => {
    expect(kinds(text)).toEqual([what]);
  });

  test.each([
    'I have $1,250,000.00 in it, and 23,500 more in 2025',
    'form 1099-R, line 4a, 59 1/2 years, box 7, 5498',
    'write to help@example.com or https://docs.example.com/x',
    'I was born on 06-11-1958 and retired on 2024-03-01',
    'I forgot my password: can you reset it?',
    'order 1234567',
  ])('is not seen in: %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  test('never shows what it found', () => {
    const [found] = personalData('first\nmy social is 219-09-9999');
    expect(found).toEqual({ what: 'a social security number', severity: 'error', masked: '21*********', line: 1 });
  });
});
