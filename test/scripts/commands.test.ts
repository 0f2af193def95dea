import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { COMMANDS, type ListedCommand } from '../../scripts/commands';
import { commandList, commandTable, withCommandTable } from '../../scripts/describe-commands';
import { runCommand } from '../support/run-command';

const listed: readonly ListedCommand[] = COMMANDS;
const manifest: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);

test('package.json and the list name the same commands and files', () => {
  expect(Object.keys(manifest.scripts).sort()).toEqual(listed.map(({ name }) => name).sort());
  for (const { name, script } of listed) {
    if (script !== undefined) expect(manifest.scripts[name]).toBe(`node scripts/run.mjs scripts/${script}.ts`);
  }
});

test("the README's table is the list (npm run help -- --readme writes it)", () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(readme).toBe(withCommandTable(readme, commandTable(listed)));
});

test('every command is an imperative of one line', () => {
  expect(listed.filter(({ does }) => !/^[A-Z][a-z]+ .{5,90}\.$/.test(does)).map(({ name }) => name)).toEqual([]);
});

test('npm run help shows the list', async () => {
  const { code, output } = await runCommand(process.cwd(), {}, ['help']);
  expect({ code, output }).toEqual({ code: 0, output: `${commandList(listed)}\n` });
});

describe('the help of', () => {
  test.each(listed.flatMap((command) => (command.script === undefined ? [] : [[command.script, command] as const])))(
    '%s says what the list says, with its exit codes',
    async (script, { does, exits = {}, arguments: some }) => {
      const { code, output } = await runCommand(process.cwd(), {}, [script, '--help']);
      expect(code).toBe(0);
      const text = output.replace(/\s+/g, ' ');
      expect(text).toContain(does);
      for (const [exit, meaning] of Object.entries(exits)) expect(text).toContain(`${exit} ${meaning}`);
      if (!some.includes('|')) expect(text).toContain(`[options]${some === '' ? '' : ` ${some}`} `);
    },
  );
});
