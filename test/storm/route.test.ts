import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCommand } from '../support/run-command';

const QUESTION = 'How do I roll my old 401k from my former employer over into the new company plan?';
const eml = (subject: string, text: string, header = 'X-Mailer: test') =>
  `From: Ann Lee <ann@example.com>\r\nTo: x@example.com\r\nSubject: ${subject}\r\n${header}\r\n\r\n${text}\r\n`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'route-'));
  mkdirSync(join(folder, 'mails', 'more'), { recursive: true });
  mkdirSync(join(folder, 'empty'));
  const unrelated = 'I lost my debit card at the airport. Please block it and send a new one to my home.';
  writeFileSync(join(folder, 'mails', 'a.eml'), eml('401k rollover', QUESTION));
  writeFileSync(join(folder, 'mails', 'b.eml'), eml('=cmd, "lost" debit card', unrelated));
  writeFileSync(join(folder, 'mails', 'more', 'c.eml'), eml('Away', QUESTION, 'Auto-Submitted: auto-replied'));
  writeFileSync(join(folder, 'mails', 'notes.txt'), 'no mail');
});
afterAll(() => rmSync(folder, { recursive: true }));

const route = (...args: readonly string[]) => runCommand(process.cwd(), {}, ['route', ...args]);

// Each of these synthesizes; the first one on a machine learns the corpus as well.
describe('npm run route', () => {
  test('prints a mail’s way as JSON and ends with 0 when a product queue took it', async () => {
    const { code, output } = await route('--subject', '401k rollover', '--body', QUESTION, '--json');
    expect(code).toBe(0);
    const settlement = JSON.parse(output.slice(output.indexOf('{')));
    expect(settlement).toMatchObject({ queue: '401K', category: '401K', reason: 'matched' });
    expect(settlement.path.at(-1)).toMatchObject({ action: 'transferToAcd', detail: '401K' });
  });

  test('reads a mail from a file and ends with 3 when the fallback queue took it', async () => {
    const { code, output } = await route('--file', join(folder, 'mails', 'b.eml'));
    expect(code).toBe(3);
    expect(output).toMatch(/^queue +GeneralSupport$/m);
    expect(output).toMatch(/Transfer to the queue .* transferred: GeneralSupport/);
  });

  test('writes a folder’s mails to a report, says how far it is, and ends with 0 wherever they went', async () => {
    const report = join(folder, 'report.csv');
    const { code, output } = await route('--dir', join(folder, 'mails'), '--out', report);
    expect(code).toBe(0);
    expect(output).toMatch(/^synthesizing …$.*^3 of 3$/ms);
    // An auto-generated message is routed as any other; it gets no automatic reply.
    for (const line of ['  401K  2\n', '  GeneralSupport  1\n']) expect(output).toContain(line);
    const number = '\\d+\\.\\d+';
    expect(readFileSync(report, 'utf8').split('\n')).toEqual([
      'file,subject,queue,category,confidence,reason,ms',
      expect.stringMatching(`^a\\.eml,401k rollover,401K,401K,${number},matched,${number}$`),
      expect.stringMatching(`^b\\.eml,"'=cmd, ""lost"" debit card",GeneralSupport,\\w*,${number},[\\w-]+,${number}$`),
      expect.stringMatching(`^c\\.eml,Away,401K,401K,${number},matched,${number}$`),
      '',
    ]);
  });
});

// None of these synthesizes: they answer at once.
describe('npm run route refuses with 1 and a sentence', () => {
  test.each<[string, () => readonly string[], RegExp]>([
    ['no mail', () => [], /name one message: --subject and --body, or --file, or --dir/],
    ['two mails', () => ['--subject', 'x', '--file', join(folder, 'mails', 'a.eml')], /name one message/],
    ['an option that it does not know', () => ['--subjekt', 'x'], /unknown option '--subjekt'.*--subject/s],
    ['a report of one mail', () => ['--subject', 'x', '--out', 'r.csv'], /--out is where --dir writes/],
    ['JSON of a folder', () => ['--dir', join(folder, 'mails'), '--json'], /--json shows one message/],
    ['a mail that is not there', () => ['--file', join(folder, 'x.eml')], /x\.eml cannot be read as a mail \(ENOENT\)/],
    ['a folder for a mail', () => ['--file', join(folder, 'mails')], /mails cannot be read as a mail \(EISDIR\)/],
    ['a folder that is not there', () => ['--dir', join(folder, 'none')], /none cannot be read as a folder \(ENOENT\)/],
    ['a folder without mails', () => ['--dir', join(folder, 'empty')], /empty holds no \.eml files/],
  ])('%s', async (_what, args, sentence) => {
    const { code, output } = await route(...args());
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(sentence) });
    expect(output).not.toContain('    at ');
  });
});
