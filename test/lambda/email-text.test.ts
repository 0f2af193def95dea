import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { emailText } from '../../lambda/email-text';

interface Mail {
  readonly shape: string;
  readonly subject: string;
  readonly body: string;
  readonly text: string;
}

function mails(file: string): readonly Mail[] {
  return parse(readFileSync(`test/fixtures/mails/${file}`, 'utf8'));
}

describe.each(['plain-text.yaml', 'html.yaml'])('of the mails in %s', (file) => {
  test.each(mails(file))('$shape', ({ subject, body, text }) => {
    expect(emailText(subject, body)).toBe(text);
  });
});
