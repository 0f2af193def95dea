import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chooseStacks, stacksOf, UnknownStackError } from '../../../operations/terraform/stacks-of';

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

describe('the stacks that a command is for', () => {
  const all = ['classifier-dev', 'api-dev', 'routing-dev', 'dev-state'].map((name) => ({ name, dependencies: [] }));
  const chosen = (...named: string[]) => chooseStacks(all, named).map(({ name }) => name);
  test('are all but that of the state bucket, or those named', () => {
    expect(chosen()).toEqual(['classifier-dev', 'api-dev', 'routing-dev']);
    expect(chosen('routing-dev', 'api-dev')).toEqual(['api-dev', 'routing-dev']);
    expect(chosen('dev-state')).toEqual(['dev-state']);
  });
  test.each([
    ['clasifier-dev', 'no stack clasifier-dev. Did you mean classifier-dev?'],
    ['routing', 'no stack routing. Did you mean routing-dev?'],
    ['api-prod', 'no stack api-prod.\nThere are: classifier-dev, api-dev, routing-dev, dev-state'],
  ])('%s is none: the nearest is named', (name, says) => {
    expect(() => chosen(name)).toThrow(UnknownStackError);
    expect(() => chosen(name)).toThrow(says);
  });
});
