import type { Environment } from '../../config/environment';
import { stackNames } from '../../stacks/names';
import type { Leftover } from '../adopt/find-leftovers';
import { readUnmarkedSecrets } from '../plan/unmarked-secrets';
import { prepareStacks } from '../terraform/prepare-stacks';
import { secretsOf } from '../terraform/secrets';
import { checksFor } from './checks-for';
import { preflight } from './preflight';
import { deployObstacles, destroyObstacles } from './routing-obstacles';

export interface IntendedChange {
  /** Folder of the project, synthesized. */
  readonly root: string;
  readonly command: 'deploy' | 'destroy';
  readonly environment: Environment;
  /** Names of the stacks. */
  readonly stacks: readonly string[];
}

export interface Obstacles {
  readonly faults: readonly string[];
  /** Objects in the way that may be taken over; none when there are faults. */
  readonly leftovers: readonly Leftover[];
  /** May not be printed. */
  readonly secrets: readonly string[];
}

/**
 * What stands against a change, found before anything is changed: the machine and the credentials, then the state, then what the clouds hold.
 */
export async function obstacles({ root, command, environment, stacks }: IntendedChange): Promise<Obstacles> {
  const { api, routing } = stackNames(environment);
  const variables = process.env;
  const secrets = [...secretsOf(variables)];
  let faults = await preflight(checksFor({ root, command, environment, stacks, variables }));
  if (faults.length === 0) faults = await prepareStacks(root, stacks);
  if (faults.length > 0) return { faults, leftovers: [], secrets };
  if (stacks.includes(api)) {
    const unmarked = await readUnmarkedSecrets(root, api);
    secrets.push(...unmarked.secrets);
    faults = unmarked.faults;
  }
  if (!stacks.includes(routing)) return { faults, leftovers: [], secrets };
  if (command === 'destroy') {
    return { faults: [...faults, ...(await destroyObstacles(root, environment, variables))], leftovers: [], secrets };
  }
  const there = await deployObstacles(root, environment, variables);
  return { faults: [...faults, ...there.faults], leftovers: there.leftovers, secrets };
}
