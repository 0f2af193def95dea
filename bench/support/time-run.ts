import { spawnSync } from 'node:child_process';

export interface Run {
  readonly folder: string;
  readonly command: readonly string[];
  /** Besides the environment of this process. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Milliseconds of one run of a program; throws with what it printed when it fails. */
export function timeRun({ folder, command: [program = '', ...args], variables = {} }: Run): number {
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, CI: 'true', CHECKPOINT_DISABLE: '1', ...variables },
  });
  const took = performance.now() - begin;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return took;
}
