import { cp, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { storedClassifier } from '../../classifier/stored-classifier';
import type { LabelledText } from '../../classifier/text-model';
import type { Deployment } from '../../sandbox/deployment';
import { type RunningDeployment, startDeployment } from '../../sandbox/start-deployment';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox';
import { openMailStore, type StoredMail } from '../../sandbox/store/mail-store';
import { type Synthesized, synthesize } from '../../sandbox/synthesize';
import type { Faults } from '../../stand-ins/comprehend/faults';

/** A sandbox of the shipped dev environment, with a customer who writes over SMTP. */
export interface World {
  readonly deployment: RunningDeployment;
  readonly sandbox: Sandbox;
  /** `support@…` */
  readonly address: string;
  /** Sends a mail over SMTP and gives what became of it. */
  readonly write: (mail: Letter) => Promise<StoredMail>;
  /** What the mailbox says to this recipient: `250 …`, `550 …`. */
  readonly knock: (recipient: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface Letter {
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: { readonly filename: string; readonly content: Buffer }[];
}

let synthesized: Promise<Synthesized> | undefined;

export interface WorldOptions {
  readonly faults?: Partial<Faults>;
  readonly data?: string;
  /** Environment of config/; dev unless given. */
  readonly environment?: string;
  /** Synthesized output of another project; left out, that of this one. */
  readonly output?: string;
  /** Lines that the function logs. */
  readonly log?: (line: string) => void;
  /** false lifts the API's rate limits. */
  readonly limited?: boolean;
  /** Changes a copy of the synthesized output before it is run. */
  readonly edit?: (folder: string) => Promise<void> | void;
  /** Replaces parts of the deployment. */
  readonly replace?: (deployment: RunningDeployment) => Partial<Deployment>;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { environment = 'dev', faults, data, limited = true, edit, replace } = options;
  if (options.output === undefined) synthesized ??= synthesize(process.cwd());
  const folder = options.output ?? (await synthesized)?.folder ?? '';
  const output = edit === undefined ? folder : await mkdtemp(join(tmpdir(), 'edited-output-'));
  if (edit !== undefined) {
    await cp(folder, output, { recursive: true });
    await edit(output);
  }
  const deployment = await startDeployment({
    ...{ root: process.cwd(), environment, output, limited, train: trainOnce },
    ...(faults && { faults }),
    ...(options.log && { log: options.log }),
  });
  if (edit !== undefined) await rm(output, { recursive: true });
  const store = await openMailStore(data);
  const sandbox = await startSandbox({
    ...{ deployment: { ...deployment, ...replace?.(deployment) }, store, host: '127.0.0.1', smtpPort: 0 },
    report: (message) => {
      throw new Error(message);
    },
  });
  const address = deployment.routes[0]?.address ?? '';
  const smtp = createTransport({ host: '127.0.0.1', port: sandbox.smtpPort, ignoreTLS: true });
  return {
    ...{ deployment, sandbox, address },
    async write(letter) {
      const { headers = {}, ...rest } = letter;
      await smtp.sendMail({ from: 'Ann Lee <ann@example.com>', to: address, headers: { ...headers }, ...rest });
      await sandbox.idle();
      const [newest] = store.list({ limit: 1 });
      const stored = await store.get(newest?.id ?? 0);
      if (stored === undefined) throw new Error('the mail is not in the store');
      return stored;
    },
    knock: (recipient) => knock(sandbox.smtpPort, recipient),
    async close() {
      smtp.close();
      await sandbox.close();
    },
  };
}

/** All worlds have one corpus: what was learnt of it serves them all, those of other files too. */
const trainOnce = (rows: readonly LabelledText[]) => storedClassifier(join(process.cwd(), '.build'), rows, () => {});

/** Removes what the worlds of this file have in common. */
export async function endWorlds(): Promise<void> {
  await (await synthesized)?.remove();
  synthesized = undefined;
}

async function knock(port: number, recipient: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const said: string[] = [];
  const lines = ['EHLO test', 'MAIL FROM:<ann@example.com>', `RCPT TO:<${recipient}>`];
  return new Promise((resolve, reject) => {
    socket.setEncoding('utf8').on('error', reject);
    socket.on('data', (chunk: string) => {
      for (const line of chunk.split('\r\n').filter((text) => /^\d{3} /.test(text))) {
        said.push(line);
        const next = lines[said.length - 1];
        if (next !== undefined) socket.write(`${next}\r\n`);
        else {
          socket.destroy();
          resolve(line);
        }
      }
    });
  });
}
