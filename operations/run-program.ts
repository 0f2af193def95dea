import { spawn } from 'node:child_process';
import { hideSecrets } from './secrets';

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that is not there or may not be started. */
export class ProgramNotStartedError extends Error {
  override readonly name = 'ProgramNotStartedError';
}

/** Somebody asked for an end while a program ran; it was left to end by itself, and has. */
export class InterruptedError extends Error {
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
 * @throws {InterruptedError} when the program has ended after a SIGINT or SIGTERM
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly show?: boolean;
    /** Secrets that are not shown. */
    readonly hide?: readonly string[];
  } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    const shownOut = lineByLine(process.stdout, options.hide ?? []);
    const shownErr = lineByLine(process.stderr, options.hide ?? []);
    let interruption: NodeJS.Signals | undefined;
    const interrupt = (signal: NodeJS.Signals) => {
      interruption ??= signal;
      // A terminal has sent SIGINT to the program as well, and a second one makes Terraform give up at once.
      if (signal === 'SIGTERM') child.kill(signal);
      if (options.show === true) process.stderr.write(`\n${signal}: waiting until what was begun is saved\n`);
    };
    const signals = ['SIGINT', 'SIGTERM'] as const;
    for (const signal of signals) process.on(signal, interrupt);
    const stopListening = () => {
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
