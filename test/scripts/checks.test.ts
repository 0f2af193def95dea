import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommand } from '../support/run-command';
import { copyProject } from '../support/run-main';

// The commands that check, as processes of their own in a copy of the project.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'checks-'));
  copyProject(process.cwd(), folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Puts these files back as they ship. */
beforeEach(() => {
  for (const file of ['config/dev.yaml', 'corpus/training.csv', 'flows/email-routing.yaml'])
    writeFileSync(join(folder, file), readFileSync(file));
});

const run = (...command: [script: string, ...args: string[]]) => runCommand(folder, {}, command);
const inFile = (file: string) => readFileSync(join(folder, file), 'utf8');
const edit = (file: string, from: string, to: string) => {
  const text = inFile(file);
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
};
const STACK_TRACE = /^ +at /m;

describe('npm run corpus:check', () => {
  test('finds no error in the corpus that ships', async () => {
    const { code, output } = await run('corpus-check');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^0 errors, \d+ warnings$/m) });
    expect(output).toMatch(/^401K: \d+ mails to train with, \d+ held out, \d+ words on average$/m);
  });

  test('--json prints findings and class sizes, and exits 1 with errors', async () => {
    appendFileSync(join(folder, 'corpus/training.csv'), '4O1K,How much may I borrow for a house?\n');
    const { code, output } = await run('corpus-check', '--json');
    const { errors, findings, classes } = JSON.parse(output);
    expect({ code, errors }).toEqual({ code: 1, errors: 1 });
    expect(findings).toContainEqual(expect.objectContaining({ severity: 'error' }));
    expect(classes).toHaveLength(4);
  });

  test('--fix mends what is mechanical, says so and writes nothing the second time', async () => {
    const shipped = inFile('corpus/training.csv');
    writeFileSync(join(folder, 'corpus/training.csv'), `\uFEFF${shipped.replaceAll('\n', '\r\n')}`);
    expect((await run('corpus-check')).code).toBe(1);
    const { code, output } = await run('corpus-check', '--fix');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('corpus/training.csv: ') });
    expect(inFile('corpus/training.csv')).toBe(shipped);
    expect((await run('corpus-check', '--fix')).output).not.toContain('corpus/training.csv: ');
  });

  test.each([[[]], [['--fix']], [['--json']]])('%j names a file that is not there', async (args) => {
    rmSync(join(folder, 'corpus/training.csv'));
    const { code, output } = await run('corpus-check', ...args);
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringContaining('corpus/training.csv  cannot be read'),
    });
    expect(output).not.toMatch(STACK_TRACE);
  });

  test('names a fault of the configuration', async () => {
    edit('config/dev.yaml', 'threshold: 0.75', 'threshold: 75');
    const { code, output } = await run('corpus-check');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('classifier.threshold') });
    expect(output).not.toMatch(STACK_TRACE);
  });
});

describe('npm run config:check', () => {
  test('says what there is', async () => {
    expect(await run('config-check')).toEqual({
      code: 0,
      output: '2 environments (dev, prod), 4 categories, no faults\n',
    });
  });

  test('names every fault and exits 1', async () => {
    edit('config/dev.yaml', 'threshold: 0.75', 'threshold: 75');
    edit('config/dev.yaml', 'burst: 200', 'burst: many');
    const { code, output } = await run('config-check');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('2 faults in the configuration') });
    expect(output.match(/config\/dev\.yaml:\d+:\d+ /g)).toHaveLength(2);
    expect(output).not.toMatch(STACK_TRACE);
  });
});

describe('npm run flow:check', () => {
  test('renders the flow of each environment, and prints one when asked', async () => {
    const all = await run('flow-check');
    expect(all).toEqual({
      code: 0,
      output: expect.stringMatching(/^dev: .* no faults, .*\nprod: .* no faults, .*\n$/),
    });
    const one = await run('flow-check', 'dev', '--print');
    expect(one).toEqual({ code: 0, output: expect.stringContaining('inboundEmail:') });
    expect(one.output).not.toContain('prod: ');
  });

  test('names a fault of the flow with its line and exits 1', async () => {
    edit('flows/email-routing.yaml', 'inboundEmail:', 'inboundEmial:');
    const { code, output } = await run('flow-check', 'dev');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/email-routing\.yaml:\d+/) });
    expect(output).not.toMatch(STACK_TRACE);
  });

  test('of an environment that is not there names those that are', async () => {
    const { code, output } = await run('flow-check', 'prd');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('Did you mean prod?') });
  });
});

describe('npm run cost', () => {
  test('adds up a month, as JSON too', async () => {
    const { code, output } = await run('cost', 'prod');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^USD a month +\d+\.\d\d /m) });
    const { environment, total, lines } = JSON.parse((await run('cost', 'prod', '--json')).output);
    expect(environment).toBe('prod');
    expect(output).toContain(` ${total.toFixed(2)} `);
    expect(lines.map(({ what }: { what: string }) => what)).toContain('metrics');
  });

  test('exits 3 when the peak does not fit, and 1 without such an environment', async () => {
    edit('config/dev.yaml', 'peakMailsPerHour: 60', 'peakMailsPerHour: 600');
    expect(await run('cost', 'dev')).toEqual({ code: 3, output: expect.stringContaining('raise inferenceUnits to 4') });
    const { code, output } = await run('cost', 'test');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('Known: dev, prod') });
    expect(output).not.toMatch(STACK_TRACE);
  });
});

describe('a value that is not a number', () => {
  test.each<[script: string, ...args: string[]]>([
    ['classifier', 'wait', 'dev', '--timeout', 'x'],
    ['classifier', 'wait', 'dev', '--poll', '0'],
    ['classifier', 'test', 'dev', '--count', '-1'],
    ['evaluate', '--mistakes', 'x'],
    ['evaluate', '--mistakes', '1.5'],
    ['evaluate', '--folds', '1'],
  ])('%s %s %s %s is told with the usage', async (...command) => {
    const { code, output } = await runCommand(process.cwd(), {}, command);
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(/^option '--\w+ .*\nUsage: npm run .*\n$/),
    });
  });
});
