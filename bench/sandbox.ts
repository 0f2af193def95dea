import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { readCorpus } from '../corpus/read-corpus';
import { emailText } from '../lambda/email-text';
import { openSandbox } from '../sandbox/open-sandbox';
import { evaluate } from '../sandbox/server/evaluate';
import { plainMail } from '../test/support/plain-mail';
import { timeBareServer } from './support/time-bare-server';

const SENDERS = 16;

/** The sandbox end to end: SMTP, log, flow, data action, API, function, classifier, queue. Goals are those of two free cores. */
async function bench(): Promise<void> {
  const root = process.cwd();
  const data = await mkdtemp(join(tmpdir(), 'bench-'));
  const corpus = readCorpus(root, 'held-out');
  const heldOut = corpus.map((mail) => ({ ...mail, text: emailText(mail.subject, mail.body) }));
  const start = () =>
    openSandbox({
      ...{ root, heldOut, data, environment: 'dev', host: '127.0.0.1', port: 0, smtpPort: 0, limited: false },
      report: (message) => console.error(message),
    });
  for (const name of readdirSync(join(root, '.build'))) {
    if (name.startsWith('classifier-')) await rm(join(root, '.build', name));
  }
  const first = await start();
  line('start to ready, after synthesis, the first time: learns', first.took.start, 'ms');
  await first.close();
  const open = await start();
  const { sandbox, deployment, took } = open;
  line('start to ready, after synthesis', took.start, 'ms', 'at most 1500');

  const to = deployment.routes[0]?.address ?? '';
  const smtp = createTransport({
    ...{ host: '127.0.0.1', port: sandbox.smtpPort, ignoreTLS: true, pool: true, maxConnections: SENDERS },
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const send = async (mails: number): Promise<number> => {
    let next = 0;
    const started = performance.now();
    const sender = async (): Promise<void> => {
      while (next < mails) {
        const { subject, body } = corpus[next++ % corpus.length] ?? { subject: '', body: '' };
        await smtp.sendMail({ from: 'ann@example.com', to, subject, text: body });
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
    await sandbox.idle();
    return (mails * 1000) / (performance.now() - started);
  };
  await send(300); // warm
  const cpu = process.cpuUsage();
  const rate = await send(3000);
  line('mails a second over SMTP, synced to disk, until queued', rate, '/s', 'at least 300');
  const { user, system } = process.cpuUsage(cpu);
  line('processor time of one, its sender included', (user + system) / 3000 / 1000, 'ms', 'at most 6');

  const bare = await timeBareServer(
    SENDERS,
    3000,
    (index) => corpus[index % corpus.length] ?? { subject: '', body: '' },
  );
  line('the same over a bare smtp-server that appends and syncs', bare, '/s');
  line('of that', (rate / bare) * 100, '%', 'at least 50');

  const times: number[] = [];
  for (let index = 0; index < 400; index++) {
    const { subject, body } = corpus[index % corpus.length] ?? { subject: '', body: '' };
    const started = performance.now();
    await smtp.sendMail({ from: 'ann@example.com', to, subject, text: body });
    await sandbox.idle();
    times.push(performance.now() - started);
  }
  times.sort((left, right) => left - right);
  line('one mail, SMTP to queue, median', times[200] ?? 0, 'ms', 'at most 10');
  line('one mail, SMTP to queue, p99', times[396] ?? 0, 'ms', 'at most 40');
  smtp.close();

  const memory = () => process.memoryUsage().rss / 1e6;
  const before = memory();
  let next = 0;
  const writer = async (): Promise<void> => {
    while (next++ < 50_000) {
      await sandbox.accept(plainMail(`mail ${next}`, { to, text: `My 401k, question ${next}` }));
    }
  };
  await Promise.all(Array.from({ length: 50 }, writer));
  await sandbox.idle();
  line('memory before and', before, 'MB');
  line('memory after 50,000 more mails', memory(), 'MB', 'bounded: bodies stay on disk');

  const many = Array.from({ length: 10_000 }, (_, index) => heldOut[index % heldOut.length]).flatMap(
    (mail) => mail ?? [],
  );
  line('evaluation of 10,000 mails', (await evaluate(deployment, many)).ms, 'ms');
  await open.close();
  await rm(data, { recursive: true, force: true });
}

function line(name: string, value: number, unit: string, goal = ''): void {
  console.log(`${name.padEnd(56)} ${value.toFixed(1).padStart(9)} ${unit.padEnd(3)} ${goal}`.trimEnd());
  const [, limit, number] = /^at (most|least) (\d+)$/.exec(goal) ?? [];
  if (limit === undefined) return;
  const missed = limit === 'most' ? value > Number(number) : value < Number(number);
  if (missed) process.exitCode = 1;
}

void bench();
