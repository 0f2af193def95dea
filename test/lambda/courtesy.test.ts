import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { emailText } from '../../lambda/email-text';

interface Sentences {
  readonly courteous: readonly string[];
  readonly matter: readonly string[];
  readonly parts: readonly { readonly written: string; readonly kept: string }[];
}

const { courteous, matter, parts }: Sentences = parse(readFileSync('test/fixtures/courtesy/sentences.yaml', 'utf8'));
const QUESTION = 'How do I roll over my 401k?';

describe('what a customer writes is classified without courtesy', () => {
  test('there are 150 sentences of either kind at least', () => {
    expect(courteous.length).toBeGreaterThanOrEqual(150);
    expect(matter.length).toBeGreaterThanOrEqual(150);
  });

  test.each(courteous)('%s', (sentence) => {
    expect(emailText('', `${sentence}\n\n${QUESTION}`)).toBe(QUESTION);
    expect(emailText('', `${QUESTION}\n\n${sentence}`)).toBe(QUESTION);
  });
});

test.each(matter)('it has matter, and is kept: %s', (sentence) => {
  expect(emailText('', `${sentence}\n\n${QUESTION}`)).toBe(`${sentence} ${QUESTION}`);
});

test.each(parts)('only a part of it is kept: $written', ({ written, kept }) => {
  expect(emailText('', written)).toBe(kept);
});

describe('a mail that is all courtesy', () => {
  test.each([
    ['Thank you', 'Thanks so much for your help!\nRobin'],
    ['', 'Please advise.'],
    ['Hello', 'Hi,\n\nI hope you are well.\n\nBest regards,'],
  ])('is classified as it is: %s', (subject, body) => {
    const text = emailText(subject, body);
    expect(text).toContain(subject);
    expect(text).toContain(body.split('\n')[0] ?? '');
  });
});

test('two numbers are one to the model', () => {
  const mail = (number: string) => emailText('', `The check for account ${number} did not come.`);
  expect(mail('8812345')).toBe(mail('7754321'));
});

test.each([
  '401(k)',
  '403(b)',
  '529',
  '1099-R',
  'form 5498',
  '$12,500.00',
  '2024',
  '12/31/2024',
  '72(t)',
  '59 1/2',
  '6,500',
])('is no account and no telephone number: %s', (number) => {
  expect(emailText('', `What about ${number} in my plan?`)).toBe(`What about ${number} in my plan?`);
});
