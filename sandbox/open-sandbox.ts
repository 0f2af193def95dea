import { join } from 'node:path';
import { storedClassifier } from '../classifier/stored-classifier';
import type { Faults } from '../stand-ins/comprehend/faults';
import type { JudgedMail } from './server/evaluate';
import { pageFiles } from './server/page-files';
import { samples } from './server/samples';
import { startServer } from './server/start-server';
import { type RunningDeployment, startDeployment } from './start-deployment';
import { type Sandbox, startSandbox } from './start-sandbox';
import { openMailStore } from './store/mail-store';
import { synthesize } from './synthesize';

export interface OpenOptions {
  /** Folder of the project. */
  readonly root: string;
  readonly environment: string;
  readonly host: string;
  readonly port: number;
  readonly smtpPort: number;
  /** Whether the mailbox offers STARTTLS, with a self-signed certificate. */
  readonly startTls?: boolean;
  /** Folder that keeps the mails; undefined: they are gone with the process. */
  readonly data?: string;
  readonly faults?: Partial<Faults>;
  /** false lifts the API's rate limits and quota. */
  readonly limited: boolean;
  /** How many times shorter the waits of the flow are; 1: real time. */
  readonly speed?: number;
  /** Mails that the classifier was not trained with; `body` is for the form, `text` for the classifier. */
  readonly heldOut: readonly (JudgedMail & { readonly body: string })[];
  /** Work for this process while another one synthesizes. */
  readonly meanwhile?: () => void;
  /** Something that a person should know. */
  readonly report: (message: string) => void;
  readonly log?: (line: string) => void;
}

export interface OpenSandbox {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly deployment: RunningDeployment;
  /** Milliseconds that synthesis took, and everything after it. */
  readonly took: { readonly synthesis: number; readonly start: number };
  close(): Promise<void>;
}

/**
 * Synthesizes the environment and runs it with mailbox, queues and page.
 * @throws when it cannot; nothing of it runs on then
 */
export async function openSandbox(options: OpenOptions): Promise<OpenSandbox> {
  const { root, environment, host, heldOut, report, limited, faults, log, startTls = false } = options;
  const store = await openMailStore(options.data);
  let close = () => store.close();
  try {
    if (store.torn > 0)
      report(`a record of ${store.torn} bytes was half written when the last run ended; it is cut off`);
    const began = performance.now();
    report('synthesizing …');
    const synthesizing = synthesize(root, environment);
    synthesizing.catch(() => {}); // reported when its turn comes
    options.meanwhile?.();
    const output = await synthesizing;
    const synthesized = performance.now();
    const deployment = await startDeployment({
      ...{
        root,
        environment,
        limited,
        output: output.folder,
        train: (rows) => storedClassifier(join(root, '.build'), rows, report),
      },
      ...(faults && { faults }),
      ...(log && { log }),
      ...(options.speed && { speed: options.speed }),
    }).finally(output.remove);
    close = async () => {
      await store.close();
      await deployment.close();
    };
    const sandbox = await startSandbox({ deployment, store, host, startTls, smtpPort: options.smtpPort, report });
    close = () => sandbox.close();
    const server = await startServer({
      ...{ sandbox, host, heldOut, port: options.port, files: pageFiles(root) },
      samples: samples(
        deployment.labels.map(({ label }) => label),
        heldOut,
      ),
    });
    const name = host === '0.0.0.0' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
    return {
      url: `http://${name}:${server.port}/`,
      ...{ sandbox, deployment },
      took: { synthesis: synthesized - began, start: performance.now() - synthesized },
      async close() {
        await server.close();
        await sandbox.close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
