import { spawn } from 'node:child_process';

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that is not there or may not be started. */
export class ProgramNotStartedError extends Error {
  override readonly name = 'ProgramNotStartedError';
}

/** Runs a program to its end. What it prints is returned; with `show` a person sees it at once, too. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly show?: boolean } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (options.show === true) process.stdout.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (options.show === true) process.stderr.write(text);
    });
    child.on('error', (cause) =>
      reject(new ProgramNotStartedError(`${program} cannot be started: ${cause.message}`, { cause })),
    );
    child.on('close', (code, signal) => resolve({ code: code ?? (signal === null ? 1 : 130), stdout, stderr }));
  });
}
