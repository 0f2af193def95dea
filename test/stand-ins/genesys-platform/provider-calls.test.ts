import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type GenesysApi, startGenesysApi } from '../../../stand-ins/genesys-platform/start-genesys-api';
import { type Ask, signIn } from '../../support/genesys-client';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  readonly response?: unknown;
}

/** Calls of the real Terraform provider 1.82.0 and the smallest answers that it was content with (measured). */
const recorded: {
  readonly resources: Readonly<Record<string, Readonly<Record<string, readonly Call[]>>>>;
  readonly dataSources: Readonly<Record<string, readonly Call[]>>;
  readonly neededFields: Readonly<Record<string, readonly string[]>>;
} = JSON.parse(readFileSync('test/fixtures/genesys-provider-calls.json', 'utf8'));

const FLOW =
  'inboundEmail: {name: EmailTestFlow, startUpRef: "./states/state[s]", states: [{state: {refId: s, actions: []}}]}';

let api: GenesysApi;
let ask: Ask;
/** Values of the `{placeholders}` of the recording in this organisation. */
let ids: Map<string, string>;

beforeEach(async () => {
  api = await startGenesysApi({
    emailSuffix: 'sandbox.test',
    users: [{ email: 'member@example.test', name: 'Member' }],
  });
  ask = await signIn(api);
  const role = (wanted: string) => [...api.store.roles.values()].find(({ name }) => name === wanted)?.id ?? '';
  ids = new Map([
    ['homeDivisionId', [...api.store.divisions.keys()][0] ?? ''],
    ['employeeRoleId', role('employee')],
    ['userRoleId', role('User')],
    ['adminRoleId', role('admin')],
    ['userId', [...api.store.users.keys()][0] ?? ''],
    ['memberId', [...api.store.users.keys()][0] ?? ''],
    ['password', 'Correct-Horse-1'],
    ['apiKey', 'k1'],
    ['changedApiKey', 'k2'],
  ]);
});
afterEach(() => api.close());

/** Text with every known placeholder replaced; `id` and `domainId` mean the object at hand. */
const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => ids.get(name) ?? whole);

async function play(name: string, calls: readonly Call[]): Promise<void> {
  for (const one of calls) {
    if (one.path === '{presignedUrl}') {
      const reply = await ask('PUT', ids.get('presignedUrl') ?? '', FLOW, JSON.parse(ids.get('uploadHeaders') ?? ''));
      expect([name, reply.status]).toEqual([name, 200]);
      continue;
    }
    const query = one.query === undefined ? '' : `?${new URLSearchParams(one.query)}`;
    const body = one.body === undefined ? undefined : JSON.parse(fill(JSON.stringify(one.body)));
    const reply = await ask(one.method, fill(one.path) + query, body);
    const told = `${name}: ${one.method} ${one.path}`;
    expect([told, reply.status]).toEqual([told, one.status]);
    learn(one, reply.body);
    contains(told, reply.body, JSON.parse(fill(JSON.stringify(one.response ?? null))));
    if (reply.status === 200) hasNeededFields(one, reply.body);
  }
}

/** Remembers the ids that the answer gives out: `id` is the newest object. */
function learn({ method, path, response }: Call, body: unknown): void {
  if (typeof body !== 'object' || body === null) return;
  const field = (name: string): string => String(Reflect.get(body, name));
  if (method === 'POST' && 'id' in body && !path.endsWith('/search')) {
    ids.set('id', field('id'));
    const [, placeholder] = /"id":"\{(\w+)\}"/.exec(JSON.stringify(response)) ?? [];
    if (placeholder !== undefined) ids.set(placeholder, field('id'));
  }
  if (path === '/api/v2/flows/jobs') {
    ids.set('presignedUrl', field('presignedUrl'));
    ids.set('uploadHeaders', JSON.stringify(Reflect.get(body, 'headers')));
  }
  if (path.startsWith('/api/v2/flows/jobs/')) {
    const { id } = Reflect.get(body, 'flow') as { id: string };
    ids.set('id', id);
    ids.set('flowId', id);
  }
}

/** The answer has at least what the recording has; a placeholder that is not known stands for any text. */
function contains(told: string, actual: unknown, wanted: unknown): void {
  if (wanted === null) return;
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual)) throw new Error(`${told}: ${JSON.stringify(actual)} is no list`);
    expect([told, actual.length >= wanted.length]).toEqual([told, true]);
    for (const item of wanted) {
      const fits = actual.some((candidate) => {
        try {
          contains(told, candidate, item);
          return true;
        } catch {
          return false;
        }
      });
      if (!fits) throw new Error(`${told}: ${JSON.stringify(item)} is not among ${JSON.stringify(actual)}`);
    }
  } else if (typeof wanted === 'object') {
    if ('presignedUrl' in wanted) return; // its address and headers are the server's own
    if ('text' in wanted) {
      expect([told, actual]).toEqual([told, wanted.text]);
      return;
    }
    for (const [key, value] of Object.entries(wanted)) {
      contains(
        `${told} ${key}`,
        typeof actual === 'object' && actual !== null ? Reflect.get(actual, key) : undefined,
        value,
      );
    }
  } else if (typeof wanted === 'string' && /\{\w+\}/.test(wanted)) {
    expect([told, typeof actual]).toEqual([told, 'string']);
  } else {
    expect([told, actual]).toEqual([told, wanted]);
  }
}

/** Fields without which the provider process ends or its plan never becomes empty. */
function hasNeededFields({ method, path }: Call, body: unknown): void {
  const told = `${method} ${path}`;
  for (const field of recorded.neededFields[told] ?? []) {
    const found = field.split('.').reduce<unknown[]>(
      (values, key) =>
        values.flatMap((value) => {
          if (key === '*') return typeof value === 'object' && value !== null ? Object.values(value) : [];
          return typeof value === 'object' && value !== null && key in value ? [Reflect.get(value, key)] : [];
        }),
      [body],
    );
    // Fields of list items have nothing to hold on in an empty list, and optional objects may be absent.
    if (field.includes('*') || field.startsWith('mailFromSettings') || field.startsWith('employerInfo')) continue;
    expect([told, field, found.length]).toEqual([told, field, 1]);
  }
}

const lifecycle = (resource: string) => Object.entries(recorded.resources[resource] ?? {});

describe('the life of each resource as the real provider lives it', () => {
  async function live(resource: string, operations = lifecycle(resource)): Promise<void> {
    expect(operations.length).toBeGreaterThan(0);
    for (const [operation, calls] of operations) await play(`${resource} ${operation}`, calls);
  }

  test('a user, and again when a deleted user has the address', async () => {
    await live('genesyscloud_user');
    expect(api.dump().users).toEqual(['member@example.test', 'test.agent@example.test']);
  });

  test('the roles of a user', async () => {
    ids.set('id', ids.get('userId') ?? '');
    ids.set('divisionId', ids.get('homeDivisionId') ?? '');
    ids.set('roleId', ids.get('userRoleId') ?? '');
    await live('genesyscloud_user_roles');
  });

  test.each(['no members', 'one member'])('a queue with %s', async (kind) => {
    await live(
      'genesyscloud_routing_queue',
      lifecycle('genesyscloud_routing_queue').filter(([operation]) => operation.includes(kind)),
    );
    expect(api.dump().queues).toEqual([]);
  });

  test('credential, integration and action', async () => {
    const create = (resource: string) =>
      live(
        resource,
        lifecycle(resource).filter(([name]) => name !== 'delete'),
      );
    const remove = (resource: string) =>
      live(
        resource,
        lifecycle(resource).filter(([name]) => name === 'delete'),
      );
    const made = new Map<string, string>();
    for (const resource of ['integration_credential', 'integration', 'integration_action']) {
      await create(`genesyscloud_${resource}`);
      made.set(resource, ids.get('id') ?? '');
    }
    for (const resource of ['integration_action', 'integration', 'integration_credential']) {
      ids.set('id', made.get(resource) ?? '');
      await remove(`genesyscloud_${resource}`);
    }
    expect(Object.values(api.dump()).flat()).toEqual(['member@example.test']);
  });

  test('a flow', async () => {
    await live('genesyscloud_flow');
    expect(api.dump().flows).toEqual([]);
  });

  test('an e-mail domain', async () => {
    await live('genesyscloud_routing_email_domain');
    expect(api.dump().domains).toEqual([]);
  });

  test('an e-mail route', async () => {
    await live('genesyscloud_routing_email_domain', lifecycle('genesyscloud_routing_email_domain').slice(0, 1));
    ids.set('domainId', ids.get('id') ?? '');
    await live('genesyscloud_flow', lifecycle('genesyscloud_flow').slice(0, 1));
    ids.set('publishedElsewhereFlowId', ids.get('flowId') ?? '');
    await live('genesyscloud_routing_email_route');
    expect(api.dump().routes).toEqual([]);
  });
});

test('every data source finds its object', async () => {
  await play('flow', lifecycle('genesyscloud_flow')[0]?.[1] ?? []);
  await play('domain', lifecycle('genesyscloud_routing_email_domain')[0]?.[1] ?? []);
  ids.set('publishedElsewhereFlowId', ids.get('flowId') ?? '');
  for (const [name, calls] of Object.entries(recorded.dataSources)) {
    const ours = JSON.parse(JSON.stringify(calls).replaceAll('PrePublishedEmailFlow', 'EmailTestFlow')) as Call[];
    await play(name, ours);
  }
});

test('no call of the provider is unknown to the server', async () => {
  for (const told of Object.keys(recorded.neededFields)) {
    const [method = '', path = ''] = told.split(' ');
    await ask(method, path.replace(/\{\w+\}/g, 'x'), method === 'GET' || method === 'DELETE' ? undefined : {});
  }
  expect(api.unknownCalls()).toEqual([]);
});
