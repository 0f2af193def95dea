import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { genesysAddress } from '../../publishing/genesys-client/address';
import { type GenesysApi as Caller, connect } from '../../publishing/genesys-client/connect';
import { deleteFlow } from '../../publishing/genesys-client/delete-flow';
import { GenesysApiError, GenesysLoginError, GenesysUnreachableError } from '../../publishing/genesys-client/errors';
import { findFlow, readFlow } from '../../publishing/genesys-client/find-flow';
import { throttled } from '../../stand-ins/genesys-platform/fault';
import { createFlow } from '../../stand-ins/genesys-platform/publish-flow';
import { type GenesysApi, startGenesysApi } from '../../stand-ins/genesys-platform/start-genesys-api';
import type { Flow } from '../../stand-ins/genesys-platform/store';

let server: GenesysApi;
let api: Caller;
let waits: number[];
let whileWaiting: () => void;

beforeEach(async () => {
  server = await startGenesysApi();
  waits = [];
  whileWaiting = () => {};
  api = caller(server.client);
});
afterEach(() => server.close());

const effects = {
  fetch,
  wait: async (milliseconds: number) => {
    waits.push(milliseconds);
    whileWaiting();
  },
};

function caller(credentials: { id: string; secret: string }): Caller {
  return connect({ api: server.url, login: server.url, location: 'mypurecloud.com' }, credentials, effects);
}

function flow(name: string, changes: Partial<Flow> = {}, type = 'inboundEmail'): Flow {
  const made = createFlow(server.store, server.client, { name, type, description: '' });
  const stored = { ...made, lockedBy: null, ...changes };
  server.store.flows.set(stored.id, stored);
  return stored;
}

describe('addresses', () => {
  test('are those of the region', () => {
    expect(genesysAddress('us-west-2', {})).toEqual({
      login: 'https://login.usw2.pure.cloud',
      api: 'https://api.usw2.pure.cloud',
      location: 'usw2.pure.cloud',
    });
  });

  test('are those of the gateway, as the Terraform provider understands it', () => {
    const gateway = (port: string, protocol = '') =>
      genesysAddress('us-east-1', {
        GENESYSCLOUD_GATEWAY_HOST: 'proxy.example',
        GENESYSCLOUD_GATEWAY_PORT: port,
        GENESYSCLOUD_GATEWAY_PROTOCOL: protocol,
      });
    expect(gateway('8099', 'http')).toEqual({
      login: 'http://proxy.example:8099',
      api: 'http://proxy.example:8099',
      location: 'mypurecloud.com',
    });
    expect(gateway('443').api).toBe('https://proxy.example');
    expect(() => gateway('')).toThrow('GENESYSCLOUD_GATEWAY_PORT');
  });
});

describe('a call', () => {
  const me = '/api/v2/organizations/me';

  test('logs in once', async () => {
    await api.ask('GET', me);
    await api.ask('GET', me);
    expect(server.store.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /oauth/token',
      `GET ${me}`,
      `GET ${me}`,
    ]);
  });

  test('that is throttled is repeated after Retry-After', async () => {
    server.faults.add({ route: me, times: 2, mishap: throttled(7) });
    expect(await api.ask('GET', me)).toMatchObject({ name: 'Sandbox' });
    expect(waits).toEqual([7_000, 7_000]);
  });

  test('is not repeated when Retry-After is longer than anybody should wait', async () => {
    server.faults.add({ route: me, mishap: throttled(181) });
    await expect(api.ask('GET', me)).rejects.toThrow('429 too.many.requests');
    expect(waits).toEqual([]);
  });

  test('is repeated with growing waits after server errors and broken connections', async () => {
    server.faults.add({ route: me, times: 2, mishap: { status: 503 } });
    server.faults.add({ route: me, times: 2, mishap: 'reset' });
    expect(await api.ask('GET', me)).toMatchObject({ name: 'Sandbox' });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  test('is given up after the sixth time', async () => {
    server.faults.add({ route: me, mishap: { status: 500, body: { message: 'boom', code: 'internal' } } });
    await expect(api.ask('GET', me)).rejects.toThrow('GET /api/v2/organizations/me: 500 internal: boom');
    server.faults.clear();
    server.faults.add({ route: me, mishap: 'reset' });
    await expect(api.ask('GET', me)).rejects.toThrow(GenesysUnreachableError);
  });

  test('that is refused is not repeated', async () => {
    server.faults.add({ route: me, mishap: { status: 501, body: 'not JSON' } });
    await expect(api.ask('GET', me)).rejects.toThrow(GenesysApiError);
    expect(waits).toEqual([]);
  });

  test('with a token that has expired logs in again', async () => {
    await api.ask('GET', me);
    server.store.tokens.clear();
    expect(await api.ask('GET', me)).toMatchObject({ name: 'Sandbox' });
  });

  test('that stays unauthorised is refused', async () => {
    server.faults.add({ route: me, mishap: { status: 401, body: { code: 'bad.credentials', message: 'no' } } });
    await expect(api.ask('GET', me)).rejects.toThrow('401 bad.credentials');
  });

  test.each([
    ['a wrong secret', { id: 'sandbox-client', secret: 'TOP-SECRET' }, 'authentication failed'],
    ['an unknown client', { id: 'stranger', secret: 'TOP-SECRET' }, 'client not found: stranger'],
  ])('with %s tells what to check, and no secret', async (_, credentials, says) => {
    const error: unknown = await caller(credentials)
      .ask('GET', me)
      .catch((reason) => reason);
    expect(error).toBeInstanceOf(GenesysLoginError);
    expect(String(error)).toContain(says);
    expect(String(error)).toContain('GENESYSCLOUD_OAUTHCLIENT_SECRET');
    expect(String(error)).not.toContain('TOP-SECRET');
  });

  test('that something else answers is told so', async () => {
    server.faults.add({ mishap: { status: 200, body: { access_token: 'x', hello: 'proxy' } } });
    await expect(findFlow(api, 'F')).rejects.toThrow("not the platform's answer");
  });
});

describe('a flow', () => {
  test('is found by its exact name and type among others', async () => {
    for (const name of ['Mail 2', 'mail', 'E-Mail']) flow(name);
    flow('Mail', {}, 'workflow');
    expect(await findFlow(api, 'Mail')).toBeUndefined();
    const wanted = flow('Mail 3');
    expect(await findFlow(api, 'Mail 3')).toMatchObject({ id: wanted.id, type: 'INBOUNDEMAIL', lockedBy: null });
  });

  test('is found beyond the first page', async () => {
    for (let n = 0; n < 101; n++) flow(`Mail ${n}`);
    expect(await findFlow(api, 'Mail 100')).toBeDefined();
    const { id } = flow('Mail');
    expect(await findFlow(api, 'Mail')).toMatchObject({ id });
  });

  test('tells who has it open', async () => {
    const { id } = flow('Mail', { lockedBy: { kind: 'user', id: 'u', name: 'Jo' } });
    expect((await readFlow(api, id))?.lockedBy).toEqual({ kind: 'user', id: 'u', name: 'Jo' });
    expect(await readFlow(api, 'gone')).toBeUndefined();
  });
});

describe('deleting a flow', () => {
  const remove = (name: string, options: { knownId?: string; forceUnlock?: boolean } = {}) =>
    deleteFlow(api, { name, forceUnlock: false, patience: 10_000, ...options }, effects);

  test('deletes the one of that name and no other', async () => {
    for (const name of ['Mail dev', 'Mail', 'Mail prod']) flow(name);
    expect(await remove('Mail')).toMatchObject({ kind: 'deleted' });
    expect(server.dump().flows).toEqual(['INBOUNDEMAIL Mail dev', 'INBOUNDEMAIL Mail prod']);
  });

  test('of a flow that is gone is fine', async () => {
    expect(await remove('Mail')).toEqual({ kind: 'absent' });
    const { id } = flow('Mail');
    server.faults.add({ method: 'DELETE', times: 1, mishap: { status: 404 } });
    server.faults.add({ method: 'GET', route: '/api/v2/flows/{id}', times: 1, mishap: { status: 404 } });
    expect(await remove('Mail')).toEqual({ kind: 'deleted', flowId: id });
  });

  test('finds by its id what the search misses still, unless it was renamed', async () => {
    const { id } = flow('Mail', { hiddenSearches: 1 });
    expect(await remove('Mail', { knownId: id })).toEqual({ kind: 'deleted', flowId: id });
    const other = flow('Other');
    expect(await remove('Mail', { knownId: other.id })).toEqual({ kind: 'absent' });
  });

  test('waits for conflicts to go away', async () => {
    const made = flow('Mail', { lockedBy: { kind: 'user', id: 'u', name: 'Jo Admin' } });
    whileWaiting = () => {
      if (waits.length === 3) server.store.flows.set(made.id, { ...made, lockedBy: null });
    };
    expect(await remove('Mail')).toMatchObject({ kind: 'deleted' });
    expect(waits).toEqual([2_000, 2_000, 2_000]);
  });

  test('gives up with the name of who has it open', async () => {
    flow('Mail', { lockedBy: { kind: 'user', id: 'u', name: 'Jo Admin' } });
    const outcome = await remove('Mail');
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(outcome)).toContain('Jo Admin');
    expect(server.dump().flows).toHaveLength(1);
  });

  test('takes the flow from who has it open only when asked for', async () => {
    flow('Mail', { lockedBy: { kind: 'user', id: 'u', name: 'Jo Admin' } });
    expect(await remove('Mail', { forceUnlock: true })).toMatchObject({ kind: 'deleted' });
    expect(waits).toEqual([]);
  });

  test('tells what still uses it', async () => {
    const { id } = flow('Mail', { publishedVersion: '1.0' });
    server.store.routes.set('r', { id: 'r', domainId: 'mail.example', pattern: 'support', fields: { flow: { id } } });
    expect(JSON.stringify(await remove('Mail'))).toContain('support@mail.example');
  });
});
