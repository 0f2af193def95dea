import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { FunctionDefinition } from './function-definition';
import { FunctionWorker, type WorkerSurroundings } from './function-worker';
import type { Invocation, InvokeFunction } from './invocation';
import { unpackZip } from './unpack-zip';

/** Lambda's limit for the event of a synchronous call, bytes. */
const LARGEST_EVENT = 6 * 1024 * 1024;

export interface FunctionOptions {
  /** Folder of the project. */
  readonly root: string;
  /** Variables that the sandbox adds, for example `AWS_ENDPOINT_URL_COMPREHEND`. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly log?: (line: string) => void;
  /** Threads at most; default one for each processor but one. */
  readonly workers?: number;
  /**
   * Events that one thread handles at once; 1 is what Lambda does. More is cheaper than a thread each, and right for a
   * function that keeps nothing between two events.
   */
  readonly eventsPerWorker?: number;
}

export interface RunningFunction {
  readonly name: string;
  readonly invoke: InvokeFunction;
  readonly close: () => Promise<void>;
}

/** Runs the code that would be deployed, in threads that are kept warm. @throws {Error} when the zip cannot be unpacked */
export function startFunction(definition: FunctionDefinition, options: FunctionOptions): RunningFunction {
  const { log = () => undefined, eventsPerWorker = 32 } = options;
  const most = options.workers ?? Math.max(1, availableParallelism() - 1);
  const code = unpackZip(definition.zip);
  const surroundings: WorkerSurroundings = {
    script: join(options.root, 'sandbox', 'function', 'worker.mjs'),
    folder: code.folder,
    environment: { ...runtimeEnvironment(definition, code.folder), ...definition.environment, ...options.environment },
    log,
  };
  const workers = new Set<FunctionWorker>();
  const start = (): FunctionWorker => {
    const worker = new FunctionWorker(definition, surroundings);
    workers.add(worker);
    return worker;
  };
  let closed = false;
  start(); // warm before the first mail

  return {
    name: definition.name,
    invoke: async (event) => {
      if (Buffer.byteLength(event) > LARGEST_EVENT) return { kind: 'too-large' };
      const outcome = await pick().run(event);
      if (outcome.kind !== 'lost') return outcome;
      return closed ? { kind: 'error', ...outcome.how } : runAlone(event);
    },
    close: async () => {
      closed = true;
      await Promise.all([...workers].map((worker) => worker.close()));
      code.remove();
    },
  };

  /** The thread with the least to do; another one when all are busy. */
  function pick(): FunctionWorker {
    for (const worker of workers) if (worker.retired && worker.load === 0) workers.delete(worker);
    const fit = [...workers].filter(({ retired }) => !retired).sort((a, b) => a.load - b.load);
    const [least] = fit;
    if (least === undefined || (least.load >= eventsPerWorker && fit.length < most)) return start();
    return least;
  }

  /** A thread that died may have died of another event. Alone, only the event that kills it is to blame. */
  async function runAlone(event: string): Promise<Invocation> {
    const worker = new FunctionWorker(definition, surroundings);
    workers.add(worker);
    worker.retired = true;
    const outcome = await worker.run(event);
    workers.delete(worker);
    return outcome.kind === 'lost' ? { kind: 'error', ...outcome.how } : outcome;
  }
}

/** Variables that Lambda's runtime sets. The credentials open nothing. */
function runtimeEnvironment({ name, region, handler, memoryMegabytes }: FunctionDefinition, folder: string) {
  return {
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'sandbox',
    LAMBDA_TASK_ROOT: folder,
    _HANDLER: handler,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
  };
}
