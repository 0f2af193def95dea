import { request } from 'node:http';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FlowFault } from '../../../flows/language/flow';
import { type Server, startServer } from '../../../sandbox/server/start-server';
import { type Sandbox, startSandbox } from '../../../sandbox/start-sandbox';
import { openMailStore } from '../../../sandbox/store/mail-store';
import { runCommand } from '../../support/run-command';
import { SUPPORT, smallDeployment } from '../../support/small-deployment';

const HOST = '127.0.0.1';
let sandbox: Sandbox;
let server: Server;
let base: string;
beforeAll(async () => {
  const report = (message: string) => console.error(message);
  sandbox = await startSandbox({
    ...{ deployment: smallDeployment(), store: await openMailStore(), host: HOST, smtpPort: 0, report },
  });
  server = await startServer({
    ...{ sandbox, host: HOST, port: 0, samples: [] },
    files: new Map([['/', { type: 'text/html', content: Buffer.from('<!doctype html>') }]]),
    heldOut: [{ label: 'IRA', subject: 'IRA', text: 'my IRA' }],
  });
  base = `http://${HOST}:${server.port}`;
});
afterAll(async () => {
  await server.close();
  await sandbox.close();
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
  fetch(base + path, {
    ...{ method, body: typeof body === 'string' ? body : JSON.stringify(body) },
    headers: { 'content-type': 'application/json', ...headers },
  });
const form = { from: 'Ann <ann@example.com>', to: SUPPORT, subject: 'Hi', text: 'x', html: '', autoSubmitted: false };

describe('a mail of the form', () => {
  test('is composed, routed, listed and can be answered once', async () => {
    const { id } = (await (await post('/api/mails', { ...form, text: 'line\n.\nünï 🙂' })).json()) as { id: number };
    await sandbox.idle();
    const view = await (await fetch(`${base}/api/mails/${id}`)).json();
    expect(view).toMatchObject({
      mail: { from: { name: 'Ann', address: 'ann@example.com' }, subject: 'Hi', text: 'line\n.\nünï 🙂\n' },
      settlement: { queue: expect.any(String) },
      mayAnswer: true,
    });
    const answer = { body: 'Hello', quote: false };
    expect((await post(`/api/mails/${id}/answer`, answer)).status).toBe(201);
    expect((await post(`/api/mails/${id}/answer`, answer)).status).toBe(409);
    const { mails } = (await (await fetch(`${base}/api/mails?limit=1`)).json()) as { mails: unknown[] };
    expect(mails).toEqual([expect.objectContaining({ id, answered: true })]);
  });

  test('is answered once, however many agents answer at the same time', async () => {
    const { id } = (await (await post('/api/mails', form)).json()) as { id: number };
    await sandbox.idle();
    // Not over HTTP: there the first one may have ended before the second one comes.
    const answers = await Promise.allSettled(
      ['', 'one', 'two', 'three'].map((body) => sandbox.answer(id, { body, quote: false })),
    );
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'rejected']);
    expect((await sandbox.store.get(id))?.answers).toHaveLength(1);
  });

  test.each([
    ['to an address without a route', { ...form, to: 'nobody@acme-mail.example' }, 404],
    ['without a sender', { ...form, from: '' }, 400],
    ['with a field that is not known', { ...form, attachments: [{ path: '/etc/passwd' }] }, 400],
    ['that is no JSON', '{', 400],
  ])('%s is refused with a sentence', async (_name, body, status) => {
    const response = await post('/api/mails', body);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ message: expect.stringMatching(/\w/) });
  });
});

describe('another site', () => {
  test.each([
    ['reads under a name of its own', 'GET', { host: 'evil.example' }],
    ['sends with its origin', 'POST', { origin: 'https://evil.example', 'content-type': 'application/json' }],
  ])('that %s is refused', async (_name, method, headers) => {
    const status = await new Promise((resolve, reject) => {
      const call = request(`${base}/api/mails`, { method, headers }, (response) => resolve(response.statusCode));
      call.on('error', reject).end(method === 'POST' ? JSON.stringify(form) : undefined);
    });
    expect(status).toBe(403);
  });

  test('cannot send a mail by a plain form', async () => {
    expect((await post('/api/mails', form, { 'content-type': 'text/plain' })).status).toBe(415);
  });
});

test('what the flow says and the sandbox does not act on is told at the start and shown on the page', async () => {
  const { deployment } = sandbox;
  const file = 'flows/email-routing.yaml';
  const message = 'callData: the sandbox does not act on retries';
  const notices: readonly FlowFault[] = [{ file, line: 7, column: 1, path: '', kind: 'unproven', message }];
  const told: string[] = [];
  const other = await startSandbox({
    ...{ deployment: { ...deployment, flow: { ...deployment.flow, notices } }, store: await openMailStore() },
    ...{ host: HOST, smtpPort: 0, report: (message) => void told.push(message) },
  });
  const page = await startServer({
    ...{ sandbox: other, host: HOST, port: 0, files: new Map(), samples: [], heldOut: [] },
  });
  const view = await (await fetch(`http://${HOST}:${page.port}/api/sandbox`)).json();
  await page.close();
  await other.close();
  const line = `${file}:7  callData: the sandbox does not act on retries`;
  expect(told).toEqual([line]);
  expect(view).toMatchObject({ flow: { notices: [line] } });
});

test('the page may load nothing from elsewhere and run nothing inline', async () => {
  const policy = (await fetch(base)).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('a fault that is switched on is in the answer, one that is not known or too large is refused', async () => {
  expect(await (await post('/api/faults', { throttle: 0.5 }, {}, 'PUT')).json()).toMatchObject({ throttle: 0.5 });
  expect((await post('/api/faults', { throttle: 2 }, {}, 'PUT')).status).toBe(400);
  expect((await post('/api/faults', { explode: true }, {}, 'PUT')).status).toBe(400);
  await post('/api/faults', { throttle: 0 }, {}, 'PUT');
});

describe('npm run fault', () => {
  const fault = (...args: readonly string[]) => runCommand(process.cwd(), {}, ['fault', '--url', `${base}/`, ...args]);

  test('turns faults of the running sandbox on, shows and clears them', async () => {
    expect(await fault('throttle=0.2', 'outOfService')).toEqual({
      code: 0,
      output: 'throttle=0.2 outOfService=true\n',
    });
    expect(sandbox.deployment.faults.current).toMatchObject({ throttle: 0.2, outOfService: true });
    expect(await fault('outOfService=false')).toEqual({ code: 0, output: 'throttle=0.2\n' });
    expect(await fault()).toEqual({ code: 0, output: 'throttle=0.2\n' });
    expect(await fault('--clear', 'delayMs=5')).toEqual({ code: 0, output: 'delayMs=5\n' });
    expect(await fault('--clear')).toEqual({ code: 0, output: 'no faults\n' });
  });

  test.each([
    [['explode=1'], /explode=1.*throttle=0\.2/],
    [['throttle=2'], /throttle=2.*0 to 1/],
    [['throttle=0.8', 'drop=0.8'], /refused with 400: throttle, .* sum to 1\.6/],
    [['--url', 'http://127.0.0.1:9/'], /no sandbox answers at http:\/\/127\.0\.0\.1:9\/; npm start/],
  ])(
    '%j is refused with a sentence',
    async (args, sentence) => {
      expect(await fault(...args)).toEqual({ code: 1, output: expect.stringMatching(sentence) });
    },
    30_000,
  );
});

test('the evaluation gives best class and score of every held-out mail', async () => {
  const { mails } = (await (await fetch(`${base}/api/evaluation`)).json()) as { mails: unknown[] };
  expect(mails).toEqual([{ label: 'IRA', subject: 'IRA', best: expect.any(String), score: expect.any(Number) }]);
});

test('a page that listens hears of a mail that arrives', async () => {
  const abort = new AbortController();
  const response = await fetch(`${base}/api/events`, { signal: abort.signal });
  const reader = response.body?.getReader();
  await post('/api/mails', { ...form, subject: 'for the listeners' });
  let heard = '';
  while (!heard.includes('for the listeners')) {
    const { value, done } = (await reader?.read()) ?? { done: true };
    if (done) break;
    heard += Buffer.from(value ?? []).toString();
  }
  abort.abort();
  expect(heard).toContain('event: change');
  expect(heard).toContain('for the listeners');
});

test('takes the next port when the wanted one is taken', async () => {
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, HOST, () => resolve((blocker.address() as { port: number }).port));
  });
  try {
    const other = await startServer({ sandbox, host: HOST, port, files: new Map(), samples: [], heldOut: [] });
    expect(other.port).toBeGreaterThan(port);
    await other.close();
  } finally {
    blocker.close();
  }
});
