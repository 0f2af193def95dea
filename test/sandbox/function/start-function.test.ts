import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { FunctionDefinition } from '../../../sandbox/function/function-definition';
import { type FunctionOptions, startFunction } from '../../../sandbox/function/start-function';

const scratch = mkdtempSync(join(tmpdir(), 'function-test-'));
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => rmSync(scratch, { recursive: true }));

let zips = 0;
function start(
  files: Readonly<Record<string, string>> | string,
  changes: Partial<FunctionDefinition> = {},
  options: Partial<FunctionOptions> = {},
) {
  zips += 1;
  const zip = join(scratch, `${zips}.zip`);
  const all = typeof files === 'string' ? { 'index.mjs': files } : files;
  writeFileSync(zip, zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)]))));
  const running = startFunction(
    {
      name: 'mine',
      zip,
      handler: 'index.handler',
      memoryMegabytes: 128,
      timeoutSeconds: 5,
      environment: { COLOUR: 'blue' },
      region: 'eu-west-1',
      arn: 'arn:aws:lambda:eu-west-1:123456789012:function:mine',
      ...changes,
    },
    { root: process.cwd(), workers: 1, ...options },
  );
  closing.push(running.close);
  const call = async (event: unknown) => {
    const outcome = await running.invoke(JSON.stringify(event));
    return outcome.kind === 'reply' ? JSON.parse(outcome.payload) : outcome;
  };
  return { ...running, call };
}

describe('a function', () => {
  test('answers events, one after the other, in the same environment', async () => {
    const { call } = start('let count = 0; export const handler = async ({ add }) => (count += add);');
    expect([await call({ add: 1 }), await call({ add: 2 })]).toEqual([1, 3]);
  });

  test('sees Lambda’s variables, its own and the sandbox’s, and nothing of this machine', async () => {
    process.env['SECRET_OF_THE_MACHINE'] = 'x';
    const { call } = start('export const handler = async () => process.env;', {}, { environment: { EXTRA: 'yes' } });
    const environment = await call({});
    delete process.env['SECRET_OF_THE_MACHINE'];
    expect(environment).toMatchObject({
      COLOUR: 'blue',
      EXTRA: 'yes',
      AWS_REGION: 'eu-west-1',
      _HANDLER: 'index.handler',
    });
    expect(environment).toMatchObject({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128', LAMBDA_TASK_ROOT: expect.any(String) });
    expect(Object.keys(environment)).not.toContain('SECRET_OF_THE_MACHINE');
    expect(Object.keys(environment)).not.toContain('PATH');
  });

  test('gets Lambda’s context', async () => {
    const { call } = start(
      'export const handler = async (_, c) => ({ ...c, left: c.getRemainingTimeInMillis(), id: c.awsRequestId.length });',
    );
    expect(await call({})).toMatchObject({
      functionName: 'mine',
      memoryLimitInMB: '128',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:mine',
      logGroupName: '/aws/lambda/mine',
      id: 36,
    });
    expect((await call({})).left).toBeGreaterThan(1000);
  });

  test('finds the files beside it', async () => {
    const { call } = start({
      'index.mjs': `import { readFileSync } from 'node:fs';
        export const handler = async () => readFileSync(process.env.LAMBDA_TASK_ROOT + '/data/a.json', 'utf8');`,
      'data/a.json': '{"a": 1}',
    });
    expect(await call({})).toBe('{"a": 1}');
  });

  test('writes a log that is read line by line', async () => {
    const lines = await new Promise<readonly string[]>((resolve) => {
      const found: string[] = [];
      const log = (line: string) => {
        found.push(line);
        if (found.length === 2) resolve(found);
      };
      void start('export const handler = async () => console.log("one\\ntwo");', {}, { log }).call({});
    });
    expect(lines).toEqual(['one', 'two']);
  });

  test('may be CommonJS and answer by callback', async () => {
    const { call } = start(
      { 'src/main.js': 'exports.run = (event, context, done) => setImmediate(() => done(null, event.n * 2));' },
      { handler: 'src/main.run' },
    );
    expect(await call({ n: 21 })).toBe(42);
  });

  test('that returns nothing answers null', async () => {
    expect(await start('export const handler = () => {};').call({})).toBeNull();
  });

  test('takes many events at once', async () => {
    const { call } = start(
      'export const handler = ({ n }) => new Promise((r) => setTimeout(() => r(n), 5));',
      {},
      { workers: 2, eventsPerWorker: 10 },
    );
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    expect(await Promise.all(numbers.map((n) => call({ n })))).toEqual(numbers);
  });

  test('leaves nothing behind', async () => {
    const { call, close } = start('export const handler = () => process.env.LAMBDA_TASK_ROOT;');
    const folder = await call({});
    expect(existsSync(folder)).toBe(true);
    await close();
    expect(existsSync(folder)).toBe(false);
  });
});

describe('Lambda reports', () => {
  test.each([
    [
      'an error',
      'export const handler = async () => { throw new RangeError("too far"); };',
      {},
      'RangeError',
      /^too far$/,
    ],
    ['a value that was thrown', 'export const handler = async () => { throw "text"; };', {}, 'string', /^text$/],
    [
      'an error by callback',
      'export const handler = (e, c, done) => done(new TypeError("bad"));',
      {},
      'TypeError',
      /bad/,
    ],
    ['code that does not load', 'throw new Error("at start");', {}, 'Error', /at start/],
    [
      'a file that is missing',
      'export const handler = 1;',
      { handler: 'other.handler' },
      'Runtime.ImportModuleError',
      /'other'/,
    ],
    [
      'an export that is missing',
      'export const other = 1;',
      {},
      'Runtime.HandlerNotFound',
      /index.handler is undefined/,
    ],
    ['an exit', 'export const handler = async () => process.exit(3);', {}, 'Runtime.ExitError', /exit status 3/],
    [
      'a crash',
      'export const handler = () => new Promise(() => setTimeout(() => { throw new SyntaxError("later"); }));',
      {},
      'SyntaxError',
      /later/,
    ],
    [
      'too much memory',
      'export const handler = () => { const a = []; for (;;) a.push({ a: [a.length] }); };',
      { memoryMegabytes: 16, timeoutSeconds: 60 },
      'Runtime.ExitError',
      /signal: killed/,
    ],
    [
      'too much time',
      'export const handler = () => new Promise(() => {});',
      { timeoutSeconds: 0.1 },
      'Sandbox.Timedout',
      /Task timed out after 0.10 seconds/,
    ],
    [
      'an endless loop',
      'export const handler = () => { for (;;); };',
      { timeoutSeconds: 0.1 },
      'Sandbox.Timedout',
      /Task timed out/,
    ],
  ])('%s', async (_what, code, changes, errorType, message) => {
    const { call } = start(code, changes);
    expect(await call({})).toEqual({ kind: 'error', errorType, errorMessage: expect.stringMatching(message) });
  });

  test('an event above 6 MB', async () => {
    const { call } = start('export const handler = () => 1;');
    expect(await call('x'.repeat(6 * 1024 * 1024))).toEqual({ kind: 'too-large' });
  });

  test('only the event that kills it, and goes on with the next', async () => {
    const { call } = start(`export const handler = ({ kill, n }) => new Promise((resolve) => {
      if (kill) setTimeout(() => process.exit(1), 10); else setTimeout(() => resolve(n), 50);
    });`);
    const outcomes = await Promise.all([call({ n: 1 }), call({ kill: true }), call({ n: 2 })]);
    expect(outcomes).toEqual([1, expect.objectContaining({ errorType: 'Runtime.ExitError' }), 2]);
    expect(await call({ n: 3 })).toBe(3);
  });

  test('a time-out for the slow event alone', async () => {
    const slowOrNot =
      'export const handler = ({ n }) => new Promise((r) => n !== 2 && setTimeout(() => r(n), n === 3 ? 150 : 5));';
    const { call } = start(slowOrNot, { timeoutSeconds: 1.5 });
    const [one, two, three] = await Promise.all([call({ n: 1 }), call({ n: 2 }), call({ n: 3 })]);
    expect([one, two.errorType, three, await call({ n: 4 })]).toEqual([1, 'Sandbox.Timedout', 3, 4]);
  });
});

test('a zip that leads out of its folder is refused', () => {
  expect(() => start({ '../evil.mjs': '' })).toThrow(/leads out of the folder/);
});
