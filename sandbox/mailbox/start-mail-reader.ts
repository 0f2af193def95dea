import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { type Envelope, readMail } from './read-mail';
import type { ReceivedMail } from './received-mail';

export interface MailReader {
  /** Reads a message in a thread of its own, see `readMail`. Rejects only when the reader closes. */
  read(raw: Buffer, envelope: Envelope): Promise<ReceivedMail>;
  close(): Promise<void>;
}

export interface MailReaderOptions {
  /** Folder of the project. */
  readonly root?: string;
  /** Milliseconds that a message may take; beyond, it is read from its beginning only. */
  readonly limit?: number;
  /** Memory of a thread. */
  readonly memoryMegabytes?: number;
  /** Source of the thread, TypeScript. */
  readonly script?: string;
}

/** So much of a message is read when reading all of it took too long, or too much memory. */
const BEGINNING = 64 * 1024;

interface Job {
  readonly raw: Buffer;
  readonly envelope: Envelope;
  readonly resolve: (mail: ReceivedMail) => void;
  readonly reject: (cause: unknown) => void;
}

/** Threads that read messages, so that none of these holds up the mailbox, the page or another message. */
export async function startMailReader(options: MailReaderOptions = {}): Promise<MailReader> {
  const { root = process.cwd(), limit = 30_000, memoryMegabytes = 1024 } = options;
  const { script = join('sandbox', 'mailbox', 'read-mail-worker.ts') } = options;
  const code = await threadCode(root, script);
  const most = Math.max(2, availableParallelism() - 1);
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let closed = false;
  idle.push(start()); // warm before the first message

  function start(): Worker {
    const worker = new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes } });
    worker.unref();
    all.add(worker);
    worker.on('error', () => {}); // its exit follows
    worker.once('exit', () => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    return worker;
  }

  function next(): void {
    while (waiting.length > 0 && (idle.length > 0 || all.size < most)) {
      const job = waiting.shift();
      if (job !== undefined) run(idle.pop() ?? start(), job);
    }
  }

  function run(worker: Worker, { raw, envelope, resolve, reject }: Job): void {
    const giveUp = (): void => {
      clearTimeout(timer);
      worker.off('message', done).off('exit', giveUp);
      all.delete(worker);
      void worker.terminate();
      if (closed) reject(new Error('the mailbox closes'));
      else readBeginning(raw, envelope).then(resolve, reject);
      next();
    };
    const done = (mail: ReceivedMail): void => {
      clearTimeout(timer);
      worker.off('exit', giveUp);
      worker.unref();
      idle.push(worker);
      resolve(mail);
      next();
    };
    const timer = setTimeout(giveUp, limit);
    worker.once('message', done);
    worker.once('exit', giveUp);
    worker.ref();
    worker.postMessage({ raw, envelope });
  }

  return {
    read: (raw, envelope) =>
      new Promise((resolve, reject) => {
        waiting.push({ raw, envelope, resolve, reject });
        next();
      }),
    async close() {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('the mailbox closes'));
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

async function readBeginning(raw: Buffer, envelope: Envelope): Promise<ReceivedMail> {
  const mail = await readMail(raw.subarray(0, BEGINNING), envelope);
  return { ...mail, bytes: raw.byteLength, digest: createHash('sha256').update(raw).digest('base64url') };
}

/** One script for a thread, which knows no TypeScript; packages are loaded from the project. */
async function threadCode(root: string, script: string): Promise<string> {
  const { outputFiles } = await build({
    ...{ absWorkingDir: root, entryPoints: [script], write: false, logLevel: 'silent' },
    ...{ bundle: true, packages: 'external', platform: 'node', format: 'cjs', target: 'node20.19' },
    banner: { js: `require = require('node:module').createRequire(${JSON.stringify(join(root, 'package.json'))});` },
  });
  return outputFiles?.[0]?.text ?? '';
}
