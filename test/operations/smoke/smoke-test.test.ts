import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../../config/load-configuration';
import { dataActionName } from '../../../flows/data-action';
import { type SmokeHop, smokeTable } from '../../../operations/smoke/smoke-hop';
import { type SmokeTest, smokeTest } from '../../../operations/smoke/smoke-test';
import { connect } from '../../../publishing/genesys-client/connect';
import { beginConversation } from '../../../stand-ins/genesys-platform/conversations';
import { type GenesysApi, startGenesysApi } from '../../../stand-ins/genesys-platform/start-genesys-api';
import type { Client } from '../../../stand-ins/genesys-platform/store';
import { routingEnvironment } from '../../support/routing-environment';

const KEY = 'the-key-of-the-api';
const environment = routingEnvironment();
const { categories } = loadConfiguration(process.cwd());
const MESSAGES = categories.categories.map(({ label, queue }) => [
  {
    category: label,
    queue: queue ?? categories.fallbackQueue,
    subject: `about ${label}`,
    body: `I ask about ${label}`,
  },
]);

let genesys: GenesysApi;
let api: Server;
let client: { -readonly [Name in keyof Client]: Client[Name] };
/** What the API answers with; undefined: as it should. */
let broken: number | undefined;
let options: SmokeTest;
let now: number;

beforeEach(async () => {
  broken = undefined;
  now = 0;
  api = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const status = broken ?? (request.headers['x-api-key'] === KEY ? 200 : 403);
    const { EmailSubject = '' } = JSON.parse(text) as { EmailSubject?: string };
    const found = categories.categories.find(({ label }) => EmailSubject.includes(`about ${label}`));
    const answer = { QueueName: found?.queue ?? '', Confidence: 0.9, Category: found?.label ?? '', Reason: 'matched' };
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? answer : { message: `refused the key ${KEY}` }));
  }).listen(0, '127.0.0.1');
  const url = () => `http://127.0.0.1:${(api.address() as AddressInfo).port}/classify`;
  client = { id: 'smoke', secret: 's' };
  genesys = await startGenesysApi({
    clients: [client],
    runFlow: async ({ subject }) => {
      const reply = await fetch(url(), {
        method: 'POST',
        headers: { 'X-API-Key': KEY },
        body: JSON.stringify({ EmailSubject: subject }),
      });
      return reply.ok
        ? ((await reply.json()) as { QueueName: string }).QueueName || categories.fallbackQueue
        : categories.fallbackQueue;
    },
  });
  const { store } = genesys;
  for (const [index, name] of [...new Set(MESSAGES.flat().map(({ queue }) => queue))].entries()) {
    store.queues.set(`q${index}`, { id: `q${index}`, name, fields: { name }, members: new Map(), codes: new Set() });
  }
  const { category, name } = dataActionName(environment);
  store.credentials.set('c', { id: 'c', name: `${category} key`, type: 'userDefined', fields: { apiKey: KEY } });
  store.integrations.set('i', {
    ...{ id: 'i', type: 'custom-rest-actions', intendedState: 'ENABLED' },
    config: {
      name: category,
      version: 1,
      properties: {},
      advanced: {},
      notes: '',
      credentials: { basicAuth: { id: 'c' } },
    },
  });
  store.actions.set('a', {
    ...{ id: 'a', name, category, integrationId: 'i', secure: false, version: 1 },
    config: {
      request: {
        requestUrlTemplate: url(),
        requestTemplate: `\${input.rawRequest}`,
        headers: { 'X-API-Key': `\${credentials.apiKey}` },
      },
      response: {},
    },
    contract: { input: { inputSchema: {} }, output: { successSchema: {} } },
  });
  store.flows.set('f', {
    ...{
      id: 'f',
      name: environment.flow.name,
      type: 'INBOUNDEMAIL',
      description: '',
      divisionId: 'home',
      lockedBy: null,
    },
    versions: [{ id: '1', text: '', createdByClient: 'x', created: 0 }],
    ...{ savedVersion: '1', checkedInVersion: '1', publishedVersion: '1', datePublished: 0, hiddenSearches: 0 },
  });
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
  options = {
    ...{ environment, categories, messages: MESSAGES, nonce: 'n0nce', patience: 60_000 },
    deployed: { url: url(), key: KEY },
    genesys: connect({ api: genesys.url, login: genesys.url, location: '' }, client, { fetch, wait: pause }),
    agree: async () => true,
    sendMail: async ({ subject, text }) => void beginConversation(store, 'f', subject, text),
    clock: () => now,
    wait: async (milliseconds) => {
      now += milliseconds;
      await pause();
    },
  };
});
afterEach(async () => {
  api.closeAllConnections();
  api.close();
  await genesys.close();
});

const left = () => [...genesys.store.conversations.values()].filter(({ ended }) => !ended);
const short = (hops: readonly SmokeHop[]) => hops.map(({ hop, ok }) => `${hop} ${ok ? 'ok' : 'FAILED'}`);

test('a deployment that works is green on every hop, and nothing is left', async () => {
  const hops = await smokeTest(options);
  expect(short(hops)).toEqual([...MESSAGES.map(() => 'api ok'), 'data action ok', 'flow ok', 'mail ok']);
  expect(genesys.store.conversations.size).toBe(2);
  expect(left()).toEqual([]);
  expect([...genesys.store.conversations.values()].every(({ subject }) => subject.startsWith('TEST n0nce'))).toBe(true);
  expect(genesys.unknownCalls()).toEqual([]);
});

test('nothing that agents could see is made when nobody agrees', async () => {
  const hops = await smokeTest({ ...options, agree: async () => false });
  expect(short(hops)).toEqual([...MESSAGES.map(() => 'api ok'), 'data action ok']);
  expect(genesys.store.conversations.size).toBe(0);
});

test('a message that the classifier takes for another is followed by the next of its category', async () => {
  const [first, ...others] = MESSAGES;
  const [right] = first ?? [];
  if (right === undefined) throw new Error('no message');
  const wrong = { ...right, subject: others[0]?.[0]?.subject ?? '' };
  const hops = await smokeTest({ ...options, messages: [[wrong, right], ...others] });
  expect(hops.every(({ ok }) => ok)).toBe(true);
});

const RED: readonly (readonly [fault: string, break_: () => void, hop: SmokeHop['hop'], said: RegExp])[] = [
  [
    'the API refuses the key',
    () => {
      broken = 403;
    },
    'api',
    /the key is missing or wrong/,
  ],
  [
    'the API is over its plan',
    () => {
      broken = 429;
    },
    'api',
    /over the usage plan/,
  ],
  [
    'the classifier is not in service',
    () => {
      broken = 503;
    },
    'api',
    /not in service/,
  ],
  [
    'the API does not answer',
    () => {
      options = { ...options, deployed: { url: 'http://127.0.0.1:1/', key: KEY } };
    },
    'api',
    /no answer/,
  ],
  [
    'the credential has another key',
    () => genesys.store.credentials.set('c', { id: 'c', name: 'x', type: 'userDefined', fields: { apiKey: 'old' } }),
    'data action',
    /with 403[\s\S]*does not hold the key/,
  ],
  [
    'the integration is disabled',
    () => {
      const found = genesys.store.integrations.get('i');
      if (found) genesys.store.integrations.set('i', { ...found, intendedState: 'DISABLED' });
    },
    'data action',
    /before its first step/,
  ],
  ['the data action is gone', () => genesys.store.actions.clear(), 'data action', /no data action/],
  [
    'the client may not run actions',
    () => {
      client.permissions = ['integrations:action:view'];
    },
    'data action',
    /integrations:action:execute/,
  ],
  ['the flow is gone', () => genesys.store.flows.clear(), 'flow', /no flow/],
  [
    'the client may not make conversations',
    () => {
      client.permissions = ['architect:flow:view'];
    },
    'flow',
    /conversation:communication:view/,
  ],
  [
    'the client may not end conversations',
    () => {
      client.permissions = ['architect:flow:view', 'conversation:email:create', 'conversation:communication:view'];
    },
    'flow',
    /conversation:communication:disconnect/,
  ],
  ['the flow finds no queue', () => genesys.store.queues.clear(), 'flow', /ended in error/],
  [
    'the flow never ends',
    () => {
      genesys.store.runFlow = () => new Promise(() => {});
    },
    'flow',
    /in no queue after 60 s/,
  ],
  [
    'the flow takes it for another',
    () => {
      genesys.store.runFlow = async () => categories.fallbackQueue;
    },
    'flow',
    /not as expected/,
  ],
  [
    'the message never arrives',
    () => {
      options = { ...options, sendMail: async () => {} };
    },
    'mail',
    /did not arrive/,
  ],
  [
    'the mail server refuses',
    () => {
      options = {
        ...options,
        sendMail: async () => {
          throw new Error('550: no such user');
        },
      };
    },
    'mail',
    /no such user/,
  ],
];

describe('red for a broken hop, without the key and with nothing left', () => {
  test.each(RED)('%s', async (_, break_, hop, said) => {
    break_();
    const hops = await smokeTest(options);
    const failed = hops.filter((one) => one.hop === hop);
    expect(failed.some(({ ok }) => !ok)).toBe(true);
    expect(smokeTable(failed)).toMatch(said);
    expect(smokeTable(hops)).not.toContain(KEY);
    expect(left()).toEqual([]);
  });
});
