import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program';

/** Synthesis ended with a failure; the message holds what it printed. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}

/** Runs the app: cdktf.out/ below `root` is what the configuration says now. @returns what it had to say to the person */
export async function synthesize(root: string): Promise<string> {
  const { code, stdout, stderr } = await runProgram(process.execPath, ['scripts/run.mjs', 'main.ts'], { cwd: root });
  if (code !== 0) throw new SynthesisError(`${stderr}${stdout}`.trim());
  return stderr.trim();
}

/** Stacks of an environment in the order of their dependencies, as the synthesized manifest has them. */
export function stacksOf(root: string, environment: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(root, 'cdktf.out/manifest.json'), 'utf8')) as {
    stacks: Record<string, { name: string; dependencies: string[] }>;
  };
  const stacks = Object.values(manifest.stacks).filter(({ name }) => name.endsWith(`-${environment}`));
  const ordered: string[] = [];
  const visit = (name: string) => {
    const stack = stacks.find((one) => one.name === name);
    if (stack === undefined || ordered.includes(name)) return;
    stack.dependencies.forEach(visit);
    ordered.push(name);
  };
  for (const { name } of stacks.toSorted((a, b) => (a.name < b.name ? -1 : 1))) visit(name);
  return ordered;
}
