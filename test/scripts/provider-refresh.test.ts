import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { runCommand } from '../support/run-command';
import { copyProject } from '../support/run-main';

jest.setTimeout(60_000);
const PACKAGE = 'providers/genesyscloud/package.json';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refresh-'));
  copyProject(process.cwd(), folder);
  mkdirSync(join(folder, 'providers/genesyscloud'), { recursive: true });
  for (const file of ['filter-schema.ts', 'schema.json', 'package.json'])
    cpSync(`providers/genesyscloud/${file}`, join(folder, 'providers/genesyscloud', file));
  // A Terraform whose provider says what it said before.
  const program = join(folder, 'bin', 'terraform');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(
    program,
    `#!/bin/sh\ncase "$*" in *schema*) cat '${resolve('providers/genesyscloud/schema.json')}';; esac\n`,
  );
  chmodSync(program, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

const refresh = (...args: string[]) =>
  runCommand(folder, { PATH: `${join(folder, 'bin')}:${process.env['PATH']}` }, ['provider-refresh', ...args]);
const manifest = () => readFileSync(join(folder, PACKAGE), 'utf8');

test('the constraint of the bindings stands in one place, which another version changes', async () => {
  const shipped = manifest();
  expect(await refresh()).toEqual({ code: 0, output: 'asking the provider\nnothing changed\n' });
  expect(manifest()).toBe(shipped);

  const change = '~ version of the provider: ~> 1.82 -> ~> 1.90\n';
  expect(await refresh('--version', '~> 1.90', '--check')).toEqual({
    code: 1,
    output: `asking the provider\n${change}`,
  });
  expect(manifest()).toBe(shipped);
  expect((await refresh('--version', '~> 1.90')).output).toContain(change);
  expect(manifest()).toBe(shipped.replace('~> 1.82', '~> 1.90'));
});
