import { PreflightError } from '../../config/preflight-error';
import type { Variables } from '../../config/region-variables';
import { stackNames } from '../../stacks/names';
import { synthesizeApp } from '../../stacks/synthesize-app';
import { loadEnvironment } from '../load-environment';
import { checksFor } from '../preflight/checks-for';
import { askGenesys, preflight } from '../preflight/preflight';
import { takenSentence } from '../preflight/taken-sentence';
import { prepareStacks } from '../terraform/prepare-stacks';
import { type Claims, writeClaims } from './claims';
import type { Leftover } from './find-leftovers';
import { routingObjects, unsettledLeftovers } from './leftovers-of';
import { type AdoptionOffer, offerAdoption } from './offer-adoption';

export interface AdoptionRequest extends Pick<AdoptionOffer, 'root' | 'agree' | 'tell'> {
  readonly variables: Variables;
  /** Name of the environment. */
  readonly environment: string;
  readonly claims: Claims;
}

/**
 * Finds what the organisation has under the names of an environment and its state has not, and leaves import blocks for it. Nothing in
 * Genesys Cloud and nothing in the state changes before the next deploy.
 * @returns whether it was agreed to, or there is nothing; records that were edited for a claim are put back when it was not
 * @throws {PreflightError} @throws {ConfigError}
 */
export async function adoptEnvironment(request: AdoptionRequest): Promise<boolean> {
  const { root, environment: name, claims, tell } = request;
  const claimed = claims.queues.length > 0 || claims.route !== undefined;
  const before = await loadEnvironment(root, name, 'diff', request.variables);
  const takeBack = claimed ? writeClaims(root, claims, before.environment, before.categories) : () => {};
  let agreed = false;
  try {
    const { environment, leftovers } = await leftoversOf(request);
    if (leftovers.length === 0) {
      if (claimed)
        throw new PreflightError(['the organisation has nothing of those names that the state does not hold']);
      tell(`nothing to take over: the state of routing-${name} holds all that the organisation has under its names`);
      return true;
    }
    agreed = await offerAdoption({ ...request, environment, leftovers });
    const hindered = leftovers.filter(({ hindrance }) => hindrance !== undefined);
    if (hindered.length > 0) throw new PreflightError(hindered.map((one) => takenSentence(environment, one)));
    tell(
      agreed
        ? `npm run diff -- ${name} shows what changes of it; npm run deploy -- ${name} takes it over`
        : 'nothing was taken over',
    );
    return agreed;
  } finally {
    if (!agreed) takeBack();
  }
}

async function leftoversOf({ root, environment: name, variables, tell }: AdoptionRequest) {
  const { configuration, environment } = await loadEnvironment(root, name, 'diff', variables);
  synthesizeApp(root, configuration, variables, tell);
  const { routing } = stackNames(environment);
  const faults = await preflight(checksFor({ root, command: 'diff', environment, stacks: [routing], variables }));
  const prepared = faults.length === 0 ? await prepareStacks(root, [routing]) : faults;
  if (prepared.length > 0) throw new PreflightError(prepared);
  let leftovers: readonly Leftover[] = [];
  const failures = await askGenesys(environment, variables, 'client', async (api) => {
    leftovers = await unsettledLeftovers(root, environment, await routingObjects(root, environment, api));
    return [];
  })();
  if (failures.length > 0) throw new PreflightError(failures);
  return { environment, leftovers };
}
