import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeDataAction } from '../../../sandbox/data-action/data-action';
import {
  type DataActionDefinition,
  DataActionDefinitionError,
} from '../../../sandbox/data-action/data-action-definition';
import { createSendRequest, type Reply, type Request } from '../../../sandbox/data-action/send-request';

/** A Velocity reference. */
const ref = (name: string) => `\${${name}}`;

const object = (properties: Record<string, unknown>, required: readonly string[] = []) => ({
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  properties,
  required,
});

const definition: DataActionDefinition = {
  category: 'Email',
  name: 'Classify',
  inputContract: object({ EmailSubject: { type: 'string' }, EmailBody: { type: 'string' } }, [
    'EmailSubject',
    'EmailBody',
  ]),
  outputContract: object({ QueueName: { type: 'string' } }, ['QueueName']),
  timeoutSeconds: 20,
  request: {
    method: 'POST',
    urlTemplate: 'https://api.example.com/v1/classify',
    template: ref('input.rawRequest'),
    headers: { 'X-API-Key': ref('credentials.apiKey') },
  },
  response: { translationMap: {}, translationMapDefaults: {}, successTemplate: ref('rawResult') },
  credentials: { apiKey: 'secret' },
};
const inputs = { EmailSubject: 'Hi "you"', EmailBody: 'line\nline' };
const answer = (body: unknown, status = 200): Reply => ({
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Calls the action once; gives its outcome and the request that went out. */
async function call(
  changes: Partial<DataActionDefinition>,
  reply: Reply,
  given: Parameters<ReturnType<typeof makeDataAction>['call']>[0] = inputs,
) {
  const sent: Request[] = [];
  const action = makeDataAction({ ...definition, ...changes }, async (request) => {
    sent.push(request);
    return reply;
  });
  return { outcome: await action.call(given), request: sent[0] };
}

const request = (changes: Partial<DataActionDefinition['request']>) => ({
  request: { ...definition.request, ...changes },
});
const response = (changes: Partial<DataActionDefinition['response']>) => ({
  response: { ...definition.response, ...changes },
});

describe('the request', () => {
  test('is the inputs as JSON, with the credential in its header', async () => {
    const { outcome, request } = await call({}, answer({ QueueName: 'IRA', Confidence: 0.9 }));
    expect(request).toEqual({
      method: 'POST',
      url: 'https://api.example.com/v1/classify',
      headers: { 'content-type': 'application/json', 'x-api-key': 'secret' },
      body: JSON.stringify(inputs),
    });
    expect(outcome).toEqual({ kind: 'success', outputs: { QueueName: 'IRA', Confidence: 0.9 } });
  });

  test('is made by its own template, which escapes', async () => {
    const template = `{"s": "$esc.jsonEncode($input.EmailSubject)", "b": "$esc.jsonString(${ref('input.EmailBody')})"}`;
    const { request: sent } = await call(request({ template }), answer({ QueueName: '' }));
    expect(JSON.parse(sent?.body ?? '')).toEqual({ s: inputs.EmailSubject, b: inputs.EmailBody });
  });

  test('of a GET has no body; its URL is a template', async () => {
    const urlTemplate = `https://api.example.com/find?q=$esc.url($input.EmailSubject)&n=$!{input.Nothing}`;
    const { request: sent } = await call(request({ method: 'GET', urlTemplate }), answer({ QueueName: '' }));
    expect(sent).toMatchObject({ body: undefined, url: 'https://api.example.com/find?q=Hi%20%22you%22&n=' });
  });

  test('prints the name of a variable that is not there', async () => {
    const headers = { 'X-API-Key': ref('credentials.other'), authorization: 'Basic $encoding.base64("a:b")' };
    const { request: sent } = await call(request({ headers }), answer({ QueueName: '' }));
    expect(sent?.headers).toMatchObject({ 'x-api-key': ref('credentials.other'), authorization: 'Basic YTpi' });
  });

  test('carries any text unchanged', async () => {
    const template = `{"EmailSubject": "$esc.jsonEncode($input.EmailSubject)", "EmailBody": "$esc.jsonEncode($input.EmailBody)"}`;
    const text = fc.string({ unit: 'grapheme-composite' });
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.constantFrom(template, definition.request.template),
        async (subject, body, how) => {
          const given = { EmailSubject: subject, EmailBody: body };
          const { request: sent } = await call(request({ template: how }), answer({ QueueName: '' }), given);
          expect(JSON.parse(sent?.body ?? '')).toEqual(given);
        },
      ),
    );
  });
});

describe('the outcome is a failure', () => {
  test.each([
    ['of an input that is missing', {}, answer({}), { EmailSubject: 'a' }, 'contract.input.invalid', 400],
    [
      'of an input of the wrong type',
      {},
      answer({}),
      { EmailSubject: 1, EmailBody: '' },
      'contract.input.invalid',
      400,
    ],
    [
      'of an input that is NOT_SET',
      {},
      answer({}),
      { EmailSubject: null, EmailBody: '' },
      'contract.input.invalid',
      400,
    ],
    ['of a status that is not 2xx', {}, answer({ message: 'Forbidden' }, 403), inputs, 'request.failed', 403],
    ['of a redirect', {}, answer('', 302), inputs, 'request.failed', 302],
    ['of a reply that is no JSON', {}, answer('<html>'), inputs, 'translation.failed', 500],
    ['of an output that is missing', {}, answer({ Queue: '' }), inputs, 'contract.output.invalid', 500],
    ['of an output of the wrong type', {}, answer({ QueueName: null }), inputs, 'contract.output.invalid', 500],
    ['of a reply that is no object', {}, answer('[]'), inputs, 'contract.output.invalid', 500],
    [
      'of a path that leads nowhere',
      response({ translationMap: { q: '$.none' } }),
      answer({}),
      inputs,
      'translation.failed',
      500,
    ],
  ] as const)('%s', async (_what, changes, reply, given, errorCode, status) => {
    const { outcome } = await call(changes, reply, given);
    expect(outcome).toMatchObject({ kind: 'failure', failure: { errorCode, status, userMessage: expect.any(String) } });
  });
});

describe('the reply', () => {
  const translated = response({
    translationMap: { queue: '$.result.queues[0]', reason: '$.result.reason' },
    translationMapDefaults: { reason: '"none given"' },
    successTemplate: `{"QueueName": ${ref('queue')}, "Reason": ${ref('reason')}}`,
  });

  test('is translated by paths and a template', async () => {
    const { outcome } = await call(translated, answer({ result: { queues: ['I "R" A'], reason: 'sure' } }));
    expect(outcome).toEqual({ kind: 'success', outputs: { QueueName: 'I "R" A', Reason: 'sure' } });
  });

  test('gets the default where a path leads nowhere', async () => {
    const { outcome } = await call(translated, answer({ result: { queues: ['IRA'] } }));
    expect(outcome).toEqual({ kind: 'success', outputs: { QueueName: 'IRA', Reason: 'none given' } });
  });

  test('is taken apart by the platform’s macros', async () => {
    const successTemplate = `{"QueueName": $successTemplateUtils.firstFromArray(${ref('queues')}, '"none"')}`;
    const first = response({ translationMap: { queues: '$.queues[*]' }, successTemplate });
    expect((await call(first, answer({ queues: ['a', 'b'] }))).outcome).toMatchObject({ outputs: { QueueName: 'a' } });
    expect((await call(first, answer({ queues: [] }))).outcome).toMatchObject({ outputs: { QueueName: 'none' } });
  });
});

describe('a definition is refused', () => {
  test.each([
    ['whose input is nested', { inputContract: object({ a: { type: 'object' } }) }, /a is no string/],
    ['whose input has a reserved name', { inputContract: object({ rawRequest: { type: 'string' } }) }, /reserved/],
    ['whose input has a strange name', { inputContract: object({ '1a': { type: 'string' } }) }, /a letter first/],
    ['whose contract refers', { outputContract: object({ a: { $ref: '#/x' } }) }, /output contract: \$ref/],
    ['whose contract is none', { outputContract: 'x' }, /no JSON Schema/],
    ['whose contract is broken', { outputContract: object({ a: { type: 'strin' } }) }, /output contract/],
    ['whose template is broken', request({ template: '#if(' }), /request template: /],
    ['whose macro is unknown', request({ urlTemplate: '$esc.html($input.a)' }), /unknown macro \$esc.html/],
    ['whose path is not understood', response({ translationMap: { a: '$.a[?(@)]' } }), /response: JSONPath/],
  ])('%s', (_what, changes, message) => {
    const make = () => makeDataAction({ ...definition, ...changes }, async () => answer({}));
    expect(make).toThrow(DataActionDefinitionError);
    expect(make).toThrow(message);
  });
});

describe('over HTTP', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void) {
    const server: Server = createServer(handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = createSendRequest((url) => new URL(`http://127.0.0.1:${port}${url.pathname}${url.search}`));
    closing.push(
      client.close,
      () => server.close(),
      () => server.closeAllConnections(),
    );
    return client.send;
  }

  test('the name of the host stays, the connection is kept', async () => {
    const sockets = new Set<unknown>();
    const hosts = new Set<unknown>();
    const send = await serve((request, response) => {
      sockets.add(request.socket);
      hosts.add(request.headers.host);
      request.resume().once('end', () => response.end('{"QueueName": "ü"}'));
    });
    const action = makeDataAction(definition, send);
    for (let count = 0; count < 3; count++) {
      expect(await action.call(inputs)).toEqual({ kind: 'success', outputs: { QueueName: 'ü' } });
    }
    expect([sockets.size, [...hosts]]).toEqual([1, ['api.example.com']]);
  });

  test('a slow service ends in a timeout of the flow, or in a failure of the action, whichever is first', async () => {
    const send = await serve(() => undefined);
    const impatient = makeDataAction({ ...definition, timeoutSeconds: 0.05 }, send);
    const patient = makeDataAction(definition, send);
    expect(await impatient.call(inputs, 60_000)).toMatchObject({
      failure: { errorCode: 'request.timeout', status: 504 },
    });
    expect(await patient.call(inputs, 50)).toEqual({ kind: 'timeout' });
  });

  test('a connection that breaks is a failure', async () => {
    const send = await serve((request) => request.socket.destroy());
    expect(await makeDataAction(definition, send).call(inputs)).toMatchObject({
      failure: { errorCode: 'request.not.sent' },
    });
  });

  test('a header that HTTP cannot carry is a failure', async () => {
    const send = await serve(() => undefined);
    const action = makeDataAction({ ...definition, credentials: { apiKey: 'a\nb' } }, send);
    expect(await action.call(inputs)).toMatchObject({ failure: { errorCode: 'request.not.sent' } });
  });
});
