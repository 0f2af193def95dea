import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { emailText, explainText } from '../../lambda/email-text';
import { describePassages } from '../../sandbox/describe-passages';

interface Mail {
  readonly shape: string;
  readonly subject: string;
  readonly body: string;
  readonly text: string;
}

function mails(file: string): readonly Mail[] {
  return parse(readFileSync(`test/fixtures/mails/${file}`, 'utf8'));
}

describe.each(['plain-text.yaml', 'html.yaml', 'kinds.yaml'])('of the mails in %s', (file) => {
  test.each(mails(file))('$shape', ({ subject, body, text }) => {
    expect(emailText(subject, body)).toBe(text);
  });
});

describe('the passages of a mail', () => {
  const body =
    'Hi,\n\nPlease close my IRA.\n\nThanks\nJo\n\nOn Mon, 4 Mar 2024 at 10:15, Care <care@example.com> wrote:\n> Which one?\n';

  test('name what is left out, and lose nothing', () => {
    const passages = explainText('Re: Closing', body);
    expect(passages.map(({ removed }) => removed)).toEqual(
      expect.arrayContaining([undefined, 'greeting', 'signature', 'introduction', 'quote']),
    );
    expect(
      passages
        .map(({ text }) => text)
        .join('')
        .replace(/\s+/g, ' ')
        .trim(),
    ).toBe(`Closing ${body}`.replace(/\s+/g, ' ').trim());
  });

  test('are struck out for whoever asks', () => {
    expect(describePassages(explainText('Re: Closing', body), false)).toContain('~~> Which one?~~ [quote]');
  });
});
