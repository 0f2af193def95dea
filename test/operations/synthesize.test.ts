import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { stacksOf } from '../../operations/synthesize';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'manifest-'));
  mkdirSync(join(root, 'cdktf.out'));
  const stacks = ['dev', 'eu-dev'].flatMap((environment) => [
    { name: `routing-${environment}`, dependencies: [`api-${environment}`] },
    { name: `api-${environment}`, dependencies: [`classifier-${environment}`] },
    { name: `classifier-${environment}`, dependencies: [] },
  ]);
  const manifest = { stacks: Object.fromEntries(stacks.map((stack) => [stack.name, stack])) };
  writeFileSync(join(root, 'cdktf.out/manifest.json'), JSON.stringify(manifest));
});
afterEach(() => rmSync(root, { recursive: true }));

test.each(['dev', 'eu-dev'])(
  'the stacks of %s are its own alone, in the order of their dependencies',
  (environment) => {
    expect(stacksOf(root, environment).map(({ name }) => name)).toEqual(
      ['classifier', 'api', 'routing'].map((part) => `${part}-${environment}`),
    );
  },
);
