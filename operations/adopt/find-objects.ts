import { z } from 'zod';
import type { GenesysApi } from '../../publishing/genesys-client/connect';
import { findFlow } from '../../publishing/genesys-client/find-flow';
import { listAll } from '../../publishing/genesys-client/list-all';
import { readAnswer } from '../../publishing/genesys-client/read-answer';
import type { Identity } from './wanted-objects';

/** An object of the organisation. */
export interface FoundObject {
  readonly id: string;
  /** What Terraform's import takes for it. */
  readonly importId: string;
  /** What speaks against its being ours: a sentence's end such as `it has the routes info, sales`. */
  readonly foreign?: string;
  /** What a person should know before it is taken over. */
  readonly note?: string;
  /** It has no name yet, so that it stands in nobody's way. */
  readonly unnamed?: true;
}

const named = z.looseObject({ id: z.string(), name: z.string() });
const queue = named.extend({ memberCount: z.number().default(0) });
const action = named.extend({ category: z.string() });
const integration = z.looseObject({
  id: z.string(),
  name: z.string().default(''),
  intendedState: z.string(),
  integrationType: z.looseObject({ id: z.string() }),
});
const domain = z.looseObject({ id: z.string() });
const route = z.looseObject({
  id: z.string(),
  pattern: z.string(),
  flow: z.looseObject({ id: z.string(), name: z.string().optional() }).nullish(),
  queue: z.looseObject({ id: z.string(), name: z.string().optional() }).nullish(),
});
const users = z.looseObject({ results: z.array(z.looseObject({ id: z.string(), email: z.string() })).default([]) });

export interface Organisation {
  /** Objects that are known by that identity. */
  find(identity: Identity): Promise<readonly FoundObject[]>;
  /** Full names of all e-mail domains. */
  domains(): Promise<readonly string[]>;
  routes(domain: string): Promise<readonly z.output<typeof route>[]>;
}

/**
 * Looks into an organisation; each list is asked for once.
 * @param flows names of our flows: a route to one of them is ours
 * @throws {GenesysApiError} @throws {GenesysLoginError} @throws {GenesysUnreachableError}
 */
export function organisation(api: GenesysApi, flows: readonly string[]): Organisation {
  const lists = new Map<string, Promise<unknown>>();
  function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const asked = (lists.get(key) as Promise<T> | undefined) ?? ask();
    lists.set(key, asked);
    return asked;
  }
  const list = <S extends z.ZodType>(path: string, entity: S, query = {}) =>
    once(path, () => listAll(api, path, entity, query));
  const plain = ({ id }: { readonly id: string }): FoundObject => ({ id, importId: id });
  const flowCalled = (name: string) => once(`flow ${name}`, () => findFlow(api, name));
  const domains = async () =>
    (await list('/api/v2/routing/email/domains', domain, { excludeStatus: 'false' })).map(({ id }) => id);
  const routes = (name: string) => list(`/api/v2/routing/email/domains/${name}/routes`, route);
  const domainCalled = async ({ name, label }: { readonly name: string; readonly label: boolean }) =>
    (await domains()).find((id) => (label ? id.split('.')[0] === name : id === name));

  async function ourFlows(): Promise<readonly string[]> {
    return (await Promise.all(flows.map(flowCalled))).flatMap((flow) => flow?.id ?? []);
  }

  async function find(identity: Identity): Promise<readonly FoundObject[]> {
    switch (identity.kind) {
      case 'queue': {
        const same = (await list('/api/v2/routing/queues', queue)).filter(({ name }) => name === identity.name);
        return same.map((one) => ({
          ...plain(one),
          ...(one.memberCount > 0 && { note: `${one.memberCount} members` }),
        }));
      }
      case 'credential':
        return (await list('/api/v2/integrations/credentials', named)).filter(calledBy(identity)).map(plain);
      case 'integration': {
        const all = await list('/api/v2/integrations', integration);
        const same = all.filter(calledBy(identity));
        if (same.length > 0) return same.map(plain);
        const note = 'without name and settings, as a killed deploy leaves it';
        return (await barelyMade(all)).map((one) => ({ ...plain(one), note, unnamed: true }));
      }
      case 'action': {
        // Architect does not tell them apart by case, so neither do we.
        const same = (await list('/api/v2/integrations/actions', action)).filter(
          ({ category, name }) => alike(category, identity.category) && alike(name, identity.name),
        );
        return same.map(plain);
      }
      case 'flow': {
        const flow = await flowCalled(identity.name);
        return flow === undefined ? [] : [plain(flow)];
      }
      case 'user': {
        const query = [{ value: identity.name, fields: ['email'], type: 'EXACT' }];
        const call = 'POST /api/v2/users/search';
        const { results } = readAnswer(users, call, await api.ask('POST', '/api/v2/users/search', { query }));
        return results.filter(({ email }) => alike(email, identity.name)).map(plain);
      }
      case 'domain': {
        const id = await domainCalled(identity);
        if (id === undefined) return [];
        const ours = await ourFlows();
        const others = (await routes(id)).filter(({ flow }) => flow == null || !ours.includes(flow.id));
        const foreign = `it has routes that are not ours: ${others.map(({ pattern }) => pattern).join(', ')}`;
        return [{ id, importId: id, ...(others.length > 0 && { foreign }) }];
      }
      case 'route': {
        const id = await domainCalled(identity.domain);
        if (id === undefined) return [];
        const ours = await ourFlows();
        const same = (await routes(id)).filter(({ pattern }) => alike(pattern, identity.pattern));
        return same.map((one) => ({
          ...{ id: one.id, importId: `${id}/${one.id}` },
          ...((one.flow == null || !ours.includes(one.flow.id)) && { foreign: `it leads to ${target(one)}` }),
        }));
      }
    }
  }

  /** A create that was killed between its two calls leaves one that has neither name nor settings, nor an action. */
  async function barelyMade(all: readonly z.output<typeof integration>[]) {
    const type = 'custom-rest-actions';
    const off = all.filter((one) => one.integrationType.id === type && one.intendedState === 'DISABLED');
    const settings = z.looseObject({
      credentials: z.record(z.string(), z.unknown()).nullish(),
      notes: z.string().nullish(),
    });
    const bare = await Promise.all(
      off.map(async (one) => {
        const path = `/api/v2/integrations/${one.id}/config/current`;
        const { credentials, notes } = readAnswer(settings, `GET ${path}`, await api.ask('GET', path));
        return Object.keys(credentials ?? {}).length === 0 && !notes ? [one] : [];
      }),
    );
    return bare.flat();
  }

  return { find, domains, routes };
}

function target({ flow, queue }: z.output<typeof route>): string {
  if (flow != null) return `the flow ${flow.name ?? flow.id}`;
  return queue == null ? 'neither flow nor queue' : `the queue ${queue.name ?? queue.id}`;
}

function calledBy({ name }: { readonly name: string }) {
  return (one: { readonly name: string }) => one.name === name;
}

function alike(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
