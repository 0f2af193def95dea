import { type Diagnosis, diagnosing } from '../diagnosis';
import type { Facts } from '../facts';
import { judge } from '../reading';
import { neededPermissions } from './permissions';
import type { PlatformGrant } from './shapes';

/** Data actions of an organisation unless it has other limits: a minute, and at once. */
const DEFAULT_PER_MINUTE = 2500;
const DEFAULT_AT_ONCE = 50;
/** Shorter tokens run out in a long deploy. */
const SHORTEST_TOKEN_SECONDS = 3600;
const RECOMMENDED_TOKEN_SECONDS = 86_400;

export function checkClient(facts: Facts): readonly Diagnosis[] {
  return [...organization(facts), ...client(facts), ...token(facts), ...permissions(facts), ...limits(facts)];
}

function organization({ genesys, environment }: Facts): readonly Diagnosis[] {
  const topic = 'organisation';
  return judge(topic, genesys.organization, ({ name, id }) => [
    diagnosing(topic).ok(`${name} (${id}), ${environment.genesys.region}`),
  ]);
}

function client({ genesys }: Facts): readonly Diagnosis[] {
  const topic = 'oauth client';
  const { ok, missing } = diagnosing(topic);
  return judge(topic, genesys.client, ({ id, name = id, state = 'active' }) =>
    state === 'active'
      ? [ok(name)]
      : [missing(`${name} is ${state}`, 'Enable it in Genesys Cloud under Admin, Integrations, OAuth')],
  );
}

function token({ genesys }: Facts): readonly Diagnosis[] {
  const topic = 'token lifetime';
  const { ok, warn, missing } = diagnosing(topic);
  const remedy = `Set the token duration of the OAuth client to ${RECOMMENDED_TOKEN_SECONDS} seconds`;
  return judge(topic, genesys.tokenSeconds, (seconds) => {
    // The provider asks for a new token a minute before the end, and for a token without pause when it lasts no longer.
    if (seconds <= 60) return [missing(`${seconds} s: the Terraform provider would log in without pause`, remedy)];
    if (seconds < SHORTEST_TOKEN_SECONDS) return [warn(`${seconds} s, less than a long deploy takes`, remedy)];
    return [ok(`${seconds} s`)];
  });
}

function permissions({ genesys, environment }: Facts): readonly Diagnosis[] {
  const topic = 'genesys permissions';
  const { ok, missing } = diagnosing(topic);
  return judge(topic, genesys.grants, (grants) =>
    judge(topic, genesys.divisions, (divisions) => {
      const wanted = environment.flow.division;
      const division = divisions.find(({ name, homeDivision }) =>
        wanted === undefined ? homeDivision === true : name === wanted,
      );
      if (division === undefined) {
        return [
          missing(
            `there is no division ${wanted ?? 'Home'} that the client can see`,
            'Correct flow.division, or give the client a role in it',
          ),
        ];
      }
      const here = grants.filter((grant) => grant.division.id === division.id || grant.division.id === '*');
      const needed = neededPermissions(environment);
      const lacking = needed.filter((permission) => !here.some((grant) => allows(grant, permission)));
      if (lacking.length === 0) return [ok(`all ${needed.length} in division ${division.name}`)];
      const elsewhere = lacking.filter((permission) => grants.some((grant) => allows(grant, permission)));
      const hint = elsewhere.length > 0 ? ` (${elsewhere.join(', ')}: in another division only)` : '';
      return [
        missing(
          `the client lacks ${lacking.join(', ')} in division ${division.name}${hint}`,
          'Add them to its role, or assign that role in this division (docs/genesys-permissions.md)',
        ),
      ];
    }),
  );
}

/** `*` may stand for any domain, entity or action. */
function allows({ role }: PlatformGrant, permission: string): boolean {
  const [domain = '', entity = '', action = ''] = permission.split(':');
  const same = (held: string, wanted: string) => held === '*' || held.toLowerCase() === wanted.toLowerCase();
  return role.policies.some(
    (policy) =>
      same(policy.domain, domain) &&
      same(policy.entityName, entity) &&
      policy.actions.some((held) => same(held, action)),
  );
}

/** Whether the peak of the record fits into what the organisation may do. */
function limits({ genesys, environment: { volume, flow } }: Facts): readonly Diagnosis[] {
  const topic = 'data action limits';
  const { ok, warn } = diagnosing(topic);
  return judge(topic, genesys.limits, (all) => {
    const actions = all.filter(({ namespace }) => namespace === 'dataactions');
    const of = (pattern: RegExp) => actions.find(({ key }) => pattern.test(key))?.value;
    const perMinute = of(/minute/i) ?? DEFAULT_PER_MINUTE;
    const atOnce = of(/concurren|simultan/i) ?? DEFAULT_AT_ONCE;
    const source = actions.length > 0 ? 'of the organisation' : 'by default';
    const needMinute = Math.ceil(volume.peakMailsPerHour / 60);
    // The worst case: every classification takes as long as it may.
    const needAtOnce = Math.ceil((volume.peakMailsPerHour / 3600) * flow.dataActionTimeoutSeconds);
    const what = `${needMinute} a minute and ${needAtOnce} at once at the peak; ${perMinute} and ${atOnce} allowed ${source}`;
    return needMinute > perMinute || needAtOnce > atOnce
      ? [warn(what, 'Ask Genesys to raise the limits of data actions, or correct volume.peakMailsPerHour')]
      : [ok(what)];
  });
}
