import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommand } from '../support/run-command';
import { copyProject } from '../support/run-main';

// What the shell of all commands promises, tried on the commands of a copy of the project.
let home: string;
let folder: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'shell-'));
  folder = join(home, 'project');
  mkdirSync(folder);
  copyProject(process.cwd(), folder);
});
afterAll(() => rmSync(home, { recursive: true }));
beforeEach(() => {
  writeFileSync(join(folder, 'config/dev.yaml'), readFileSync('config/dev.yaml'));
  rmSync(join(folder, 'config/qa.yml'), { force: true });
});

type Line = readonly [script: string, ...args: string[]];
const run = (...command: Line) => runCommand(folder, {}, command);
const STACK_TRACE = /^ +at /m;

/** A command line for an environment, as one that reads each would write it. */
const WITH_ENVIRONMENT: readonly Line[] = [
  ['sandbox', 'prdo'],
  ['route', 'prdo', '--subject', 'a'],
  ['behaviour-diff', 'prdo', 'HEAD'],
  ['evaluate', 'prdo'],
  ['cost', 'prdo'],
  ['flow-check', 'prdo'],
  ['diff', 'prdo'],
  ['deploy', 'prdo', '--yes'],
  ['destroy', 'prdo', '--yes'],
  ['classify', 'prdo', '--subject', 'a'],
  ['classifier', 'status', 'prdo'],
  ['classifier', 'wait', 'prdo'],
  ['classifier', 'test', 'prdo'],
  ['classifier', 'prune', 'prdo'],
  ['classifier', 'adopt', 'prdo'],
  ['flow', 'publish', 'prdo'],
  ['flow', 'validate', 'prdo'],
  ['flow', 'status', 'prdo'],
  ['flow', 'delete', 'prdo'],
  ['flow', 'preflight', 'prdo'],
];

describe('before any work', () => {
  test.each<readonly [string, Line]>(WITH_ENVIRONMENT.map((line) => [line.join(' '), line]))(
    'the environment is looked for: %s',
    async (_, line) => {
      const { code, output } = await run(...line);
      expect({ code, output }).toEqual({
        code: 1,
        output: expect.stringMatching(
          /^No environment "prdo"\. Did you mean prod\? Known: dev, prod .*\nUsage: npm .*\n$/,
        ),
      });
    },
  );

  test.each<readonly [string, Line]>([
    ['cost dev --json', ['cost', 'dev', '--json', '/nosuch/x.json']],
    ['behaviour-diff --markdown', ['behaviour-diff', 'dev', 'HEAD', '--markdown', '/nosuch/x.md']],
    ['diff --markdown', ['diff', 'dev', '--markdown', '/nosuch/x.md']],
    ['evaluate --report', ['evaluate', '--report', '/nosuch/x.html']],
    ['route --out', ['route', '--dir', '.', '--out', '/nosuch/x.csv']],
  ])('a file that cannot be written is refused: %s', async (_, line) => {
    const { code, output } = await run(...line);
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('There is no folder /nosuch.') });
    expect(output).not.toMatch(STACK_TRACE);
  });

  test('the old option for the environment is refused with the new place', async () => {
    const { code, output } = await run('route', '--env', 'dev');
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringContaining('The environment is the first argument'),
    });
  });

  test.each(['config-schema', 'deploy dev', 'help', 'bench', 'flow publish dev'])(
    'an unknown option is refused: %s',
    async (line) => {
      const [script = '', ...args] = line.split(' ');
      const { code, output } = await run(script, ...args, '--hurry');
      expect({ code, output }).toEqual({
        code: 1,
        output: expect.stringMatching(/^unknown option '--hurry'\nUsage: npm run .*\n$/),
      });
    },
  );

  test('--help of a command that writes files writes none', async () => {
    rmSync(join(folder, 'config/schema'), { recursive: true });
    expect((await run('config-schema', '--help')).code).toBe(0);
    expect(existsSync(join(folder, 'config/schema'))).toBe(false);
  });

  test.each(['qa.yml', 'QA.YAML'])('a record that would be ignored is told: %s', async (name) => {
    writeFileSync(join(folder, 'config', name), readFileSync('config/dev.yaml'));
    const { code, output } = await run('config-check');
    rmSync(join(folder, 'config', name));
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringContaining(`config/${name}  is not read: rename it`),
    });
  });
});

describe('--json', () => {
  test('tells a failure as an object, faults and all', async () => {
    const text = readFileSync('config/dev.yaml', 'utf8').replace('threshold: 0.75', 'threshold: 75');
    writeFileSync(join(folder, 'config/dev.yaml'), text);
    const { code, output } = await run('cost', 'dev', '--json');
    const { error } = JSON.parse(output.slice(output.indexOf('{')));
    expect({ code, error }).toEqual({
      code: 1,
      error: {
        name: 'ConfigError',
        message: expect.stringContaining('classifier.threshold'),
        faults: [expect.objectContaining({ file: 'config/dev.yaml', path: 'classifier.threshold' })],
      },
    });
  });

  test('with a file writes it there and shows the text', async () => {
    const file = join(home, 'cost.json');
    const { code, output } = await run('cost', 'dev', '--json', file);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('USD a month') });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ environment: 'dev' });
  });

  test('does not take an environment for a file', async () => {
    const { code, output } = await run('flow-check', '--json', 'dev');
    expect(code).toBe(1);
    expect(output).not.toMatch(STACK_TRACE);
    expect(readdirSync(folder)).not.toContain('dev');
  });
});

test('a bug shows its stack, with the lines of the source', async () => {
  mkdirSync(join(folder, 'scripts'), { recursive: true });
  const source = readFileSync('scripts/config-check.ts', 'utf8').replace(
    'const { environments,',
    '(undefined as unknown as string).trim();\n    const { environments,',
  );
  writeFileSync(join(folder, 'scripts/broken.ts'), source);
  const { code, output } = await run('broken');
  expect(code).toBe(1);
  expect(output).toMatch(/^This is a bug of the program/);
  expect(output).toMatch(/TypeError: .*\n {4}at .*scripts\/broken\.ts:\d+/);
});

test('another Node than package.json allows is told in one sentence', async () => {
  const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
  writeFileSync(join(folder, 'package.json'), manifest.replace(/"node": ".*"/, '"node": ">=4.2 <5 || >=6 <7"'));
  const { code, output } = await run('config-check');
  writeFileSync(join(folder, 'package.json'), manifest);
  expect({ code, output }).toEqual({
    code: 1,
    output: `Node ${process.versions.node} cannot run this: install Node >=4.2 <5 || >=6 <7 (.nvmrc names one)\n`,
  });
});
