import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findLeftovers, titleOf } from '../../../operations/adopt/find-leftovers';
import { organisation } from '../../../operations/adopt/find-objects';
import { wantedObjects } from '../../../operations/adopt/wanted-objects';
import { takenSentence } from '../../../operations/preflight/taken-sentence';
import type { RecordedInstance } from '../../../operations/terraform/read-state';
import type { StackJson } from '../../../operations/terraform/synthesized-stack';
import { genesysAddress } from '../../../publishing/genesys-client/address';
import { connect } from '../../../publishing/genesys-client/connect';
import { type GenesysApi, startGenesysApi } from '../../../stand-ins/genesys-platform/start-genesys-api';

const FLOW = 'Email Routing dev';
const stack: StackJson = {
  resource: {
    genesyscloud_routing_queue: { ira: { name: 'IRA' }, desk: { name: 'Desk $$' + '{1}' } },
    genesyscloud_integration: { classifier: { config: { name: 'Email classifier dev' } } },
    genesyscloud_integration_credential: { key: { name: 'Email classifier dev key' } },
    genesyscloud_integration_action: { ask: { category: 'Email classifier dev', name: 'Classify' } },
    genesyscloud_user: { ann: { email: 'Ann@example.com' } },
    genesyscloud_flow: { flow: { for_each: { [FLOW]: true } } },
    genesyscloud_routing_email_domain: { mail: { domain_id: 'acme', subdomain: true } },
    genesyscloud_routing_email_route: {
      support: { pattern: 'support', domain_id: '$' + '{genesyscloud_routing_email_domain.mail.id}' },
    },
  },
  moved: [
    { from: 'genesyscloud_routing_queue.older', to: 'genesyscloud_routing_queue.old' },
    { from: 'genesyscloud_routing_queue.old', to: 'genesyscloud_routing_queue.ira' },
  ],
};

let api: GenesysApi;
beforeEach(async () => {
  api = await startGenesysApi({ users: [{ email: 'ann@example.com', name: 'Ann' }] });
});
afterEach(() => api.close());

function there() {
  const address = genesysAddress('us-east-1', {
    GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
    GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
    GENESYSCLOUD_GATEWAY_PORT: String(api.port),
  });
  return organisation(connect(address, api.client, { fetch, wait: async () => {} }), [FLOW]);
}

const leftovers = (recorded: readonly RecordedInstance[] = [], claimed: readonly string[] = []) =>
  findLeftovers(wantedObjects(stack), recorded, there(), claimed);
const titles = async (...args: Parameters<typeof leftovers>) =>
  (await leftovers(...args)).map(({ wanted }) => titleOf(wanted.identity));
const recorded = (address: string, id: string): RecordedInstance => ({
  ...{ address, id, type: address.split('.')[0] ?? '', key: undefined, tainted: false, attributes: {} },
});

function putQueue(id: string, name: string, members: readonly string[] = []): void {
  const ring = new Map(members.map((one) => [one, 1]));
  api.store.queues.set(id, { id, name, fields: { name }, members: ring, codes: new Set() });
}
function putRoute(id: string, pattern: string, flow?: string): void {
  const fields = { pattern, fromName: 'A', ...(flow ? { flow: { id: flow } } : { queue: { id: 'q', name: 'Sales' } }) };
  api.store.routes.set(id, { id, domainId: 'acme.mypurecloud.com', pattern, fields });
}
const putDomain = () => api.store.domains.set('acme.mypurecloud.com', { id: 'acme.mypurecloud.com', subDomain: true });
function putFlow(id: string, name: string): void {
  api.store.flows.set(id, {
    ...{ id, name, type: 'INBOUNDEMAIL', description: '', divisionId: '', lockedBy: null, versions: [] },
    ...{ savedVersion: null, checkedInVersion: null, publishedVersion: null, datePublished: null, hiddenSearches: 0 },
  });
}

test('an organisation without them has nothing in the way but the agent', async () => {
  expect(await titles()).toEqual(['user Ann@example.com']);
});

describe('a queue of a wanted name', () => {
  test('is in the way, whatever is in its name', async () => {
    putQueue('q1', 'IRA', ['ann']);
    putQueue('q2', 'Desk $' + '{1}');
    putQueue('q3', 'IRA rollover');
    const found = await leftovers();
    expect(found.map(({ found }) => [found.id, found.note])).toEqual([
      [expect.any(String), undefined],
      ['q1', '1 members'],
      ['q2', undefined],
    ]);
  });

  test.each(['ira', 'old', 'older'])(
    'is not when the state holds it, under %s or where it moves from',
    async (name) => {
      putQueue('q1', 'IRA');
      expect(await titles([recorded(`genesyscloud_routing_queue.${name}`, 'q1')])).not.toContain('queue IRA');
    },
  );

  test('cannot be taken over when the state holds another one in its place', async () => {
    putQueue('q1', 'IRA');
    const [, queue] = await leftovers([recorded('genesyscloud_routing_queue.ira', 'renamed')]);
    expect(queue?.hindrance).toContain('renamed');
  });
});

test('an action that differs in case alone is in the way: it keeps the flow from being published', async () => {
  api.store.actions.set('a1', {
    ...{ id: 'a1', name: 'CLASSIFY', category: 'email classifier DEV', integrationId: '', secure: false, version: 1 },
    config: { request: {}, response: {} },
    contract: { input: { inputSchema: {} }, output: { successSchema: {} } },
  });
  expect(await titles()).toContain('data action Email classifier dev / Classify');
});

describe('an integration without name and settings', () => {
  const bare = { name: 'New', version: 1, properties: {}, advanced: {}, notes: '', credentials: {} };
  const put = (config = bare) =>
    api.store.integrations.set('i1', { id: 'i1', type: 'custom-rest-actions', intendedState: 'DISABLED', config });
  const begun = recorded('genesyscloud_integration_credential.key', 'c1');

  test('is what a killed deploy left, if the state shows that there was one', async () => {
    put();
    expect(await titles([begun])).toContain('integration Email classifier dev');
    expect(await titles()).not.toContain('integration Email classifier dev');
  });
  test('is somebody else’s when it has notes', async () => {
    put({ ...bare, notes: 'ours' });
    expect(await titles([begun])).not.toContain('integration Email classifier dev');
  });
});

describe('domain and route', () => {
  test('with nothing but what leads to our flow are ours', async () => {
    putDomain();
    putFlow('f1', FLOW);
    putRoute('r1', 'Support', 'f1');
    const found = (await leftovers()).filter(({ wanted }) => /domain|route/.test(wanted.identity.kind));
    expect(found.map(({ found, hindrance }) => [found.importId, hindrance])).toEqual([
      ['acme.mypurecloud.com', undefined],
      ['acme.mypurecloud.com/r1', undefined],
    ]);
  });

  test('that lead elsewhere are not, unless somebody claims the route', async () => {
    putDomain();
    putRoute('r1', 'support');
    const address = 'genesyscloud_routing_email_route.support';
    const hindrances = async (...claimed: string[]) =>
      (await leftovers([], claimed))
        .filter(({ wanted }) => /domain|route/.test(wanted.identity.kind))
        .map(({ hindrance }) => hindrance);
    expect(await hindrances()).toEqual(['it has routes that are not ours: support', 'it leads to the queue Sales']);
    expect(await hindrances(address)).toEqual(['it has routes that are not ours: support', undefined]);
  });
});

test('a flow is held by whoever published it', async () => {
  putFlow('f1', FLOW);
  expect(await titles()).toContain(`flow ${FLOW}`);
  const archy = { ...recorded(`terraform_data.lifecycle["${FLOW}"]`, 'x'), key: FLOW };
  expect(await titles([archy])).not.toContain(`flow ${FLOW}`);
});

test('what is in the way is told with every way on', async () => {
  putQueue('q1', 'IRA');
  const queue = (await leftovers()).find(({ found }) => found.id === 'q1');
  if (queue === undefined) throw new Error('not found');
  expect(takenSentence({ name: 'dev' }, queue)).toBe(
    'the organisation has a queue IRA (q1) that the state of routing-dev does not hold. ' +
      'Either take it over: npm run adopt -- dev; or use it as it is: `existing: true` in config/categories.yaml; ' +
      'or give ours another name: there, or set genesys.namePrefix in config/dev.yaml; or delete it in Genesys Cloud, if nobody needs it',
  );
});
