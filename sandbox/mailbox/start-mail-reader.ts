import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { type Envelope, readMail } from './read-mail';
import type { ReceivedMail } from './received-mail';

export interface MailReader {
  /** Reads a message in a thread of its own. Never rejects: see `readMail`. */
  read(raw: Buffer, envelope: Envelope): Promise<ReceivedMail>;
  close(): Promise<void>;
}

export interface MailReaderOptions {
  /** Folder of the project. */
  readonly root?: string;
  /** Milliseconds that a message may take; beyond, it is read from its beginning only. */
  readonly limit?: number;
  /** Source of the thread, TypeScript. */
  readonly script?: string;
}

/** So much of a message is read when reading all of it took too long, or too much memory. */
const BEGINNING = 64 * 1024;
const MEMORY_MEGABYTES = 1024;

interface Job {
  readonly raw: Buffer;
  readonly envelope: Envelope;
  readonly resolve: (mail: ReceivedMail) => void;
}

/** Threads that read messages, so that none of these holds up the mailbox, the page or another message. */
export async function startMailReader(options: MailReaderOptions = {}): Promise<MailReader> {
  const { root = process.cwd(), limit = 30_000, script = join('sandbox', 'mailbox', 'read-mail-worker.ts') } = options;
  const code = await threadCode(root, script);
  const most = Math.max(2, availableParallelism() - 1);
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  idle.push(start()); // warm before the first message

  function start(): Worker {
    const worker = new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES } });
    worker.unref();
    all.add(worker);
    worker.once('exit', () => all.delete(worker));
    return worker;
  }

  function next(): void {
    while (waiting.length > 0 && (idle.length > 0 || all.size < most)) {
      const job = waiting.shift();
      if (job !== undefined) run(idle.pop() ?? start(), job);
    }
  }

  function run(worker: Worker, { raw, envelope, resolve }: Job): void {
    const settle = (mail: ReceivedMail | Promise<ReceivedMail>, fit: boolean): void => {
      clearTimeout(timer);
      worker.removeAllListeners('message').removeAllListeners('error');
      worker.on('error', () => {}); // of one that is being ended
      worker.unref();
      if (fit) idle.push(worker);
      else {
        all.delete(worker);
        void worker.terminate();
      }
      resolve(mail as ReceivedMail);
      next();
    };
    const timer = setTimeout(() => settle(readBeginning(raw, envelope), false), limit);
    worker.removeAllListeners('error');
    worker.once('message', (mail: ReceivedMail) => settle(mail, true));
    worker.once('error', () => settle(readBeginning(raw, envelope), false));
    worker.ref();
    worker.postMessage({ raw, envelope });
  }

  return {
    read: (raw, envelope) =>
      new Promise((resolve) => {
        waiting.push({ raw, envelope, resolve });
        next();
      }),
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

async function readBeginning(raw: Buffer, envelope: Envelope): Promise<ReceivedMail> {
  return { ...(await readMail(raw.subarray(0, BEGINNING), envelope)), bytes: raw.byteLength };
}

/** One script for a thread, which knows no TypeScript; packages are loaded from the project. */
async function threadCode(root: string, script: string): Promise<string> {
  const { outputFiles } = await build({
    ...{ absWorkingDir: root, entryPoints: [script], write: false, logLevel: 'silent' },
    ...{ bundle: true, packages: 'external', platform: 'node', format: 'cjs', target: 'node20.19' },
    banner: { js: `require = module.createRequire(${JSON.stringify(join(root, 'package.json'))});` },
  });
  return outputFiles?.[0]?.text ?? '';
}
