import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ApiDefinition } from '../../../sandbox/api/api-definition';
import { startApi } from '../../../sandbox/api/start-api';
import type { Invocation } from '../../../sandbox/function/invocation';

const key = { id: 'key-1', value: 'secret-secret-secret' };
const method = {
  httpMethod: 'POST',
  path: '/classify',
  resourceId: 'res1',
  apiKeyRequired: true,
  requestModels: {
    'application/json': { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
  },
  validateBody: true,
  functionName: 'classify',
  integrationTimeout: 5000,
  throttle: undefined,
} as const;
const definition: ApiDefinition = {
  id: 'abc123',
  name: 'test',
  stage: 'v1',
  region: 'us-east-1',
  accountId: '123456789012',
  methods: [method],
  usagePlans: [{ name: 'plan', throttle: undefined, quota: undefined, keys: [key] }],
  gatewayResponses: [],
};
const ok: Invocation = { kind: 'reply', payload: '{"statusCode": 200, "body": "{}"}' };

const reply = (result: object): Invocation => ({ kind: 'reply', payload: JSON.stringify(result) });

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(changes: Partial<ApiDefinition> = {}, invocation: Invocation | 'never' = ok, clock = { now: 0 }) {
  const events: Record<string, unknown>[] = [];
  const api = await startApi(
    { ...definition, ...changes },
    {
      now: () => clock.now,
      invoke: () => (event) => {
        events.push(JSON.parse(event));
        return invocation === 'never' ? new Promise(() => undefined) : Promise.resolve(invocation);
      },
    },
  );
  closing.push(api.close);
  return { api, events, clock };
}

interface Call {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function send(
  url: string,
  { path = '/classify', method = 'POST', headers = {}, body = '{"a": "b"}' }: Call = {},
) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'x-api-key': key.value, 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('API Gateway answers itself', () => {
  test.each<readonly [string, Call, number, string, string]>([
    ['an unknown path', { path: '/other' }, 403, 'Missing Authentication Token', 'MissingAuthenticationTokenException'],
    [
      'an unknown method',
      { method: 'GET' },
      403,
      'Missing Authentication Token',
      'MissingAuthenticationTokenException',
    ],
    [
      'a path outside of the stage',
      { path: '/../classify' },
      403,
      'Missing Authentication Token',
      'MissingAuthenticationTokenException',
    ],
    ['no key', { headers: { 'x-api-key': '' } }, 403, 'Forbidden', 'ForbiddenException'],
    ['a wrong key', { headers: { 'x-api-key': 'other' } }, 403, 'Forbidden', 'ForbiddenException'],
    ['a body that is no JSON', { body: '{' }, 400, 'Invalid request body', 'BadRequestException'],
    ['an empty body', { body: '' }, 400, 'Invalid request body', 'BadRequestException'],
    ['a body that misses a field', { body: '{}' }, 400, 'Invalid request body', 'BadRequestException'],
    ['a field of the wrong type', { body: '{"a": 1}' }, 400, 'Invalid request body', 'BadRequestException'],
    [
      'a body above 10 MB',
      { body: `{"a": "${'x'.repeat(10 * 1024 * 1024)}"}` },
      413,
      'Request Too Long',
      'RequestTooLongException',
    ],
  ])('%s', async (_what, call, status, message, errorType) => {
    const { api, events } = await start();
    const answer = await send(api.url, call);
    expect({ ...answer, headers: undefined }).toEqual({
      status,
      text: JSON.stringify({ message }),
      headers: undefined,
    });
    expect(answer.headers.get('x-amzn-errortype')).toBe(errorType);
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('x-amz-apigw-id')).toMatch(/=$/);
    expect(events).toEqual([]);
  });

  test('a body without a model for its type is not checked', async () => {
    const { api } = await start();
    expect((await send(api.url, { headers: { 'content-type': 'text/plain' }, body: 'anything' })).status).toBe(200);
  });

  test('the rest of a connection is usable after a body that was too large', async () => {
    const { api } = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const statuses: number[] = [];
    for (const size of [11 * 1024 * 1024, 1]) {
      const status = await new Promise<number>((resolve, reject) => {
        const headers = { 'x-api-key': key.value };
        const sent = request(`${api.url}/classify`, { method: 'POST', agent, headers }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode ?? 0));
        });
        sent.once('error', reject).end(`{"a": "${'x'.repeat(size)}"}`);
      });
      statuses.push(status);
    }
    agent.destroy();
    expect(statuses).toEqual([413, 200]);
  });

  test.each(['//', 'http://[', '*', '/%zz'])('the request target %s does no harm', async (target) => {
    const { api } = await start();
    const reply = await new Promise<string>((resolve, reject) => {
      const socket = connect(api.port, '127.0.0.1', () => socket.end(`GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`));
      const chunks: Buffer[] = [];
      socket.on('data', (chunk) => chunks.push(chunk)).once('error', reject);
      socket.once('close', () => resolve(Buffer.concat(chunks).toString()));
    });
    expect(reply).toMatch(/^HTTP\/1.1 403 /);
  });
});

describe('the usage plan', () => {
  const plan = { name: 'plan', keys: [key], throttle: { rate: 2, burst: 3 }, quota: undefined };
  const statuses = async (url: string, count: number) => {
    const found: number[] = [];
    for (let index = 0; index < count; index++) found.push((await send(url)).status);
    return found;
  };

  test('lets a burst pass, then its rate', async () => {
    const { api, clock } = await start({ usagePlans: [plan] });
    expect(await statuses(api.url, 4)).toEqual([200, 200, 200, 429]);
    clock.now = 1000;
    expect(await statuses(api.url, 3)).toEqual([200, 200, 429]);
    clock.now = 3_600_000;
    expect(await statuses(api.url, 4)).toEqual([200, 200, 200, 429]);
  });

  test('ends with its quota, until the next month', async () => {
    const quota = { limit: 2, period: 'MONTH' } as const;
    const { api, clock } = await start({ usagePlans: [{ ...plan, throttle: undefined, quota }] });
    clock.now = Date.UTC(2026, 0, 31, 23, 59);
    expect(await statuses(api.url, 3)).toEqual([200, 200, 429]);
    expect((await send(api.url)).text).toBe('{"message":"Limit Exceeded"}');
    clock.now = Date.UTC(2026, 1, 1);
    expect(await statuses(api.url, 1)).toEqual([200]);
  });

  test('limits each key for itself, the stage limits all', async () => {
    const second = { ...plan, keys: [{ id: 'key-2', value: 'second-second-second' }] };
    const { api } = await start({
      usagePlans: [plan, second],
      methods: [{ ...method, throttle: { rate: 1, burst: 5 } }],
    });
    expect(await statuses(api.url, 4)).toEqual([200, 200, 200, 429]);
    const others = await Promise.all(
      [1, 2, 3].map(() => send(api.url, { headers: { 'x-api-key': 'second-second-second' } })),
    );
    expect(others.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
  });
});

describe('configured gateway responses', () => {
  const responses = [
    {
      type: 'THROTTLED',
      statusCode: 420,
      templates: { 'application/json': '{"m": $context.error.messageString, "t": "$context.error.responseType"}' },
      parameters: { 'gatewayresponse.header.Retry-After': "'1'", 'gatewayresponse.header.X-Id': 'context.requestId' },
    },
    {
      type: 'DEFAULT_4XX',
      statusCode: undefined,
      templates: { 'text/plain': '$context.error.message at $context.path' },
      parameters: {},
    },
    {
      type: 'DEFAULT_5XX',
      statusCode: undefined,
      templates: { 'application/json': '{"id": "$context.requestId"}' },
      parameters: {},
    },
  ];

  test('of the type itself', async () => {
    const usagePlans = [{ name: 'p', keys: [key], throttle: { rate: 1, burst: 0 }, quota: undefined }];
    const { api } = await start({ gatewayResponses: responses, usagePlans });
    const answer = await send(api.url);
    expect(answer).toMatchObject({ status: 420, text: '{"m": "Too Many Requests", "t": "THROTTLED"}' });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.headers.get('x-id')).toBe(answer.headers.get('x-amzn-requestid'));
  });

  test('of the default for its class', async () => {
    const { api } = await start({ gatewayResponses: responses }, { kind: 'reply', payload: 'null' });
    const refused = await send(api.url, { path: '/none' });
    expect(refused).toMatchObject({ status: 403, text: 'Missing Authentication Token at /v1/none' });
    expect(refused.headers.get('content-type')).toBe('text/plain');
    const failed = await send(api.url);
    expect(failed.status).toBe(502);
    expect(JSON.parse(failed.text)).toEqual({ id: failed.headers.get('x-amzn-requestid') });
  });
});

describe('the function behind it', () => {
  test('gets the proxy event', async () => {
    const { api, events } = await start({}, ok, { now: Date.UTC(2026, 3, 9, 12, 34, 56) });
    await send(api.url, { path: '/classify?x=1&x=2&y=%20', headers: { 'X-Custom': 'u' } });
    expect(events).toEqual([
      expect.objectContaining({
        resource: '/classify',
        path: '/classify',
        httpMethod: 'POST',
        queryStringParameters: { x: '2', y: ' ' },
        multiValueQueryStringParameters: { x: ['1', '2'], y: [' '] },
        pathParameters: null,
        stageVariables: null,
        body: '{"a": "b"}',
        isBase64Encoded: false,
        headers: expect.objectContaining({ 'x-api-key': key.value, 'X-Forwarded-Proto': 'https', 'X-Custom': 'u' }),
        requestContext: expect.objectContaining({
          stage: 'v1',
          path: '/v1/classify',
          resourcePath: '/classify',
          apiId: 'abc123',
          accountId: '123456789012',
          requestTime: '09/Apr/2026:12:34:56 +0000',
          requestTimeEpoch: Date.UTC(2026, 3, 9, 12, 34, 56),
          identity: expect.objectContaining({ apiKey: key.value, apiKeyId: 'key-1', sourceIp: '127.0.0.1' }),
        }),
      }),
    ]);
  });

  test('gets the parameters of the path', async () => {
    const methods = [
      { ...method, path: '/{proxy+}' },
      { ...method, path: '/mails/{id}' },
      { ...method, path: '/mails/all.x' },
    ];
    const { api, events } = await start({ methods });
    for (const path of ['/mails/7', '/mails/all.x', '/mails/allyx', '/a/b']) await send(api.url, { path });
    expect(events.map(({ pathParameters }) => pathParameters)).toEqual([
      { id: '7' },
      null,
      { id: 'allyx' },
      { proxy: 'a/b' },
    ]);
  });

  test('answers with status, headers and body', async () => {
    const payload = JSON.stringify({
      statusCode: 503,
      headers: { 'content-type': 'text/plain', 'Retry-After': 2 },
      multiValueHeaders: { 'X-Many': ['a', 'b'] },
      body: 'später',
    });
    const { api } = await start({}, { kind: 'reply', payload });
    const answer = await send(api.url);
    expect(answer).toMatchObject({ status: 503, text: 'später' });
    expect(['content-type', 'retry-after', 'x-many'].map((name) => answer.headers.get(name))).toEqual([
      'text/plain',
      '2',
      'a, b',
    ]);
    expect(answer.headers.get('x-amzn-errortype')).toBeNull();
  });

  test('has no say in how the answer is sent', async () => {
    const headers = { 'Content-Length': '1', 'content-length': '2', connection: 'close', 'X-A': 'one', 'x-a': 'two' };
    const { api } = await start({}, reply({ statusCode: '201', headers, body: 'whole' }));
    const answer = await send(api.url);
    expect(answer).toMatchObject({ status: 201, text: 'whole' });
    expect(['content-length', 'connection', 'x-a'].map((name) => answer.headers.get(name))).toEqual([
      '5',
      'keep-alive',
      'two',
    ]);
  });

  test.each<readonly [string, Invocation | 'never', number, string]>([
    ['throws', { kind: 'error', errorType: 'Error', errorMessage: 'secret' }, 502, 'Internal server error'],
    ['returns nothing', { kind: 'reply', payload: 'null' }, 502, 'Internal server error'],
    ['returns a text', { kind: 'reply', payload: '"ok"' }, 502, 'Internal server error'],
    ['returns no status', { kind: 'reply', payload: '{"body": "x"}' }, 502, 'Internal server error'],
    [
      'returns an object as body',
      { kind: 'reply', payload: '{"statusCode": 200, "body": {}}' },
      502,
      'Internal server error',
    ],
    [
      'returns lists as headers',
      { kind: 'reply', payload: '{"statusCode": 200, "headers": {"a": ["b"]}}' },
      502,
      'Internal server error',
    ],
    [
      'returns a header that HTTP cannot carry',
      reply({ statusCode: 200, headers: { a: 'b\nc: d' } }),
      502,
      'Internal server error',
    ],
    ['returns a header without a name', reply({ statusCode: 200, headers: { '': 'b' } }), 502, 'Internal server error'],
    ['returns a status that HTTP has not', reply({ statusCode: 42 }), 502, 'Internal server error'],
    ['cannot take the event', { kind: 'too-large' }, 413, 'Request Too Long'],
    ['is too slow', 'never', 504, 'Endpoint request timed out'],
  ])('%s', async (_what, invocation, status, message) => {
    const { api } = await start(
      { methods: [{ ...method, integrationTimeout: invocation === 'never' ? 20 : 5000 }] },
      invocation,
    );
    expect(await send(api.url)).toMatchObject({ status, text: JSON.stringify({ message }) });
  });
});
