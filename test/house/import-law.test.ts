import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface Override {
  readonly includes: readonly [string];
  readonly linter: { readonly rules: { readonly style?: { readonly noRestrictedImports?: Rule } } };
}
interface Rule {
  readonly options: { readonly patterns: readonly [{ readonly group: readonly string[]; readonly message: string }] };
}

const { overrides }: { readonly overrides: readonly Override[] } = JSON.parse(readFileSync('biome.json', 'utf8'));
const laws = overrides.flatMap(({ includes, linter }) => {
  const rule = linter.rules.style?.noRestrictedImports;
  return rule === undefined ? [] : [{ folder: includes[0].replace('/**', ''), ...rule.options.patterns[0] }];
});
const folders = [
  ...new Set(
    execFileSync('git', ['ls-files', '*/*.ts'], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((file) => file.split('/')[0] ?? ''),
  ),
].filter((folder) => folder !== 'providers');

test('every folder of code has a law, but for tests and benches, which import anything', () => {
  expect(laws.map(({ folder }) => folder).sort()).toEqual(
    folders.filter((folder) => folder !== 'test' && folder !== 'bench').sort(),
  );
});

test('a law allows and forbids each of the other folders, and CONTRIBUTING.md says the same', () => {
  const guide = readFileSync('CONTRIBUTING.md', 'utf8');
  for (const { folder, group, message } of laws) {
    const forbidden = group.map((pattern) => pattern.slice(3, -3));
    const allowed = folders.filter((other) => other !== folder && !forbidden.includes(other));
    const row = allowed.length === 0 ? 'nothing' : allowed.map((name) => `\`${name}\``).join(', ');
    expect(guide).toContain(`| \`${folder}/\` | ${row} |`);
    for (const name of allowed) expect(message).toContain(`${name}/`);
  }
});
