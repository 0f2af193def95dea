import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { collectOutput } from './collect-output';

export interface GuardedRun {
  /** Absolute path of publishing/archy/guard.mjs. */
  readonly guard: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Folder that the run has to itself; it must not exist yet and is gone afterwards. */
  readonly folder: string;
  /** Files to lay into the folder, mode 0600. */
  readonly files: Readonly<Record<string, string>>;
  /** File in the folder that the program may leave behind. */
  readonly resultsFile: string;
  /** Milliseconds after which the program is ended. */
  readonly timeLimit: number;
  /** Milliseconds between the request to end and the kill. */
  readonly grace: number;
  /** Ends the run early. */
  readonly signal?: AbortSignal | undefined;
  /** Takes secrets out of each line before anything else sees it. */
  readonly clean: (line: string) => string;
  readonly onLine?: ((line: string) => void) | undefined;
}

export interface ProgramRun {
  readonly ending:
    | { readonly kind: 'exit'; readonly code: number }
    | { readonly kind: 'killed'; readonly signal: string }
    | { readonly kind: 'timeout' }
    | { readonly kind: 'aborted' }
    | { readonly kind: 'not-started'; readonly message: string };
  /** Standard output and error, cleaned, the middle left out when there was too much. */
  readonly output: string;
  /** Text of the results file, null when the program wrote none. */
  readonly results: string | null;
}

/** Runs a program under the guard: when this process dies in any way, the program ends and the folder goes. */
export async function runGuarded(run: GuardedRun): Promise<ProgramRun> {
  const { guard, program, args, cwd, env, folder, files, resultsFile, timeLimit, grace, signal, clean, onLine } = run;
  const child = spawn(process.execPath, [guard], {
    cwd: '/',
    env,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const output = collectOutput(child, clean, onLine);
  const timer = new AbortController();
  try {
    child.stdin?.on('error', () => {}); // a guard that died is reported by its end
    child.stdin?.write(`${JSON.stringify({ folder, files, program, args, cwd, grace })}\n`);
    const ended = report(child);
    const cut = await Promise.race([
      ended.then(() => undefined),
      wait(timeLimit, 'timeout' as const, { signal: timer.signal }).catch(() => undefined),
      aborted(signal, timer.signal),
    ]);
    if (cut !== undefined) {
      rmSync(folder, { recursive: true, force: true });
      signalGroup(child, 'SIGTERM');
      await Promise.race([ended, wait(grace, undefined, { signal: timer.signal }).catch(() => undefined)]);
      return { ending: { kind: cut }, output: output.text(), results: null };
    }
    const ending = await ended;
    await output.settled();
    return { ending, output: output.text(), results: readIfThere(join(folder, resultsFile)) };
  } finally {
    timer.abort();
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.stdin?.end(); // the guard ends what still runs, and itself
    await Promise.race([gone, wait(1_000, undefined, { ref: false })]);
    signalGroup(child, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

type Ending = ProgramRun['ending'];

/** How the program ended, as the guard tells it. */
function report(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    let line = '';
    const pipe = child.stdio[3];
    pipe?.on('data', (chunk: Buffer) => {
      line += chunk.toString('utf8');
      if (line.endsWith('\n')) resolve(endingFrom(line));
    });
    child.once('error', ({ message }) => resolve({ kind: 'not-started', message }));
    child.once('exit', (code, signal) => {
      if (!line.endsWith('\n')) resolve({ kind: 'killed', signal: signal ?? `guard's exit code ${code}` });
    });
  });
}

function endingFrom(line: string): Ending {
  const { code, signal, error }: { code?: number; signal?: string; error?: string } = JSON.parse(line);
  if (error !== undefined) return { kind: 'not-started', message: error };
  return typeof code === 'number' ? { kind: 'exit', code } : { kind: 'killed', signal: signal ?? 'unknown' };
}

function aborted(signal: AbortSignal | undefined, over: AbortSignal): Promise<'aborted' | undefined> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve('aborted');
    signal?.addEventListener('abort', () => resolve('aborted'), { signal: over });
    over.addEventListener('abort', () => resolve(undefined));
  });
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // nothing of it runs any more
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
