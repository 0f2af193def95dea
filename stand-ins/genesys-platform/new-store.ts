import { type Client, type Limit, type Named, newId, type RunFlow, type Store } from './store';

/** What the organisation has from the start. */
export interface Seed {
  /** Left out: one that may do everything. */
  readonly clients?: readonly Client[];
  /** Users by e-mail address. */
  readonly users?: readonly { readonly email: string; readonly name: string }[];
  /** Role names; the first is what every new user has. */
  readonly roles?: readonly string[];
  /** Names of what queues and routes refer to. */
  readonly groups?: readonly string[];
  readonly wrapUpCodes?: readonly string[];
  readonly skills?: readonly string[];
  readonly languages?: readonly string[];
  /** Full names of e-mail domains. */
  readonly domains?: readonly string[];
  /** Suffix of sub-domains. */
  readonly emailSuffix?: string;
  /** Searches by name that miss a flow after its first publish. */
  readonly searchLag?: number;
  /** Left out: what the platform's documentation states. */
  readonly limits?: readonly Limit[];
  /** Left out: conversations wait for ever. */
  readonly runFlow?: RunFlow;
}

const DEFAULT_LIMITS: readonly Limit[] = [
  { namespace: 'platform.api', key: 'client.credentials.token.rate.per.minute', value: 300 },
  { namespace: 'platform.api', key: 'org.app.user.rate.per.minute', value: 3000 },
  { namespace: 'dataactions', key: 'executions.per.minute', value: 2500 },
  { namespace: 'dataactions', key: 'executions.concurrent', value: 50 },
  { namespace: 'email', key: 'domains', value: 2 },
];

export const DEFAULT_CLIENT: Client = { id: 'sandbox-client', secret: 'sandbox-secret', name: 'Sandbox' };

export function newStore(seed: Seed): Store {
  const home = { id: newId(), name: 'Home', home: true };
  const roles = (seed.roles ?? ['employee', 'User', 'admin']).map((name) => ({ id: newId(), name }));
  const grants = roles.slice(0, 1).map(({ id }) => ({ roleId: id, divisionId: home.id }));
  const users = (seed.users ?? []).map(({ email, name }) => ({
    id: newId(),
    version: 1,
    state: 'active',
    email,
    name,
    fields: { email, name, state: 'active' },
    grants,
  }));
  const domains = (seed.domains ?? []).map((id) => ({ id: id.toLowerCase(), subDomain: false }));
  return {
    organization: { id: newId(), name: 'Sandbox' },
    clients: seed.clients ?? [DEFAULT_CLIENT],
    tokens: new Map(),
    divisions: byId([home]),
    roles: byId(roles),
    users: byId(users),
    queues: new Map(),
    groups: byName(seed.groups),
    wrapUpCodes: byName(seed.wrapUpCodes),
    skills: byName(seed.skills),
    languages: byName(seed.languages),
    integrations: new Map(),
    credentials: new Map(),
    actions: new Map(),
    domains: byId(domains),
    routes: new Map(),
    flows: new Map(),
    jobs: new Map(),
    emailSuffix: seed.emailSuffix ?? 'mypurecloud.com',
    searchLag: seed.searchLag ?? 0,
    limits: seed.limits ?? DEFAULT_LIMITS,
    audits: [],
    conversations: new Map(),
    ...(seed.runFlow && { runFlow: seed.runFlow }),
    requests: [],
  };
}

function byName(names: readonly string[] = []): Map<string, Named> {
  return byId(names.map((name) => ({ id: newId(), name })));
}

function byId<T extends { readonly id: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map((one) => [one.id, one]));
}
