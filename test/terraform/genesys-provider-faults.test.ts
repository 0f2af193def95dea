import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type GenesysApi, startGenesysApi } from '../../stand-ins/genesys-platform/start-genesys-api';
import { installGenesysProvider, type StandInVersion } from '../../stand-ins/genesys-provider/install';

// What the real provider was seen to do to an organisation, exit code 0. Each test fails when the stand-in is kinder than that.
const PEOPLE = ['ann', 'bob', 'cem'];
let work: string;
let api: GenesysApi;
beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'provider-faults-'));
  mkdirSync(join(work, 'stack'));
  api = await startGenesysApi({
    users: PEOPLE.map((name) => ({ email: `${name}@example.com`, name })),
    domains: ['mail.mypurecloud.com'],
    groups: ['Night shift'],
  });
});
afterEach(async () => {
  await api.close();
  rmSync(work, { recursive: true, force: true });
});

function terraform(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const all = [`-chdir=${join(work, 'stack')}`, ...args, '-no-color'];
    execFile('terraform', all, { env: variables(), maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
}

async function init(resource: object, version: StandInVersion = '1.82.0'): Promise<void> {
  installGenesysProvider(process.cwd(), join(work, 'mirror'), version);
  writeFileSync(
    join(work, 'terraformrc'),
    `provider_installation {\n  filesystem_mirror {\n    path = "${work}/mirror"\n  }\n}\n`,
  );
  write(resource);
  expect(await terraform('init', '-input=false')).toMatchObject({ code: 0 });
}

function write(resource: object): void {
  const main = {
    terraform: { required_providers: { genesyscloud: { source: 'mypurecloud/genesyscloud' } } },
    provider: {
      genesyscloud: { token_pool_size: 1, gateway: { protocol: 'http', host: '127.0.0.1', port: String(api.port) } },
    },
    resource,
  };
  writeFileSync(join(work, 'stack/main.tf.json'), JSON.stringify(main));
}

const apply = () => terraform('apply', '-auto-approve', '-input=false');
/** 0: no changes, 2: changes. */
const planned = async () => (await terraform('plan', '-input=false', '-detailed-exitcode')).code;
const ids = () => [...api.store.users.values()].map(({ id }) => id);
const queueOf = (name: string) => {
  const found = [...api.store.queues.values()].find((queue) => queue.name === name);
  if (found === undefined) throw new Error(`no queue ${name}`);
  return found;
};
const membersOf = (name: string) => [...queueOf(name).members.keys()];
function addByHand(name: string, members: readonly string[]): void {
  const queue = queueOf(name);
  api.store.queues.set(queue.id, { ...queue, members: new Map(members.map((id) => [id, 1])) });
}
const queue = (settings: object) => ({ genesyscloud_routing_queue: { ira: { name: 'IRA', ...settings } } });

describe('members', () => {
  const members = () => ids().map((user_id) => ({ user_id }));

  test('declared after ignore_members: the queue is emptied, and only a second apply puts them in', async () => {
    await init(queue({ ignore_members: true }));
    expect(await apply()).toMatchObject({ code: 0 });
    addByHand('IRA', ids());
    write(queue({ members: members() }));
    expect(await apply()).toMatchObject({ code: 0 });
    expect(membersOf('IRA')).toEqual([]);
    expect(await planned()).toBe(2);
    expect(await apply()).toMatchObject({ code: 0 });
    expect(membersOf('IRA').sort()).toEqual(ids().sort());
  });

  test('that nobody declares are removed by any update', async () => {
    await init(queue({}));
    expect(await apply()).toMatchObject({ code: 0 });
    addByHand('IRA', ids());
    expect(await planned()).toBe(2);
    write(queue({ description: 'other' }));
    expect(await apply()).toMatchObject({ code: 0 });
    expect(membersOf('IRA')).toEqual([]);
  });

  test('under lifecycle.ignore_changes stay, and are taken over exactly once they are declared', async () => {
    await init(queue({ lifecycle: { ignore_changes: ['members'] } }));
    expect(await apply()).toMatchObject({ code: 0 });
    addByHand('IRA', ids());
    expect(await planned()).toBe(0);
    write(queue({ description: 'other', lifecycle: { ignore_changes: ['members'] } }));
    expect(await apply()).toMatchObject({ code: 0 });
    expect(membersOf('IRA').sort()).toEqual(ids().sort());
    write(queue({ description: 'other', members: members().slice(1) }));
    expect(await apply()).toMatchObject({ code: 0 });
    expect(membersOf('IRA').sort()).toEqual(ids().slice(1).sort());
    expect(await planned()).toBe(0);
  });
});

test('what the configuration leaves out of a queue is wiped or reset by any update, and the plan shows it', async () => {
  await init(queue({}));
  expect(await apply()).toMatchObject({ code: 0 });
  const ira = queueOf('IRA');
  const [group = ''] = [...api.store.groups.keys()];
  const byHand = {
    name: 'IRA',
    memberGroups: [{ id: group, type: 'GROUP' }],
    emailInQueueFlow: { id: 'a-flow' },
    defaultScripts: { EMAIL: { id: 'a-script' } },
    cannedResponseLibraries: { mode: 'SelectedOnly', libraryIds: ['a-library'] },
    routingRules: [{ operator: 'ANY', threshold: 0, waitSeconds: 5 }],
    outboundEmailAddress: { domain: { id: 'mail.mypurecloud.com' }, route: { id: 'a-route' } },
    onHoldPrompt: { id: 'a-prompt' },
    callingPartyName: 'Acme',
    scoringMethod: 'PriorityOnly',
    autoAnswerOnly: false,
  };
  api.store.queues.set(ira.id, { ...ira, fields: byHand });
  const { output } = await terraform('plan', '-input=false');
  for (const lost of ['groups', 'email_in_queue_flow_id', 'default_script_ids', 'canned_response_libraries'])
    expect(output).toContain(lost);
  expect(await apply()).toMatchObject({ code: 0 });
  const { fields } = queueOf('IRA');
  expect(fields).toMatchObject({ memberGroups: null, routingRules: null, callingPartyName: '', autoAnswerOnly: true });
  for (const gone of ['emailInQueueFlow', 'defaultScripts', 'cannedResponseLibraries', 'outboundEmailAddress'])
    expect(fields).not.toHaveProperty(gone);
});

test('a credential whose update was refused counts as written: the next plan is empty, the old key stays', async () => {
  const key = (apiKey: string) => ({
    genesyscloud_integration_credential: {
      key: { name: 'k', credential_type_name: 'userDefined', fields: { apiKey } },
    },
  });
  await init(key('old'));
  expect(await apply()).toMatchObject({ code: 0 });
  const credential = { method: 'PUT', route: '/api/v2/integrations/credentials/{id}' };
  api.faults.add({ ...credential, times: 1, mishap: { status: 400, body: { message: 'refused' } } });
  write(key('new'));
  expect(await apply()).toMatchObject({ code: 1, output: expect.stringContaining('refused') });
  expect(await planned()).toBe(0);
  expect([...api.store.credentials.values()].map(({ fields }) => fields)).toEqual([{ apiKey: 'old' }]);
});

describe('an e-mail domain that the organisation has', () => {
  const domain = { genesyscloud_routing_email_domain: { mail: { domain_id: 'mail', subdomain: true } } };

  test('stops 1.82.0', async () => {
    await init(domain);
    expect(await apply()).toMatchObject({ code: 1, output: expect.stringContaining('domain already exists') });
  });

  test('is taken over by 1.84.1 without a word, and then destroyed as if it were ours', async () => {
    await init(domain, '1.84.1');
    expect(await apply()).toMatchObject({ code: 0 });
    expect(await terraform('destroy', '-auto-approve')).toMatchObject({ code: 0 });
    expect(api.dump().domains).toEqual([]);
  });
});

test('a create that is killed after the platform has done it leaves an object that no state knows', async () => {
  await init(queue({}));
  api.faults.add({ method: 'POST', route: '/api/v2/routing/queues', times: 1, mishap: 'done unanswered' });
  const killed = execFile('terraform', [`-chdir=${join(work, 'stack')}`, 'apply', '-auto-approve'], {
    env: variables(),
  });
  const ended = new Promise((resolve) => killed.once('close', resolve));
  while (api.dump().queues.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  process.kill(killed.pid ?? 0, 'SIGKILL');
  await ended;
  api.faults.clear();
  expect(await terraform('apply', '-auto-approve', '-lock=false')).toMatchObject({
    code: 1,
    output: expect.stringContaining('already exists'),
  });
});

function variables(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TF_CLI_CONFIG_FILE: join(work, 'terraformrc'),
    TF_DISABLE_PLUGIN_TLS: '1',
    CHECKPOINT_DISABLE: '1',
    GENESYSCLOUD_OAUTHCLIENT_ID: api.client.id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: api.client.secret,
  };
}
