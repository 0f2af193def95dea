import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeRunFolder, privateFolder, sweepRuns } from '../../publishing/archy/private-folder';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'private-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a sweep removes what dead runs left and nothing else', () => {
  const host = hostname().replace(/[^0-9A-Za-z.-]/g, '');
  const own = basename(makeRunFolder(folder));
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const foreign = own.replace(host, 'elsewhere');
  const made = [own.replace(`run-${process.pid}-`, `run-${pid}-`), foreign, own.replace(host, 'long-gone')];
  for (const name of made) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'options.yaml'), 'clientSecret: x');
  }
  writeFileSync(join(folder, 'run-notes'), '');
  const old = new Date(Date.now() - 48 * 60 * 60 * 1000);
  utimesSync(join(folder, own.replace(host, 'long-gone')), old, old);
  sweepRuns(folder);
  expect(readdirSync(folder).sort()).toEqual([own, foreign, 'run-notes'].sort());
});

test('a run has a folder for its owner only', () => {
  expect(statSync(makeRunFolder(folder)).mode & 0o777).toBe(0o700);
});

test('the private folder is for its owner only, and a fault says what to set', () => {
  const path = privateFolder({ XDG_STATE_HOME: folder });
  expect(path).toBe(join(folder, 'email-routing'));
  writeFileSync(join(folder, 'file'), '');
  expect(() => privateFolder({ XDG_STATE_HOME: join(folder, 'file') })).toThrow('Set XDG_STATE_HOME');
});
