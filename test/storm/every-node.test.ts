import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const VERSIONS = ['20.19.5', '22.23.3', '24.11.1'];
const ARCHITECTURE = process.arch === 'arm64' ? 'arm64' : 'x64';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'every-node-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Hash of the weights that this Node trains from the corpus. */
function weights(version: string): string {
  const prefix = join(folder, version);
  const name = `node-linux-${ARCHITECTURE}`;
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--prefix', prefix, `${name}@${version}`]);
  const node = join(prefix, 'node_modules', name, 'bin/node');
  expect(execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()).toBe(`v${version}`);
  return execFileSync(node, ['scripts/run.mjs', 'test/support/print-model-hash.ts'], { encoding: 'utf8' });
}

test('the weights that are shipped are the same bytes with every Node', () => {
  const hashes = VERSIONS.map(weights);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(hashes).size).toBe(1);
}, 900_000);
