import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { openMailStore } from '../../sandbox/store/mail-store';

const MAILS = 5000;
const SENDERS = 24;

let dir: string;
let running: ChildProcess | undefined;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'storm-'));
});
afterEach(async () => {
  running?.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

/** Starts `npm start` as a process of its own; resolves with port and address of its mailbox once mail can come. */
async function start(): Promise<{ readonly port: number; readonly address: string; readonly process: ChildProcess }> {
  const child = spawn(
    process.execPath,
    [
      ...['scripts/run.mjs', 'scripts/sandbox.ts', '--port', '0', '--smtp-port', '0', '--data', dir, '--no-limits'],
      ...[
        '--fault',
        'throttle=0.1',
        '--fault',
        'internalError=0.05',
        '--fault',
        'malformed=0.03',
        '--fault',
        'drop=0.02',
      ],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  running = child;
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
    let found: { port: number; address: string } | undefined;
    lines.on('line', (line) => {
      const [, address, port] = /^mail to\s+(\S+)\s+SMTP [\d.]+:(\d+)/.exec(line) ?? [];
      if (address !== undefined) found = { address, port: Number(port) };
      if (line.startsWith('queue') && found !== undefined) resolve({ ...found, process: child });
    });
  });
}

test(`${MAILS} mails over SMTP, a fifth of the classifications failing, killed in the middle: all in queues, none twice`, async () => {
  let world = await start();
  let transport = pool(world.port);
  const accepted = new Set<string>();
  const pending = Array.from({ length: MAILS }, (_, index) => `storm ${index}`);
  let killed: Promise<void> | undefined;

  const kill = async (): Promise<void> => {
    const ended = new Promise((resolve) => world.process.once('exit', resolve));
    world.process.removeAllListeners('exit');
    const gone = new Promise((resolve) => world.process.once('exit', resolve));
    world.process.kill('SIGKILL');
    await Promise.race([ended, gone]);
    transport.close();
    world = await start();
    transport = pool(world.port);
  };
  const sender = async (): Promise<void> => {
    for (let subject = pending.pop(); subject !== undefined; subject = pending.pop()) {
      const mail = {
        ...{ from: 'ann@example.com', to: world.address, subject, messageId: `<${subject.replace(' ', '-')}@storm>` },
        text: 'How do I roll my old 401k over?',
      };
      try {
        await transport.sendMail(mail);
        accepted.add(subject);
      } catch {
        // As a mail server does: not acknowledged, so it is sent again.
        pending.unshift(subject);
        await killed;
      }
      if (accepted.size >= MAILS / 2) killed ??= kill();
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  transport.close();
  const ended = new Promise((resolve) => world.process.once('exit', resolve));
  world.process.kill('SIGTERM'); // routes what is accepted, then ends
  await ended;

  const store = await openMailStore(dir);
  const subjects = store
    .list({ limit: 3 * MAILS })
    .map(({ subject }) => subject)
    .filter((subject) => subject.startsWith('storm'));
  const lost = [...accepted].filter((subject) => !subjects.includes(subject));
  const queued = Object.values(store.counts()).reduce((sum, { waiting }) => sum + waiting, 0);
  expect(killed).toBeDefined();
  expect({ lost, twice: subjects.length - new Set(subjects).size }).toEqual({ lost: [], twice: 0 });
  expect(subjects).toHaveLength(MAILS);
  expect({ unsettled: store.unsettled(), queued }).toEqual({ unsettled: [], queued: store.size });
  await store.close();

  const records = (await readFile(join(dir, 'mails.log'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const settled = records.filter(({ type }) => type === 'settled').map(({ id }) => id);
  expect(settled).toHaveLength(new Set(settled).size);
});

function pool(port: number) {
  return createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    pool: true,
    maxConnections: SENDERS,
    maxMessages: Infinity,
  });
}
