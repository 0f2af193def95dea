import { type ChildProcess, spawn } from 'node:child_process';

export interface CommandRun {
  readonly code: number | null;
  /** Standard output and standard error in order of arrival. */
  readonly output: string;
}

/** Runs one of scripts/ in a project's folder, with no more environment than given. */
export function runCommand(
  folder: string,
  variables: Readonly<Record<string, string>>,
  [script, ...args]: readonly [script: string, ...args: string[]],
  started: (child: ChildProcess) => void = () => {},
): Promise<CommandRun> {
  const child = spawn(process.execPath, ['scripts/run.mjs', `scripts/${script}.ts`, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a group of its own: a test can kill it with all that it started
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  started(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
