import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../../config/did-you-mean';
import { KnownError } from '../../config/known-error';
import { stackNames } from '../../stacks/names';

/** The environment has no stack of that name. */
export class UnknownStackError extends KnownError {
  override readonly name = 'UnknownStackError';
}

export interface StackInOrder {
  readonly name: string;
  /** Names of the stacks that must be deployed before. */
  readonly dependencies: readonly string[];
}

/** Stacks of an environment in the order of their dependencies, as the synthesized manifest has them. */
export function stacksOf(root: string, environment: string): readonly StackInOrder[] {
  const manifest = JSON.parse(readFileSync(join(root, 'cdktf.out/manifest.json'), 'utf8')) as {
    stacks: Record<string, StackInOrder>;
  };
  const names: readonly string[] = Object.values(stackNames({ name: environment }));
  const stacks = Object.values(manifest.stacks)
    .filter(({ name }) => names.includes(name)) // not by their ending: it may be that of another environment, too
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered = new Set<StackInOrder>();
  const visit = (stack: StackInOrder) => {
    for (const other of stacks) if (stack.dependencies.includes(other.name)) visit(other);
    ordered.add(stack);
  };
  stacks.forEach(visit);
  return [...ordered];
}

/**
 * The stacks that a command is for: those named, or all but <env>-state, in the order of their dependencies.
 * @throws {UnknownStackError} when one of those named does not exist
 */
export function chooseStacks(all: readonly StackInOrder[], named: readonly string[]): readonly StackInOrder[] {
  const names = all.map(({ name }) => name);
  const unknown = named.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const hints = unknown.map((name) => {
      const begun = names.find((one) => one.startsWith(`${name}-`));
      return `no stack ${name}. ${begun === undefined ? didYouMean(name, names) : `Did you mean ${begun}? `}`.trim();
    });
    throw new UnknownStackError(`${hints.join('\n')}\nThere are: ${names.join(', ')}`);
  }
  return all.filter(({ name }) => (named.length > 0 ? named.includes(name) : !name.endsWith('-state')));
}
