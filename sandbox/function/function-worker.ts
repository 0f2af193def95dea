import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from './function-definition';
import type { Invocation } from './invocation';

/** Lambda's limit for loading the code, milliseconds. */
const INIT_LIMIT = 10_000;

/** How an event ended in a worker; `lost` when the worker died of another event, or of its own. */
export type WorkerOutcome = Invocation | { readonly kind: 'lost'; readonly how: Failure };

interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
}

type Message =
  | { readonly kind: 'ready' }
  | ({ readonly kind: 'init-failed' } & Failure)
  | { readonly kind: 'reply'; readonly id: number; readonly payload: string }
  | ({ readonly kind: 'failed'; readonly id: number } & Failure);

interface Pending {
  readonly event: string;
  readonly settle: (outcome: WorkerOutcome) => void;
  timer: NodeJS.Timeout | undefined;
  readonly requestId: string;
}

export interface WorkerSurroundings {
  /** Path of worker.mjs. */
  readonly script: string;
  /** Folder that holds the unpacked code. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Receives what the function writes, line by line. */
  readonly log: (line: string) => void;
}

/** One execution environment: a thread with the function's code, memory limit and variables. */
export class FunctionWorker {
  /** No further events: it timed out, died or was closed. */
  retired = false;
  private readonly thread: Worker;
  private readonly pending = new Map<number, Pending>();
  private readonly waiting: number[] = [];
  private readonly initTimer: NodeJS.Timeout;
  private ready = false;
  private count = 0;

  constructor(
    private readonly definition: FunctionDefinition,
    surroundings: WorkerSurroundings,
  ) {
    const { script, folder, environment, log } = surroundings;
    const { name, arn, handler, memoryMegabytes } = definition;
    this.thread = new Worker(script, {
      workerData: { folder, handler, functionName: name, functionArn: arn, memoryMegabytes },
      env: environment,
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
      stdout: true,
      stderr: true,
    });
    for (const stream of [this.thread.stdout, this.thread.stderr]) createInterface({ input: stream }).on('line', log);
    this.thread.on('message', (message: Message) => this.receive(message));
    this.thread.on('error', (error: Error & { readonly code?: string }) => {
      this.lose(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? exited('signal: killed') : failureOf(error));
    });
    this.thread.on('exit', (code) => this.lose(exited(`exit status ${code}`)));
    this.initTimer = setTimeout(() => {
      this.lose({ errorType: 'Sandbox.Timedout', errorMessage: `Init timed out after ${INIT_LIMIT / 1000} seconds` });
    }, INIT_LIMIT);
  }

  /** Events that it is working on. */
  get load(): number {
    return this.pending.size;
  }

  run(event: string): Promise<WorkerOutcome> {
    return new Promise((settle) => {
      const id = this.count;
      this.count += 1;
      this.pending.set(id, { event, settle, timer: undefined, requestId: randomUUID() });
      if (this.ready) this.post(id);
      else this.waiting.push(id);
    });
  }

  async close(): Promise<void> {
    this.lose(exited('closed'));
    await this.thread.terminate();
  }

  private post(id: number): void {
    const one = this.pending.get(id);
    if (one === undefined) return;
    const milliseconds = this.definition.timeoutSeconds * 1000;
    one.timer = setTimeout(() => this.timeOut(id), milliseconds);
    const { event, requestId } = one;
    this.thread.postMessage({ id, event, requestId, deadline: Date.now() + milliseconds });
  }

  private receive(message: Message): void {
    switch (message.kind) {
      case 'ready':
        clearTimeout(this.initTimer);
        this.ready = true;
        for (const id of this.waiting.splice(0)) this.post(id);
        return;
      case 'init-failed':
        this.fail(message);
        return;
      case 'reply':
        this.settle(message.id, { kind: 'reply', payload: message.payload });
        return;
      case 'failed':
        this.settle(message.id, errorOf(message));
    }
  }

  /** Lambda ends an environment that ran out of time; here it may still finish the other events that it has. */
  private timeOut(id: number): void {
    this.retired = true;
    const requestId = this.pending.get(id)?.requestId;
    const seconds = this.definition.timeoutSeconds.toFixed(2);
    const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`;
    this.settle(id, { kind: 'error', errorType: 'Sandbox.Timedout', errorMessage });
  }

  private settle(id: number, outcome: WorkerOutcome): void {
    const one = this.pending.get(id);
    if (one === undefined) return;
    clearTimeout(one.timer);
    this.pending.delete(id);
    one.settle(outcome);
    if (this.retired && this.pending.size === 0) void this.thread.terminate();
  }

  /** Every event fails alike: the code could not be loaded. */
  private fail(how: Failure): void {
    this.end(() => errorOf(how));
  }

  private lose(how: Failure): void {
    this.end(() => ({ kind: 'lost', how }));
  }

  private end(outcome: () => WorkerOutcome): void {
    clearTimeout(this.initTimer);
    this.retired = true;
    for (const id of [...this.pending.keys()]) this.settle(id, outcome());
    void this.thread.terminate();
  }
}

/** As Lambda reports a runtime that is gone. */
function exited(how: string): Failure {
  return { errorType: 'Runtime.ExitError', errorMessage: `Error: Runtime exited with error: ${how}` };
}

function failureOf(error: Error): Failure {
  return { errorType: error.name, errorMessage: error.message };
}

function errorOf({ errorType, errorMessage }: Failure): Invocation {
  return { kind: 'error', errorType, errorMessage };
}
