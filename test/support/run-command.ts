import { type NodeRun, startNode } from './start-node';

/** Runs one of scripts/ in a project's folder, with no more environment than given. */
export function runCommand(
  folder: string,
  variables: Readonly<Record<string, string>>,
  [script, ...args]: readonly [script: string, ...args: string[]],
): Promise<NodeRun> {
  return startNode(folder, variables, ['scripts/run.mjs', `scripts/${script}.ts`, ...args]).end;
}
