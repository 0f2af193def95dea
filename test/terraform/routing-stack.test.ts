import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { App } from 'cdktf';
import type { Environment } from '../../config/environment';
import { writeFlowFile } from '../../stacks/artifacts/flow-file';
import { RoutingStack } from '../../stacks/routing-stack';
import { type GenesysApi, startGenesysApi } from '../../stand-ins/genesys-platform/start-genesys-api';
import { installGenesysProvider } from '../../stand-ins/genesys-provider/install';
import { categories, routingEnvironment } from '../support/routing-environment';

const root = process.cwd();

/** Stands in for `scripts/run.mjs scripts/flow.ts preflight|publish|delete`: the calls alone, with the flow file from the stack's assets. */
const INVOKER = `
const [, , , command, ...args] = process.argv;
if (command === 'preflight') process.exit(process.env.NO_ARCHY ? 2 : 0);
const { GENESYS_URL: url, FLOW_FILE: file, GENESYSCLOUD_OAUTHCLIENT_ID: id, GENESYSCLOUD_OAUTHCLIENT_SECRET: secret } = process.env;
const basic = 'Basic ' + Buffer.from(id + ':' + secret).toString('base64');
const login = await fetch(url + '/oauth/token', { method: 'POST', headers: { Authorization: basic }, body: new URLSearchParams({ grant_type: 'client_credentials' }) });
const Authorization = 'Bearer ' + (await login.json()).access_token;
const call = async (method, path, rest = {}) => fetch(url + '/api/v2' + path, { method, headers: { Authorization }, ...rest });
if (command === 'publish') {
  const { readFileSync } = await import('node:fs');
  const job = await (await call('POST', '/flows/jobs')).json();
  await fetch(job.presignedUrl, { method: 'PUT', headers: job.headers, body: readFileSync(file, 'utf8') });
  const { status, messages } = await (await call('GET', '/flows/jobs/' + job.id + '?expand=messages')).json();
  if (status !== 'Success') throw new Error(JSON.stringify(messages));
} else {
  const name = args.find((arg) => arg.startsWith('--name=')).slice(7);
  const { entities } = await (await call('GET', '/flows?type=inboundemail&pageSize=100&name=' + encodeURIComponent(name))).json();
  for (const flow of entities.filter((one) => one.name === name)) {
    const { status } = await call('DELETE', '/flows/' + flow.id);
    if (status !== 204 && status !== 200) throw new Error('DELETE answers ' + status);
  }
}
`;

interface Plan {
  readonly resource_changes?: readonly {
    readonly type: string;
    readonly change: { readonly actions: readonly string[] };
  }[];
}

/** A project folder with the stack in it, and the organisation that it is deployed to. */
async function lab() {
  const work = mkdtempSync(join(tmpdir(), 'routing-'));
  const folder = join(work, 'cdktf.out/stacks/routing-dev');
  installGenesysProvider(root, join(work, 'mirror'));
  writeFileSync(
    join(work, 'terraformrc'),
    `provider_installation {\n  filesystem_mirror {\n    path = "${work}/mirror"\n  }\n}\n`,
  );
  mkdirSync(join(work, 'scripts'));
  writeFileSync(join(work, 'scripts/run.mjs'), INVOKER);
  const api = await startGenesysApi({ domains: ['mail.example.com'] });

  /** Writes the stack; `edit` changes its JSON and the flow alike. */
  function synth(environment: Environment, edit: (text: string) => string = (text) => text): void {
    const app = new App({ outdir: join(work, 'cdktf.out'), skipValidation: true });
    new RoutingStack(app, {
      environment,
      categories,
      flow: writeFlowFile(root, environment, categories),
      api: { url: 'https://api.example.test/v1/classify', key: 'the-secret-key' },
      throughGateway: true,
      root: work,
    });
    app.synth();
    for (const file of [join(folder, 'cdk.tf.json'), flowFile()]) writeFileSync(file, edit(readFileSync(file, 'utf8')));
  }

  function flowFile(): string {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith('.yaml'));
    return join(folder, found ?? '');
  }

  /** Variables of the environment besides: NO_ARCHY lets the first command find that Archy is missing. */
  const besides: Record<string, string> = {};
  function terraform(...args: string[]): Promise<{ code: number; output: string }> {
    const environment = {
      ...process.env,
      ...besides,
      TF_CLI_CONFIG_FILE: join(work, 'terraformrc'),
      TF_DISABLE_PLUGIN_TLS: '1',
      CHECKPOINT_DISABLE: '1',
      GENESYSCLOUD_OAUTHCLIENT_ID: api.client.id,
      GENESYSCLOUD_OAUTHCLIENT_SECRET: api.client.secret,
      GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
      GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
      GENESYSCLOUD_GATEWAY_PORT: String(api.port),
      GENESYS_URL: api.url,
      FLOW_FILE: flowFile(),
    };
    return new Promise((resolve) => {
      execFile(
        'terraform',
        [`-chdir=${folder}`, ...args, '-no-color'],
        { env: environment, maxBuffer: 1 << 26 },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
      );
    });
  }

  async function apply(): Promise<void> {
    const { code, output } = await terraform('apply', '-auto-approve', '-input=false');
    if (code !== 0) throw new Error(output);
  }

  /** What the plan would do, by type of resource; also whether nothing. */
  async function plan(): Promise<{ code: number; changes: Record<string, string> }> {
    const { code, output } = await terraform('plan', '-input=false', '-detailed-exitcode', '-out=plan');
    if (code === 1) throw new Error(output);
    const { resource_changes }: Plan = JSON.parse((await terraform('show', '-json', 'plan')).output);
    const changes = (resource_changes ?? [])
      .filter(({ change }) => !['no-op', 'read'].includes(change.actions.join()))
      .map(({ type, change }): [string, string] => [type, change.actions.join()]);
    return { code, changes: Object.fromEntries(changes) };
  }

  /** Position of the last call of that kind since the mark; -1: there was none. */
  let since = 0;
  const mark = () => {
    since = api.store.requests.length;
  };
  const last = (method: string, path: RegExp) =>
    api.store.requests.findLastIndex(
      (request, index) =>
        index >= since && request.method === method && path.test(request.path) && request.status < 300,
    );
  const close = async () => {
    await api.close();
    rmSync(work, { recursive: true, force: true });
  };
  return { api, besides, synth, terraform, apply, plan, mark, last, close };
}

const published = ({ store }: GenesysApi) => [...store.flows.values()].map(({ name }) => name);

describe.each([
  ['archy', { terraform_data: 'delete,create' }],
  ['provider', { genesyscloud_flow: 'update' }],
] as const)('published with %s', (publisher, republished) => {
  let stack: Awaited<ReturnType<typeof lab>>;
  beforeAll(async () => {
    stack = await lab();
    stack.synth(routingEnvironment({ flow: { publisher } }));
    const { code, output } = await stack.terraform('init', '-input=false');
    if (code !== 0) throw new Error(output);
  });
  afterAll(() => stack.close());

  if (publisher === 'archy') {
    test('a machine without Archy makes nothing', async () => {
      stack.besides['NO_ARCHY'] = 'true';
      const { code, output } = await stack.terraform('apply', '-auto-approve', '-input=false');
      delete stack.besides['NO_ARCHY'];
      expect({ code, says: output.includes('"preflight" "dev"') }).toEqual({ code: 1, says: true });
      const { domains: _domains, ...made } = stack.api.dump();
      expect(Object.values(made).flat()).toEqual([]);
    });
  }

  test('the first deploy makes everything, the second plan is empty', async () => {
    await stack.apply();
    const { queues, actions, routes, flows } = stack.api.dump();
    expect([queues, actions, routes, flows].map(({ length }) => length)).toEqual([4, 1, 1, 1]);
    expect(stack.api.unknownCalls()).toEqual([]);
    expect(await stack.plan()).toEqual({ code: 0, changes: {} });
  });

  test('other words in the reply publish the flow again and change nothing else', async () => {
    stack.synth(routingEnvironment({ flow: { publisher }, email: { autoReply: 'Other words.' } }));
    const { changes } = await stack.plan();
    expect(changes).toEqual(republished);
    stack.mark();
    await stack.apply();
    expect(stack.last('PUT', /routes/)).toBe(-1);
    expect(stack.last('POST', /flows\/jobs/)).toBeGreaterThan(0);
    expect(await stack.plan()).toEqual({ code: 0, changes: {} });
  });

  test('a renamed flow is published and in use before the old one goes', async () => {
    stack.synth(routingEnvironment({ flow: { publisher, name: 'Renamed' } }));
    stack.mark();
    await stack.apply();
    const calls = [stack.last('POST', /flows\/jobs/), stack.last('PUT', /routes/), stack.last('DELETE', /\/flows\//)];
    expect(calls).toEqual([...calls].sort((a, b) => a - b));
    expect(Math.min(...calls)).toBeGreaterThan(0);
    expect(published(stack.api)).toEqual(['Renamed']);
    expect(await stack.plan()).toEqual({ code: 0, changes: {} });
  });

  test('a changed contract makes a new action, and the flow calls it before the old one goes', async () => {
    const environment = routingEnvironment({ flow: { publisher, name: 'Renamed' } });
    const edit = (text: string) =>
      text.replace(/Classify email \w+/g, 'Classify email 00000000').replace(/ClassifyRequest/g, 'ClassifyRequest 2');
    stack.synth(environment, edit);
    stack.mark();
    await stack.apply();
    const calls = [
      stack.last('POST', /integrations\/actions/),
      stack.last('POST', /flows\/jobs/),
      stack.last('DELETE', /integrations\/actions/),
    ];
    expect(calls).toEqual([...calls].sort((a, b) => a - b));
    expect(Math.min(...calls)).toBeGreaterThan(0);
    expect(stack.api.dump().actions).toHaveLength(1);
    expect(await stack.plan()).toEqual({ code: 0, changes: {} });
  });

  test('destroy takes the route first, then the flow, then what the flow uses, and leaves nothing', async () => {
    stack.mark();
    const { code, output } = await stack.terraform('destroy', '-auto-approve', '-input=false');
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
    const calls = [
      stack.last('DELETE', /routes/),
      stack.last('DELETE', /\/flows\//),
      stack.last('DELETE', /integrations\/actions/),
    ];
    expect(calls).toEqual([...calls].sort((a, b) => a - b));
    expect(Math.min(...calls)).toBeGreaterThan(0);
    const { domains, ...rest } = stack.api.dump();
    expect(domains).toEqual(['mail.example.com']);
    expect(Object.values(rest).flat()).toEqual([]);
  });
});
