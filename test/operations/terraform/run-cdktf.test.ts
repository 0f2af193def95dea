import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { runCdktf } from '../../../operations/terraform/run-cdktf';
import { chooseStacks, type StackInOrder } from '../../../operations/terraform/stacks-of';

// A cdktf that notes how it was called, and fails for a stack of the name in `fails`.
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'cdktf-'));
  const cli = join(root, 'node_modules/cdktf-cli');
  mkdirSync(join(cli, 'bundle/bin'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{}');
  writeFileSync(join(cli, 'package.json'), '{"name":"cdktf-cli"}');
  writeFileSync(
    join(cli, 'bundle/bin/cdktf'),
    `const { appendFileSync, readFileSync } = require('node:fs');
    const args = process.argv.slice(2);
    appendFileSync('calls', args.join(' ') + '\\n');
    process.exit(args.includes(readFileSync('fails', 'utf8')) ? 1 : 0);`,
  );
});
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => fails('none'));

function fails(stack: string): void {
  writeFileSync(join(root, 'calls'), '');
  writeFileSync(join(root, 'fails'), stack);
}

const ALL: readonly StackInOrder[] = [
  { name: 'dev-state', dependencies: [] },
  { name: 'classifier-dev', dependencies: [] },
  { name: 'api-dev', dependencies: ['classifier-dev'] },
  { name: 'routing-dev', dependencies: ['api-dev'] },
];

async function calls(command: 'deploy' | 'destroy', ...named: string[]) {
  const { code } = await runCdktf(root, command, ALL, chooseStacks(ALL, named), []);
  return { code, calls: readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') };
}
const AT_ONCE = '--auto-approve --skip-synth --skip-provider-lock';
const ALONE = `${AT_ONCE} --ignore-missing-stack-dependencies`;

test.each([
  ['deploy', [], [`deploy classifier-dev api-dev routing-dev ${AT_ONCE}`]],
  ['deploy', ['classifier-dev', 'api-dev'], [`deploy classifier-dev api-dev ${AT_ONCE}`]],
  ['deploy', ['api-dev', 'routing-dev'], [`deploy api-dev ${ALONE}`, `deploy routing-dev ${ALONE}`]],
  ['destroy', [], [`destroy classifier-dev api-dev routing-dev ${AT_ONCE}`]],
  ['destroy', ['api-dev', 'routing-dev'], [`destroy api-dev routing-dev ${AT_ONCE}`]],
  ['destroy', ['classifier-dev', 'api-dev'], [`destroy api-dev ${ALONE}`, `destroy classifier-dev ${ALONE}`]],
] as const)('%s %j: cdktf keeps the order where it can, else it is kept here', async (command, named, expected) => {
  expect(await calls(command, ...named)).toEqual({ code: 0, calls: expected });
});

test('one after the other, nothing goes on after a failure', async () => {
  fails('api-dev');
  expect(await calls('destroy', 'classifier-dev', 'api-dev')).toEqual({ code: 1, calls: [`destroy api-dev ${ALONE}`] });
});
