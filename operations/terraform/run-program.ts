import { spawn, spawnSync } from 'node:child_process';
import { KnownError } from '../../config/known-error';
import { hideSecrets } from './secrets';

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that is not there or may not be started. */
export class ProgramNotStartedError extends KnownError {
  override readonly name = 'ProgramNotStartedError';
}

/** Somebody asked for an end while a program ran; it was left to end by itself, and has. */
export class InterruptedError extends KnownError {
  override readonly name = 'InterruptedError';

  constructor(
    signal: NodeJS.Signals,
    readonly finished: Finished,
  ) {
    super(`interrupted by ${signal}`);
  }
}

/**
 * Runs a program to its end. What it prints is returned; with `show` a person sees it at once, too.
 *
 * Ctrl-C does not end us first: Terraform would lose whom it writes to, and die before it has saved the state and released the lock.
 * @throws {InterruptedError} when the program has ended after a signal to us
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly show?: boolean;
    /** Whom a signal is passed to; default: the program. */
    readonly interrupt?: 'its children';
    /** Secrets that are not shown. */
    readonly hide?: readonly string[];
  } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // Ctrl-C reaches us alone, and we pass it on
    });
    let stdout = '';
    let stderr = '';
    const shownOut = lineByLine(process.stdout, options.hide ?? []);
    const shownErr = lineByLine(process.stderr, options.hide ?? []);
    let interruption: NodeJS.Signals | undefined;
    const told = new Set<number>();
    const tell = () => {
      const targets = options.interrupt === 'its children' ? childrenOf(child.pid) : [child.pid ?? 0];
      for (const pid of targets) if (!told.has(pid) && endsBy(pid, 'SIGINT')) told.add(pid); // a second one makes Terraform give up at once
    };
    let telling: NodeJS.Timeout | undefined;
    const interrupt = (signal: NodeJS.Signals) => {
      interruption ??= signal;
      if (options.show === true) process.stderr.write(`\n${signal}: waiting until what was begun is saved\n`);
      tell();
      telling ??= setInterval(tell, 500); // a child may begin in this moment
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    for (const signal of signals) process.on(signal, interrupt);
    const stopListening = () => {
      clearInterval(telling);
      for (const signal of signals) process.off(signal, interrupt);
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (options.show === true) shownOut.add(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (options.show === true) shownErr.add(text);
    });
    child.on('error', (cause) => {
      stopListening();
      reject(new ProgramNotStartedError(`${program} cannot be started: ${cause.message}`, { cause }));
    });
    child.on('close', (code, signal) => {
      stopListening();
      shownOut.end();
      shownErr.end();
      const finished = { code: code ?? (signal === null ? 1 : 130), stdout, stderr };
      if (interruption === undefined) resolve(finished);
      else reject(new InterruptedError(interruption, finished));
    });
  });
}

/** Writes whole lines, because a secret may arrive in two pieces. */
function lineByLine(stream: NodeJS.WritableStream, hide: readonly string[]) {
  let rest = '';
  return {
    add(text: string): void {
      const end = text.lastIndexOf('\n') + 1;
      if (end > 0) stream.write(hideSecrets(rest + text.slice(0, end), hide));
      rest = end > 0 ? text.slice(end) : rest + text;
    },
    end: () => void stream.write(hideSecrets(rest, hide)),
  };
}

function childrenOf(parent: number | undefined): readonly number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const processes = (stdout ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return processes.flatMap(([pid = 0, of]) => (of === parent ? [pid] : []));
}

/** Whether it was there to be told. */
function endsBy(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return pid > 0 && process.kill(pid, signal);
  } catch {
    return false;
  }
}
