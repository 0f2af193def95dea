import { type NodeRun, startNode } from './start-node';

/** Runs one of scripts/ in a project's folder to its end, with no more environment than given. */
export async function runCommand(
  folder: string,
  variables: Readonly<Record<string, string>>,
  [script, ...args]: readonly [script: string, ...args: string[]],
): Promise<Omit<NodeRun, 'signal'>> {
  const { code, output } = await startNode(folder, variables, ['scripts/run.mjs', `scripts/${script}.ts`, ...args]).end;
  return { code, output };
}
