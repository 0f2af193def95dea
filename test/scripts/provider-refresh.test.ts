import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runCommand } from '../support/run-command';
import { copyProject } from '../support/run-main';

const PACKAGE = 'providers/genesyscloud/package.json';
let folder: string;
let served: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refresh-'));
  copyProject(process.cwd(), folder);
  mkdirSync(join(folder, 'providers/genesyscloud'), { recursive: true });
  for (const file of ['filter-schema.ts', 'schema.json', 'package.json'])
    cpSync(`providers/genesyscloud/${file}`, join(folder, 'providers/genesyscloud', file));
  served = '';
  // A Terraform whose provider says what it said before, and whose package of the Genesys Cloud provider has the checksum `served`.
  const program = join(folder, 'bin', 'terraform');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(
    program,
    `#!/bin/sh
case "$*" in
  *'providers schema'*) cat '${resolve('providers/genesyscloud/schema.json')}';;
  *init*)
    folder=$(echo "$1" | cut -d= -f2)
    grep -q genesyscloud "$folder/main.tf.json" && [ -n "$SERVED" ] &&
      printf 'provider "registry.terraform.io/mypurecloud/genesyscloud" {\\n  version = "1.82.0"\\n  hashes = [\\n    "%s",\\n  ]\\n}\\n' "$SERVED" > "$folder/.terraform.lock.hcl"
    true;;
esac
`,
  );
  chmodSync(program, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

const refresh = (...args: string[]) =>
  runCommand(folder, { PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, SERVED: served }, [
    'provider-refresh',
    ...args,
  ]);
const locks = () => readFileSync(join(folder, 'providers.lock.hcl'), 'utf8');
const manifest = () => readFileSync(join(folder, PACKAGE), 'utf8');

test('a version stands in one place, and a refresh moves pin and lock', async () => {
  const shipped = manifest();
  const asking = 'asking mypurecloud/genesyscloud 1.82.0 (1 of 2)\nasking hashicorp/aws 5.100.0 (2 of 2)\n';
  expect(await refresh()).toEqual({ code: 0, output: `${asking}nothing changed\n` });
  expect(manifest()).toBe(shipped);

  const change = '~ version of mypurecloud/genesyscloud: 1.82.0 -> 1.90.0\n';
  const checked = await refresh('--version', '1.90.0', '--check');
  expect([checked.code, checked.output]).toEqual([2, expect.stringContaining(change)]);
  expect(manifest()).toBe(shipped);
  expect((await refresh('--version', '1.90.0')).output).toContain(change);
  expect(manifest()).toBe(shipped.replace('"version": "1.82.0"\n    }', '"version": "1.90.0"\n    }'));
  expect(locks()).toMatch(/genesyscloud" \{\n {2}version {5}= "1\.90\.0"/);
  expect(locks()).toMatch(/"h1:[^"]+", # linux_amd64/); // that of the AWS provider, which did not move
});

test('the checksum of a platform is added, and another package under the same version is refused', async () => {
  served = 'h1:bmV3';
  expect((await refresh()).output).toContain('+ checksum of mypurecloud/genesyscloud 1.82.0 for ');
  expect(locks()).toContain('"h1:bmV3",');
  served = 'h1:b3RoZXI';
  const refused = await refresh();
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('served another package')]);
  expect(locks()).toContain('"h1:bmV3",');
});

test('a range of versions is refused', async () => {
  expect((await refresh('--version', '~> 1.82')).output).toContain('It must be an exact version');
});
