import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { KnownError } from '../../config/known-error';
import { stackNames } from '../../stacks/names';
import { runProgram } from './run-program';

/** Synthesis ended with a failure; the message holds what it printed. */
export class SynthesisError extends KnownError {
  override readonly name = 'SynthesisError';
}

/** Runs the app: cdktf.out/ below `root` is what the configuration says now. @returns what it had to say to the person */
export async function synthesize(root: string): Promise<string> {
  const { code, stdout, stderr } = await runProgram(process.execPath, ['scripts/run.mjs', 'main.ts'], { cwd: root });
  if (code !== 0) throw new SynthesisError(`${stderr}${stdout}`.trim());
  return stderr.trim();
}

export interface SynthesizedStack {
  readonly name: string;
  /** Names of the stacks that must be deployed before. */
  readonly dependencies: readonly string[];
}

/** Stacks of an environment in the order of their dependencies, as the synthesized manifest has them. */
export function stacksOf(root: string, environment: string): readonly SynthesizedStack[] {
  const manifest = JSON.parse(readFileSync(join(root, 'cdktf.out/manifest.json'), 'utf8')) as {
    stacks: Record<string, SynthesizedStack>;
  };
  const names: readonly string[] = Object.values(stackNames({ name: environment }));
  const stacks = Object.values(manifest.stacks)
    .filter(({ name }) => names.includes(name)) // not by their ending: it may be that of another environment, too
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = new Set<SynthesizedStack>();
  const visit = (stack: SynthesizedStack) => {
    for (const other of stacks) if (stack.dependencies.includes(other.name)) visit(other);
    ordered.add(stack);
  };
  stacks.forEach(visit);
  return [...ordered];
}

/**
 * The stacks that a command is for: those named, or all but <env>-state, in the order of their dependencies.
 * @throws {SynthesisError} when one of those named does not exist
 */
export function chooseStacks(all: readonly SynthesizedStack[], named: readonly string[]): readonly SynthesizedStack[] {
  const names = all.map(({ name }) => name);
  const unknown = named.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const hints = unknown.map((name) => {
      const nearest = names.find((one) => one.startsWith(`${name}-`)) ?? names.find((one) => distance(one, name) <= 2);
      return `no stack ${name}.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`;
    });
    throw new SynthesisError(`${hints.join('\n')}\nThere are: ${names.join(', ')}`);
  }
  return all.filter(({ name }) => (named.length > 0 ? named.includes(name) : !name.endsWith('-state')));
}
