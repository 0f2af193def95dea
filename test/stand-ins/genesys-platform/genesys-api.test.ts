import { afterEach, describe, expect, test } from '@jest/globals';
import { throttled } from '../../../stand-ins/genesys-platform/fault';
import { type GenesysApi, startGenesysApi } from '../../../stand-ins/genesys-platform/start-genesys-api';
import { call, signIn } from '../../support/genesys-client';

const FLOW = (name: string, actions = '[]') => `inboundEmail:
  name: ${name}
  startUpRef: /inboundEmail/states/state[Initial State_10]
  states:
    - state:
        name: Initial State
        refId: Initial State_10
        actions: ${actions}
`;
const transferTo = (queue: string) => `[{transferToAcd: {name: Transfer, targetQueue: {lit: {name: ${queue}}}}}]`;

let api: GenesysApi;
afterEach(() => api.close());

async function start(options: Parameters<typeof startGenesysApi>[0] = {}) {
  api = await startGenesysApi(options);
  return signIn(api);
}

/** Publishes by a flow job, as the provider does. */
async function publish(ask: Awaited<ReturnType<typeof start>>, text: string) {
  const job = (await ask('POST', '/api/v2/flows/jobs')).body as {
    id: string;
    presignedUrl: string;
    headers: Record<string, string>;
  };
  const upload = await call(api.url, 'PUT', job.presignedUrl, text, job.headers);
  expect(upload.status).toBe(200);
  return (await ask('GET', `/api/v2/flows/jobs/${job.id}?expand=messages`)).body as {
    status: string;
    flow?: { id: string };
    messages: { text: string }[];
  };
}

const basic = (id: string, secret: string) => ({
  Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

describe('tokens', () => {
  const form = new URLSearchParams({ grant_type: 'client_credentials' }).toString();

  test('live for a day, because the provider asks without pause for shorter ones', async () => {
    await start();
    const { status, body } = await call(api.url, 'POST', '/oauth/token', form, basic(api.client.id, api.client.secret));
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 86_400 });
  });

  test.each([
    ['a wrong secret', basic('sandbox-client', 'guess'), 401, 'authentication failed'],
    ['an unknown client', basic('stranger', 'x'), 400, 'client not found: stranger'],
    ['no credentials', {}, 400, 'client credentials are missing'],
  ])('are refused for %s', async (_, headers, status, description) => {
    await start();
    const reply = await call(api.url, 'POST', '/oauth/token', form, headers);
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({ error_description: description });
  });

  test('are needed for every call', async () => {
    await start();
    expect((await call(api.url, 'GET', '/api/v2/flows')).status).toBe(401);
    const reply = await call(api.url, 'GET', '/api/v2/flows', undefined, { Authorization: 'Bearer made-up' });
    expect(reply.body).toMatchObject({ status: 401, code: 'bad.credentials' });
    expect(reply.headers.get('ININ-Correlation-Id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('a client may do what its permissions say, and nothing else', async () => {
  const ask = await start({ clients: [{ id: 'c', secret: 's', permissions: ['architect:flow:view'] }] });
  expect((await ask('GET', '/api/v2/flows')).status).toBe(200);
  const refused = await ask('POST', '/api/v2/flows/jobs');
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({ code: 'missing.any.permissions' });
  expect(JSON.stringify(refused.body)).toContain('architect:job:create');
});

test('a path that the platform may have but this server has not is refused and noted', async () => {
  const ask = await start();
  expect((await ask('GET', '/api/v2/outbound/campaigns?pageSize=1')).status).toBe(404);
  expect((await ask('DELETE', '/api/v2/organizations/me')).status).toBe(404);
  expect(api.unknownCalls()).toEqual(['GET /api/v2/outbound/campaigns?pageSize=1', 'DELETE /api/v2/organizations/me']);
});

describe('names that exist once', () => {
  test('a second queue, domain or route of a name is refused', async () => {
    const ask = await start();
    const queue = { name: 'IRA' };
    expect((await ask('POST', '/api/v2/routing/queues', queue)).status).toBe(200);
    expect((await ask('POST', '/api/v2/routing/queues', queue)).status).toBe(409);
    const domain = { id: 'acme', subDomain: true };
    expect((await ask('POST', '/api/v2/routing/email/domains', domain)).body).toMatchObject({
      id: 'acme.mypurecloud.com',
    });
    expect((await ask('POST', '/api/v2/routing/email/domains', domain)).status).toBe(400); // "domain already exists"
    const routes = '/api/v2/routing/email/domains/acme.mypurecloud.com/routes';
    expect((await ask('POST', routes, { pattern: 'support', fromName: 'S' })).status).toBe(200);
    expect((await ask('POST', routes, { pattern: 'Support', fromName: 'S' })).status).toBe(409);
  });

  test('an organisation has two e-mail domains at most', async () => {
    const ask = await start({ domains: ['mail.example.com', 'other.example.com'] });
    const reply = await ask('POST', '/api/v2/routing/email/domains', { id: 'third', subDomain: true });
    expect(reply.status).toBe(400);
  });
});

describe('objects in use cannot be deleted', () => {
  test('a flow by its route, a domain by its route', async () => {
    const ask = await start({ domains: ['mail.example.com'] });
    const { flow } = await publish(ask, FLOW('F'));
    const routes = '/api/v2/routing/email/domains/mail.example.com/routes';
    const { body } = await ask('POST', routes, { pattern: 'support', fromName: 'S', flow: { id: flow?.id } });
    expect((await ask('DELETE', `/api/v2/flows/${flow?.id}`)).status).toBe(409);
    expect((await ask('DELETE', '/api/v2/routing/email/domains/mail.example.com')).status).toBe(409);
    expect((await ask('DELETE', `${routes}/${Reflect.get(body as object, 'id')}`)).status).toBe(204);
    expect((await ask('DELETE', `/api/v2/flows/${flow?.id}`)).status).toBe(204);
    expect((await ask('DELETE', `/api/v2/flows/${flow?.id}`)).status).toBe(404);
    expect((await ask('DELETE', '/api/v2/routing/email/domains/mail.example.com')).status).toBe(204);
  });

  test('a route cannot point at a flow that is not there', async () => {
    const ask = await start({ domains: ['mail.example.com'] });
    const routes = '/api/v2/routing/email/domains/mail.example.com/routes';
    const reply = await ask('POST', routes, { pattern: 'support', fromName: 'S', flow: { id: 'gone' } });
    expect(reply.status).toBe(400);
  });
});

describe('flows', () => {
  test('are published once what they name is there', async () => {
    const ask = await start();
    const text = FLOW('Mail', transferTo('IRA'));
    expect(await publish(ask, text)).toMatchObject({
      status: 'Failure',
      messages: [{ text: "find 'queue' by value of 'IRA' - no matches" }],
    });
    expect(api.dump().flows).toEqual([]);
    await ask('POST', '/api/v2/routing/queues', { name: 'IRA' });
    expect(await publish(ask, text)).toMatchObject({ status: 'Success' });
    await publish(ask, text);
    expect(api.dump().flows).toEqual(['INBOUNDEMAIL Mail']);
    const { body } = await ask('GET', '/api/v2/flows?type=inboundemail&name=Mail');
    expect(body).toMatchObject({ total: 1, pageCount: 1, entities: [{ publishedVersion: { id: '2.0' } }] });
  });

  test.each([
    ['a bracket that is not closed', 'decision: {condition: {exp: "IsSet(Email.Message.body"}}', 'expected )'],
    ['a wrong number of arguments', 'decision: {condition: {exp: "IsSet()"}}', 'takes 1 argument, not 0'],
    ['a text for a condition', 'decision: {condition: {exp: Email.Message.body}}', 'takes a boolean, not a string'],
    ['an unknown action', 'playAudio: {}', 'not known here'],
  ])('with %s are refused', async (_what, action, says) => {
    const ask = await start();
    const { status, messages } = await publish(ask, FLOW('Mail', `[{${action}}]`));
    expect({ status, messages }).toEqual({
      status: 'Failure',
      messages: [{ type: 'Error', text: expect.stringContaining(says) }],
    });
    expect(api.dump().flows).toEqual([]);
  });

  test('a search by name finds more than that name', async () => {
    const ask = await start();
    for (const name of ['Mail', 'Mail dev', 'mailbox']) await publish(ask, FLOW(name));
    const { body } = await ask('GET', '/api/v2/flows?name=Mail');
    expect(body).toMatchObject({ total: 3 });
  });

  test('are missed by the first searches when the index lags', async () => {
    const ask = await start({ searchLag: 2 });
    await publish(ask, FLOW('Mail'));
    const found = async () => ((await ask('GET', '/api/v2/flows?name=Mail')).body as { total: number }).total;
    expect([await found(), await found(), await found()]).toEqual([0, 0, 1]);
  });

  test('locked by a person are neither written nor deleted until unlocked', async () => {
    const ask = await start();
    const { flow } = await publish(ask, FLOW('Mail'));
    const id = flow?.id ?? '';
    const stored = api.store.flows.get(id);
    if (stored === undefined) throw new Error('the flow is not in the store');
    api.store.flows.set(id, { ...stored, lockedBy: { kind: 'user', id: 'u', name: 'Jo Admin' } });
    expect((await publish(ask, FLOW('Mail'))).messages[0]?.text).toContain('Jo Admin');
    expect((await ask('DELETE', `/api/v2/flows/${id}`)).status).toBe(409);
    expect((await ask('POST', `/api/v2/flows/actions/checkout?flow=${id}`)).status).toBe(409);
    expect((await ask('POST', `/api/v2/flows/actions/unlock?flow=${id}`)).status).toBe(200);
    expect((await ask('DELETE', `/api/v2/flows/${id}`)).status).toBe(204);
  });

  test('uploads need the headers that the job was given', async () => {
    const ask = await start();
    const job = (await ask('POST', '/api/v2/flows/jobs')).body as { presignedUrl: string };
    expect((await call(api.url, 'PUT', job.presignedUrl, FLOW('F'))).status).toBe(403);
  });
});

describe('a write with an old version is refused', () => {
  test('of a user, an integration and an action', async () => {
    const ask = await start({ users: [{ email: 'a@example.test', name: 'A' }] });
    const [user] = api.store.users.keys();
    expect((await ask('PATCH', `/api/v2/users/${user}`, { version: 7, title: 'T' })).status).toBe(409);
    const made = await ask('POST', '/api/v2/integrations', { integrationType: { id: 'custom-rest-actions' } });
    const id = Reflect.get(made.body as object, 'id');
    const config = { name: 'I', version: 1, properties: {}, advanced: {}, notes: '', credentials: {} };
    expect((await ask('PUT', `/api/v2/integrations/${id}/config/current`, config)).status).toBe(200);
    const late = await ask('PUT', `/api/v2/integrations/${id}/config/current`, config);
    expect(late.status).toBe(409);
    expect(JSON.stringify(late.body)).toContain('does not match the current version');
  });
});

describe('the contract of an action', () => {
  const action = (inputSchema: unknown) => ({
    name: 'A',
    category: 'C',
    integrationId: [...api.store.integrations.keys()][0],
    contract: {
      input: { inputSchema },
      output: { successSchema: { type: 'object', properties: { QueueName: { type: 'string' } } } },
    },
  });
  test.each([
    ['nested objects', { type: 'object', properties: { Mail: { type: 'object' } } }, 'Mail'],
    ['reserved names', { type: 'object', properties: { rawRequest: { type: 'string' } } }, 'reserved'],
    ['names with spaces', { type: 'object', properties: { 'E mail': { type: 'string' } } }, 'not a valid'],
    ['references', { type: 'object', properties: { A: { $ref: '#/x' } } }, '$ref'],
    ['undeclared required names', { type: 'object', properties: {}, required: ['A'] }, 'not declared'],
    ['other types on top', { type: 'array', items: {} }, 'top level'],
  ])('may not have %s', async (_, schema, says) => {
    const ask = await start();
    await ask('POST', '/api/v2/integrations', { integrationType: { id: 'custom-rest-actions' } });
    const reply = await ask('POST', '/api/v2/integrations/actions', action(schema));
    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body)).toContain(says);
  });
});

test('credential values are in no answer', async () => {
  const ask = await start();
  const credential = { name: 'Key', type: { name: 'userDefined' }, credentialFields: { apiKey: 'TOP-SECRET' } };
  const made = await ask('POST', '/api/v2/integrations/credentials', credential);
  const id = Reflect.get(made.body as object, 'id');
  const replies = [
    made,
    await ask('GET', `/api/v2/integrations/credentials/${id}`),
    await ask('PUT', `/api/v2/integrations/credentials/${id}`, credential),
    await ask('GET', '/api/v2/integrations/credentials/listing?pageSize=200'),
  ];
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(replies.filter(({ body }) => JSON.stringify(body).includes('TOP-SECRET'))).toEqual([]);
});

describe('injected faults', () => {
  const roles = '/api/v2/authorization/roles';

  test('hit the calls they name, as often as they say', async () => {
    const ask = await start();
    api.faults.add({ method: 'GET', route: roles, times: 2, mishap: throttled(3) });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await ask('GET', roles)).status);
    expect(statuses).toEqual([429, 429, 200]);
    api.faults.add({ mishap: { status: 500, body: { message: 'boom' } } });
    expect((await ask('GET', '/api/v2/organizations/me')).status).toBe(500);
    api.faults.clear();
    expect((await ask('GET', '/api/v2/organizations/me')).status).toBe(200);
  });

  test('tell when to come back', async () => {
    const ask = await start();
    api.faults.add({ mishap: throttled(3) });
    expect((await ask('GET', roles)).headers.get('Retry-After')).toBe('3');
  });

  test('cut the line', async () => {
    const ask = await start();
    api.faults.add({ times: 1, mishap: 'reset' });
    await expect(ask('GET', roles)).rejects.toThrow('fetch failed');
    expect((await ask('GET', roles)).status).toBe(200);
  });
});
