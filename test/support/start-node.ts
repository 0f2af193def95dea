import { spawn } from 'node:child_process';

export interface NodeRun {
  /** null: it was killed. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and standard error in order of arrival. */
  readonly output: string;
}

export interface RunningNode {
  readonly pid: number;
  /** What it has printed so far. */
  output(): string;
  hasEnded(): boolean;
  readonly end: Promise<NodeRun>;
}

/** Starts a program of Node in a folder, with no more environment than given, as leader of a process group of its own. */
export function startNode(
  folder: string,
  variables: Readonly<Record<string, string>>,
  args: readonly string[],
): RunningNode {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const end = new Promise<NodeRun>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, output }));
  });
  if (child.pid === undefined) throw new Error(`${process.execPath} cannot be started`);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return { pid: child.pid, output: () => output, hasEnded, end };
}
