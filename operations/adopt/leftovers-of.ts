import type { Environment } from '../../config/environment';
import type { GenesysApi } from '../../publishing/genesys-client/connect';
import { stackNames } from '../../stacks/names';
import { readState } from '../terraform/read-state';
import { synthesizedStack } from '../terraform/synthesized-stack';
import { findLeftovers, type Leftover } from './find-leftovers';
import { type Organisation, organisation } from './find-objects';
import { importBlock, importFile } from './import-file';
import { type WantedObject, wantedObjects } from './wanted-objects';

/** An environment's half in Genesys Cloud: what it makes there, what its state holds, and what the organisation has. */
export interface RoutingObjects {
  readonly wanted: readonly WantedObject[];
  readonly recorded: Awaited<ReturnType<typeof readState>>;
  readonly there: Organisation;
}

/** The stack routing-<env> must be synthesized and initialized. */
export async function routingObjects(root: string, environment: Environment, api: GenesysApi): Promise<RoutingObjects> {
  const { routing } = stackNames(environment);
  const wanted = wantedObjects(synthesizedStack(root, routing));
  const flows = wanted.flatMap(({ identity }) => (identity.kind === 'flow' ? identity.name : []));
  return { wanted, recorded: await readState(root, routing), there: organisation(api, flows) };
}

/**
 * Leftovers that nobody has agreed to take over yet. Agreements about objects that are gone, or held by now, are forgotten.
 */
export async function unsettledLeftovers(
  root: string,
  environment: Environment,
  { wanted, recorded, there }: RoutingObjects,
): Promise<readonly Leftover[]> {
  const file = importFile(root, stackNames(environment).routing);
  const agreed = file.read();
  const claimed = environment.email.route.adopted ? wanted.filter(({ identity }) => identity.kind === 'route') : [];
  const wantedAnyway = [...agreed.map(({ to }) => to), ...claimed.map(({ address }) => address)];
  const leftovers = await findLeftovers(wanted, recorded, there, wantedAnyway);
  const isAgreed = (leftover: Leftover) => {
    const { to, id } = importBlock(leftover);
    return leftover.hindrance === undefined && agreed.some((block) => block.to === to && block.id === id);
  };
  if (agreed.length > 0) file.write(leftovers.filter(isAgreed).map(importBlock));
  return leftovers.filter((leftover) => !isAgreed(leftover));
}
