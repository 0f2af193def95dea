import { type CategoryList, queueNames } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { stackNames } from '../../stacks/names';
import { readUnmarkedSecrets } from '../plan/unmarked-secrets';
import { prepareStacks } from '../terraform/prepare-stacks';
import { readState } from '../terraform/read-state';
import { secretsOf } from '../terraform/secrets';
import { checksFor } from './checks-for';
import { preflight, queuesAreFree } from './preflight';

export interface IntendedChange {
  /** Folder of the project, synthesized. */
  readonly root: string;
  readonly command: 'deploy' | 'destroy';
  readonly environment: Environment;
  readonly categories: CategoryList;
  /** Names of the stacks. */
  readonly stacks: readonly string[];
}

/**
 * What stands against a change, found before anything is changed: the machine and the credentials, then the state, then what the clouds hold.
 * `secrets` may not be printed.
 */
export async function obstacles({ root, command, environment, categories, stacks }: IntendedChange): Promise<{
  readonly faults: readonly string[];
  readonly secrets: readonly string[];
}> {
  const { api, routing } = stackNames(environment);
  const variables = process.env;
  const secrets = [...secretsOf(variables)];
  let faults = await preflight(checksFor({ root, command, environment, stacks, variables }));
  if (faults.length === 0) faults = await prepareStacks(root, stacks);
  if (faults.length > 0) return { faults, secrets };
  if (stacks.includes(api)) {
    const unmarked = await readUnmarkedSecrets(root, api);
    secrets.push(...unmarked.secrets);
    faults = unmarked.faults;
  }
  if (command === 'deploy' && stacks.includes(routing)) {
    const recorded = (await readState(root, routing, 'genesyscloud_routing_queue')).map(({ id }) => id);
    const taken = await queuesAreFree(environment, queueNames(categories), recorded, variables)();
    faults = [...faults, ...taken];
  }
  return { faults, secrets };
}
