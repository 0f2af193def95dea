import type { Environment } from '../../config/environment';
import type { Variables } from '../../config/region-variables';
import { type Leftover, titleOf } from '../adopt/find-leftovers';
import { type RoutingObjects, routingObjects, unsettledLeftovers } from '../adopt/leftovers-of';
import { askGenesys } from './preflight';

/** What stands in the organisation against a deploy of routing-<env>. */
export async function deployObstacles(
  root: string,
  environment: Environment,
  variables: Variables,
): Promise<{ readonly faults: readonly string[]; readonly leftovers: readonly Leftover[] }> {
  let leftovers: readonly Leftover[] = [];
  const faults = await askGenesys(environment, variables, 'client or token', async (api) => {
    const objects = await routingObjects(root, environment, api);
    leftovers = await unsettledLeftovers(root, environment, objects);
    return domainFaults(environment, objects, leftovers);
  })();
  return { faults, leftovers };
}

/** A domain that is to be made although the organisation has as many as it may. */
async function domainFaults(
  { name, email }: Environment,
  { wanted, recorded, there }: RoutingObjects,
  leftovers: readonly Leftover[],
): Promise<readonly string[]> {
  const made = wanted.filter(
    ({ identity, address }) => identity.kind === 'domain' && !recorded.some((one) => one.address === address),
  );
  const taken = leftovers.some(({ wanted: { identity } }) => identity.kind === 'domain');
  const domains = made.length === 0 || taken ? [] : await there.domains();
  if (domains.length + made.length <= email.domainQuota || domains.length === 0) return [];
  return made.map(
    ({ identity }) =>
      `the organisation has ${domains.length} e-mail domains (${domains.join(', ')}) and may have ${email.domainQuota}, so that ${titleOf(identity)} cannot be made. ` +
      `Use one of them: email.domain.existing in config/${name}.yaml; or delete one that nobody needs; or, if Genesys Care has raised the limit, set email.domainQuota`,
  );
}

/** What a destroy of routing-<env> would take away although this state did not make it. */
export function destroyObstacles(
  root: string,
  environment: Environment,
  variables: Variables,
): Promise<readonly string[]> {
  return askGenesys(environment, variables, 'client or token', async (api) => {
    const { recorded, there } = await routingObjects(root, environment, api);
    const forget = (address: string) =>
      `terraform -chdir=cdktf.out/stacks/routing-${environment.name} state rm '${address}'`;
    const ids = new Set(recorded.map(({ id }) => id));
    const domains = recorded.filter(({ type }) => type === 'genesyscloud_routing_email_domain');
    const present = domains.length === 0 ? [] : await there.domains();
    const held = domains.filter(({ id }) => present.includes(id));
    const foreign = await Promise.all(
      held.map(async ({ id, address }) => {
        const others = (await there.routes(id)).filter((route) => !ids.has(route.id)).map(({ pattern }) => pattern);
        return others.length === 0
          ? []
          : [
              `the domain ${id} has routes that this state did not make (${others.join(', ')}): destroying it would take their mail away. ` +
                `Move them, or keep the domain: ${forget(address)}`,
            ];
      }),
    );
    const adopted = environment.email.route.adopted
      ? recorded.filter(({ type }) => type === 'genesyscloud_routing_email_route')
      : [];
    return [
      ...foreign.flat(),
      ...adopted.map(
        ({ address }) =>
          `the route ${environment.email.route.pattern} was there before this environment (email.route.adopted): lead it elsewhere in Genesys Cloud, then forget it: ${forget(address)}`,
      ),
    ];
  })();
}
