import { spawnSync } from 'node:child_process';
import { ended } from './is-running';
import type { NodeRun, RunningNode } from './start-node';

/**
 * Kills a program and all that it started, as a machine does that goes down, and waits until none of that runs.
 * The process group would not do: cdktf gives Terraform a terminal of its own.
 */
export async function killTree({ pid, end }: RunningNode): Promise<NodeRun> {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' });
  const parents = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = [pid];
  for (const one of tree) tree.push(...parents.flatMap(([child = 0, parent]) => (parent === one ? [child] : [])));
  spawnSync('kill', ['-KILL', ...tree.map(String)]); // some may end before, as their parents do
  await ended(...tree);
  return end;
}
