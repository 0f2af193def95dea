import { expect, test } from '@jest/globals';
import { runCommand } from '../support/run-command';

const evaluate = (...args: string[]) => runCommand(process.cwd(), {}, ['evaluate', ...args]);

test('evaluate says what it is at while it trains and while it explains mistakes', async () => {
  const { code, output } = await evaluate('--mistakes', '6');
  expect({ code, output }).toEqual({
    code: 0,
    output: expect.stringMatching(
      /^training on \d+ mails, \d+ of them in another wrapping \(corpus\/augmentation\)\nexplaining mistake 1\nexplaining mistake 6\nScored by /,
    ),
  });
});

test('the help says what a report on an endpoint lacks', async () => {
  const { code, output } = await evaluate('--help');
  expect({ code, output: output.replace(/\s+/g, ' ') }).toEqual({
    code: 0,
    output: expect.stringContaining('without the words that weighed most'),
  });
});
