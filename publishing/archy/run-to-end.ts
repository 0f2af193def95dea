import { setImmediate, setTimeout } from 'node:timers/promises';
import { execa } from 'execa';

export interface Program {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds after which the program is ended. */
  readonly timeLimit: number;
  /** Ends the run early. */
  readonly signal?: AbortSignal | undefined;
  /** Takes secrets out of each line before anything else sees it. */
  readonly clean: (line: string) => string;
  readonly onLine?: ((line: string) => void) | undefined;
}

export type ProgramEnding =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'not-started'; readonly message: string };

/** Between the request to end and the kill, milliseconds. */
const GRACE = 5_000;
/** Silence after the program's end that ends the reading: something that it left running may hold the output open. Milliseconds. */
const SILENCE = 500;
/** Characters of output that are kept, and of one line. */
const KEPT = 4 << 20;
const LINE = 10_000;

/** Runs a program in a process group of its own. Whatever of it still runs at the end is killed. */
export async function runToEnd(run: Program): Promise<{ readonly ending: ProgramEnding; readonly output: string }> {
  const { program, args, cwd, env, timeLimit, signal, clean, onLine } = run;
  const child = execa(program, args, {
    ...{ cwd, env, extendEnv: false, timeout: timeLimit, forceKillAfterDelay: GRACE },
    ...(signal === undefined ? {} : { cancelSignal: signal }),
    ...{ stdin: 'ignore', buffer: false, reject: false, detached: true },
  });
  const output = lastLines();
  child.once('exit', async () => {
    for (let heard = -1; heard !== bytesRead(child); ) {
      heard = bytesRead(child);
      await setTimeout(SILENCE, undefined, { ref: false });
      await setImmediate(); // what came while this process was busy is read now
    }
    child.stdout.destroy();
    child.stderr.destroy();
  });
  // Apart: a line of one may stand in the middle of a line of the other, and so in the middle of a secret.
  const read = (['stdout', 'stderr'] as const).map(async (from) => {
    for await (const line of child.iterable({ from })) {
      const whole = clean(String(line));
      const shown = whole.length > LINE ? `${whole.slice(0, LINE)}…` : whole;
      output.add(shown);
      onLine?.(shown.trimEnd());
    }
  });
  const result = await child;
  await Promise.allSettled(read); // output that was cut off: the program's end says so
  killGroup(child.pid);
  return { ending: endingOf(result), output: output.text() };
}

/** Both streams are sockets, which count. */
function bytesRead({ stdout, stderr }: { readonly stdout: object; readonly stderr: object }): number {
  return Number(Reflect.get(stdout, 'bytesRead')) + Number(Reflect.get(stderr, 'bytesRead'));
}

type Ended = Pick<
  Awaited<ReturnType<typeof execa>>,
  'timedOut' | 'isCanceled' | 'exitCode' | 'signal' | 'cause' | 'code'
>;

function endingOf({ timedOut, isCanceled, exitCode, signal, cause, code }: Ended): ProgramEnding {
  if (timedOut) return { kind: 'timeout' };
  if (isCanceled) return { kind: 'aborted' };
  if (exitCode !== undefined) return { kind: 'exit', code: exitCode };
  if (signal !== undefined) return { kind: 'killed', signal };
  return { kind: 'not-started', message: cause instanceof Error ? cause.message : String(code) };
}

function lastLines() {
  const lines: string[] = [];
  let size = 0;
  let first = 0;
  return {
    add(line: string): void {
      lines.push(line);
      size += line.length + 1;
      while (size > KEPT) size -= (lines[first++]?.length ?? 0) + 1;
    },
    text: () => [...(first > 0 ? [`[${first} lines left out]`] : []), ...lines.slice(first)].join('\n'),
  };
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // nothing of it runs any more
  }
}
