import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App, DataResource, TerraformStack } from 'cdktf';
import { type CategoryList, queueNames } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { dataActionName } from '../../flows/data-action';
import { requestSchema, responseSchema } from '../../lambda/contract';
import { writeFlowFile } from '../../stacks/artifacts/flow-file';
import { RoutingStack } from '../../stacks/routing-stack';
import { withoutStackTraces } from '../../stacks/without-stack-traces';
import type { ProviderSchema } from '../../stand-ins/genesys-provider/schema';
import { categories, routingEnvironment } from '../support/routing-environment';
import { type Attributes, strings, type TerraformJson } from '../support/terraform-json';

const root = process.cwd();

interface Synthesized {
  readonly json: TerraformJson;
  readonly text: string;
  /** The rendered flow among the stack's assets, and its path there. */
  readonly flow: { readonly path: string; readonly text: string };
  readonly folder: string;
}

/** Synthesizes the stack of an environment behind a stack that has the API's outputs. */
function synth(environment: Environment, list: CategoryList = categories, throughGateway = false): Synthesized {
  // Inside the project, as cdktf.out is: paths in the output are relative to it.
  mkdirSync(join(root, '.build'), { recursive: true });
  const outdir = mkdtempSync(join(root, '.build', 'routing-'));
  try {
    withoutStackTraces(() => {
      const app = new App({ outdir, skipValidation: true });
      const secret = new DataResource(new TerraformStack(app, `api-${environment.name}`), 'secret');
      new RoutingStack(app, {
        environment,
        categories: list,
        flow: writeFlowFile(root, environment, list),
        api: { url: 'https://api.example.test/v1/classify', key: secret.id },
        throughGateway,
        root,
      });
      app.synth();
    });
    const folder = join(outdir, 'stacks', `routing-${environment.name}`);
    const text = readFileSync(join(folder, 'cdk.tf.json'), 'utf8');
    const path =
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith('.yaml')) ?? '';
    return { json: JSON.parse(text), text, folder, flow: { path, text: readFileSync(join(folder, path), 'utf8') } };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function all({ json }: Synthesized, type: string): readonly (Attributes & { readonly id: string })[] {
  return Object.entries(json.resource?.[type] ?? {}).map(([name, attributes]) => ({
    ...attributes,
    id: `${type}.${name}`,
  }));
}

function data({ json }: Synthesized, type: string): readonly (Attributes & { readonly id: string })[] {
  return Object.entries(json.data?.[type] ?? {}).map(([name, attributes]) => ({
    ...attributes,
    id: `data.${type}.${name}`,
  }));
}

function one<T>(found: readonly T[]): T {
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} found, not one`);
  return first;
}

/** The two terraform_data of the Archy publisher. */
function publication(stack: Synthesized) {
  const [lifecycle, publish] = ['lifecycle', 'publish'].map((name) =>
    one(all(stack, 'terraform_data').filter(({ id }) => id.includes(name))),
  );
  if (lifecycle === undefined || publish === undefined) throw new Error('not published with Archy');
  return { lifecycle, publish };
}

/** The program with its arguments that a provisioner runs; Terraform puts the command behind the interpreter. */
function invocation(resource: Attributes): readonly { when: unknown; cwd: string; argv: readonly string[] }[] {
  const provisioners = resource['provisioner'] as readonly Record<'local-exec', Record<string, unknown>>[];
  return provisioners.map(({ 'local-exec': local }) => ({
    when: local['when'],
    cwd: String(local['working_dir']),
    argv: [...(local['interpreter'] as string[]), String(local['command'])],
  }));
}

const dev = synth(routingEnvironment());

/** Attributes and blocks of a resource type; whether the server decides what is left out. */
function schemaOf(type: string): Readonly<Record<string, boolean>> {
  const { provider_schemas }: { provider_schemas: Record<string, ProviderSchema> } = JSON.parse(
    readFileSync(join(root, 'providers/genesyscloud/schema.json'), 'utf8'),
  );
  const { attributes = {}, block_types = {} } = Object.values(provider_schemas)[0]?.resource_schemas[type]?.block ?? {};
  const blocks = Object.keys(block_types).map((name): [string, boolean] => [name, false]);
  return Object.fromEntries([
    ...Object.entries(attributes).map(([name, { computed = false }]): [string, boolean] => [name, computed]),
    ...blocks,
  ]);
}

/** Blocks that the real provider declares computed, which its printed schema does not say; and what only a create reads. */
const SERVER_KEEPS = [
  ...['media_settings_call', 'media_settings_callback', 'media_settings_chat', 'media_settings_message'],
  ...['agent_owned_routing', 'source_queue_id'],
];

describe('queues', () => {
  test('there is one for each team and one for the rest, with the settings of the record', () => {
    const queues = all(dev, 'genesyscloud_routing_queue');
    expect(queues.map(({ name }) => name).sort()).toEqual([...queueNames(categories)].sort());
    for (const queue of queues) {
      expect(queue).toMatchObject({
        acw_wrapup_prompt: 'MANDATORY_TIMEOUT',
        acw_timeout_ms: 300_000,
        media_settings_email: {
          alerting_timeout_sec: 300,
          enable_auto_answer: false,
          service_level_percentage: 0.8,
          service_level_duration_ms: 14_400_000,
        },
      });
    }
  });

  test.each(['MANDATORY', 'OPTIONAL'] as const)('have no time-out where %s knows none', (prompt) => {
    const stack = synth(routingEnvironment({ queues: { afterCallWork: { prompt } } }));
    for (const queue of all(stack, 'genesyscloud_routing_queue')) expect(queue).not.toHaveProperty('acw_timeout_ms');
  });

  test('leave members and all that the record does not set as they are in Genesys Cloud', () => {
    for (const queue of all(dev, 'genesyscloud_routing_queue')) {
      expect(queue).not.toHaveProperty('ignore_members'); // declaring members later would empty the queue
      const { ignore_changes: ignored } = queue['lifecycle'] as { ignore_changes: string[] };
      expect(ignored).toEqual(expect.arrayContaining(['members', 'groups', 'email_in_queue_flow_id', 'routing_rules']));
      expect(ignored.filter((name) => ['description', 'acw_wrapup_prompt', 'name'].includes(name))).toEqual([]);
      const known = Object.keys(schemaOf('genesyscloud_routing_queue'));
      expect(ignored.filter((name) => !known.includes(name))).toEqual([]);
      const decided = ['media_settings_email', 'acw_timeout_ms', 'ring_num'];
      const optional = Object.entries(schemaOf('genesyscloud_routing_queue')).filter(([, computed]) => !computed);
      const left = optional.map(([name]) => name).filter((name) => !(name in queue) && !decided.includes(name));
      expect(left.filter((name) => !ignored.includes(name) && !SERVER_KEEPS.includes(name))).toEqual([]);
    }
  });

  test('have the groups, in-queue flow, script and wrap-up codes that the record sets, and these alone are not ignored', () => {
    const set = {
      groups: { IRA: ['Night shift'], '529': ['Night shift', 'Day shift'] },
      ...{ inQueueFlow: 'Waiting', defaultScripts: { EMAIL: 'a-script' }, wrapUpCodes: ['Done'] },
    };
    const stack = synth(routingEnvironment({ queues: set }));
    const found = all(stack, 'genesyscloud_routing_queue');
    const ignored = ({ lifecycle }: Attributes) => (lifecycle as { ignore_changes: string[] }).ignore_changes;
    for (const queue of found) {
      expect(queue).toMatchObject({
        email_in_queue_flow_id: expect.stringContaining('data.genesyscloud_flow.'),
        default_script_ids: { EMAIL: 'a-script' },
        wrapup_codes: [expect.stringContaining('data.genesyscloud_routing_wrapupcode.')],
      });
      expect(ignored(queue)).not.toEqual(expect.arrayContaining(['email_in_queue_flow_id']));
      expect(ignored(queue).includes('groups')).toBe(queue['groups'] === undefined);
    }
    const sizes = found.map(({ name, groups = [] }) => [name, (groups as unknown[]).length]);
    expect(Object.fromEntries(sizes)).toEqual({ '401K': 0, IRA: 1, '529': 2, GeneralSupport: 0 });
    expect(
      data(stack, 'genesyscloud_group')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Day shift', 'Night shift']);
  });

  test('list the members that the record declares', () => {
    const staffed = synth(
      routingEnvironment({
        queues: {
          members: {
            '401K': ['ann@example.com', 'Bob@example.com'],
            IRA: ['ann@example.com'],
            '529': ['ann@example.com', 'ann@example.com'],
            GeneralSupport: ['bob@example.com'],
          },
        },
      }),
    );
    for (const queue of all(staffed, 'genesyscloud_routing_queue')) {
      expect(queue['members']).not.toHaveLength(0);
      const { ignore_changes: ignored } = queue['lifecycle'] as { ignore_changes: string[] };
      expect(ignored).not.toContain('members');
    }
    const users = data(staffed, 'genesyscloud_user');
    expect(users.map(({ email }) => email)).toEqual(['Bob@example.com', 'ann@example.com']);
    const ann = one(users.filter(({ email }) => email === 'ann@example.com'));
    const college = one(all(staffed, 'genesyscloud_routing_queue').filter(({ name }) => name === '529'));
    expect(college['members']).toEqual([{ user_id: `\${${ann.id}.id}`, ring_num: 1 }]);
  });

  test('of several categories are made once and say what belongs there', () => {
    const shared = {
      ...categories,
      categories: categories.categories.map((category) =>
        category.label === 'IRA' ? { ...category, queue: '401K' } : category,
      ),
    };
    const queues = all(synth(routingEnvironment(), shared), 'genesyscloud_routing_queue');
    expect(queues.map(({ name }) => name).sort()).toEqual(['401K', '529', 'GeneralSupport']);
    expect(one(queues.filter(({ name }) => name === '401K'))['description']).toBe(
      'Workplace retirement plans; Individual retirement accounts',
    );
  });

  test('that exist are looked up, never made, and forgotten by a state that has them', () => {
    const stack = synth(routingEnvironment(), { ...categories, existingQueues: ['IRA', 'GeneralSupport'] });
    expect(all(stack, 'genesyscloud_routing_queue').map(({ name }) => name)).toEqual(['401K', '529']);
    expect(data(stack, 'genesyscloud_routing_queue').map(({ name }) => name)).toEqual(['GeneralSupport', 'IRA']);
    const removed = (stack.json as { removed?: { from: string; lifecycle: unknown }[] }).removed ?? [];
    const ours = all(dev, 'genesyscloud_routing_queue').filter(({ name }) => !['401K', '529'].includes(String(name)));
    expect(removed.map(({ from }) => from)).toEqual(expect.arrayContaining(ours.map(({ id }) => id)));
    expect(removed.map(({ lifecycle }) => lifecycle)).toEqual(removed.map(() => [{ destroy: false }]));
    expect(publication(stack).publish['triggers_replace']).toMatchObject({
      fallback: expect.stringMatching(/^\$\{data\.genesyscloud_routing_queue\..*\.id\}$/),
    });
  });

  test('keep their place in the state when they are renamed', () => {
    const renamed = {
      fallbackQueue: 'Everybody',
      categories: categories.categories.map((one) => (one.queue === 'IRA' ? { ...one, queue: 'IRA Team' } : one)),
    };
    const ids = (stack: Synthesized) => all(stack, 'genesyscloud_routing_queue').map(({ id }) => id);
    expect(ids(synth(routingEnvironment(), renamed))).toEqual(ids(dev));
  });

  test('are found where older versions kept them, and where a category had them that shares them now', () => {
    const shared = {
      ...categories,
      categories: categories.categories.map((one) => (one.label === 'IRA' ? { ...one, queue: '401K' } : one)),
    };
    const stack = synth(routingEnvironment(), shared);
    const { moved = [] } = stack.json as { moved?: { from: string; to: string }[] };
    const wanted = one(all(stack, 'genesyscloud_routing_queue').filter(({ name }) => name === '401K')).id;
    const ira = one(all(dev, 'genesyscloud_routing_queue').filter(({ name }) => name === 'IRA')).id;
    expect(moved).toContainEqual({ from: ira, to: wanted });
    expect(moved).toContainEqual({ from: expect.stringMatching(/queues_401K_[0-9A-F]{8}$/), to: ira });
    expect(new Set(moved.map(({ to }) => to)).size).toBe(moved.length); // Terraform takes two to one place for a mistake
    const standing = all(stack, 'genesyscloud_routing_queue').map(({ id }) => id);
    expect(moved.filter(({ from }) => standing.includes(from))).toEqual([]);
  });

  test('a thousand of them are a thousand resources with a thousand names', () => {
    const many: CategoryList = {
      fallbackQueue: 'GeneralSupport',
      categories: Array.from({ length: 1000 }, (_, index) => ({
        ...{ label: `C${index}`, queue: `Queue ${index}`, description: `Topic ${index}`, threshold: null },
      })),
    };
    const names = all(synth(routingEnvironment(), many), 'genesyscloud_routing_queue').map(({ name }) => name);
    expect(new Set(names).size).toBe(1001);
  });
});

describe('agents', () => {
  const ann = {
    email: 'ann@example.com',
    name: 'Ann',
    department: 'Retirement',
    title: 'Agent',
    roles: ['employee', 'User'],
  };
  test('are created with their roles only when the record lists them', () => {
    expect(all(dev, 'genesyscloud_user')).toEqual([]);
    const stack = synth(
      routingEnvironment({
        agents: [ann, { email: 'bob@example.com', name: 'Bob', roles: ['User'] }],
      }),
    );
    expect(all(stack, 'genesyscloud_user').map(({ email, state, password }) => [email, state, password])).toEqual([
      ['ann@example.com', 'active', undefined],
      ['bob@example.com', 'active', undefined],
    ]);
    const roles = data(stack, 'genesyscloud_auth_role');
    expect(roles.map(({ name }) => name)).toEqual(['User', 'employee']);
    expect(all(stack, 'genesyscloud_user_roles').map(({ roles }) => (roles as unknown[]).length)).toEqual([2, 1]);
  });

  test('who are created are not looked up', () => {
    const everywhere = Object.fromEntries(queueNames(categories).map((name) => [name, ['ANN@example.com']]));
    const stack = synth(routingEnvironment({ agents: [ann], queues: { members: everywhere } }));
    expect(data(stack, 'genesyscloud_user')).toEqual([]);
    const user = one(all(stack, 'genesyscloud_user'));
    for (const { members } of all(stack, 'genesyscloud_routing_queue')) {
      expect(members).toEqual([{ user_id: `\${${user.id}.id}`, ring_num: 1 }]);
    }
  });
});

describe('the data action', () => {
  const action = one(all(dev, 'genesyscloud_integration_action'));
  const integration = one(all(dev, 'genesyscloud_integration'));
  const credential = one(all(dev, 'genesyscloud_integration_credential'));

  test('is what the flow calls, by category and name', () => {
    const { category, name } = dataActionName(routingEnvironment());
    expect(action).toMatchObject({ category, name });
    expect(dev.flow.text).toContain(`${JSON.stringify(category)}:\n`);
    expect(dev.flow.text).toContain(`${JSON.stringify(name)}:\n`);
  });

  test('has the contract of the function, in types', () => {
    for (const [attribute, schema] of [
      ['contract_input', requestSchema],
      ['contract_output', responseSchema],
    ] as const) {
      const contract: { type: string; required: string[]; properties: object } = JSON.parse(String(action[attribute]));
      expect(contract.type).toBe('object');
      expect(contract.required).toEqual(schema.required);
      expect(contract.properties).toEqual(
        Object.fromEntries(Object.entries(schema.properties).map(([name, { type }]) => [name, { type }])),
      );
    }
  });

  test('belongs to an integration that is on and holds the key', () => {
    expect(action['integration_id']).toBe(`\${${integration.id}.id}`);
    expect(integration).toMatchObject({
      integration_type: 'custom-rest-actions',
      intended_state: 'ENABLED',
      config: { name: action['category'], credentials: { basicAuth: `\${${credential.id}.id}` } },
    });
    expect(credential).toMatchObject({
      credential_type_name: 'userDefined',
      fields: { apiKey: expect.stringMatching(/^\$\{sensitive\(data\.terraform_remote_state\.[\w.-]+\)}$/) },
    });
    expect(dev.text.match(/outputs\.cross-stack-output/g)).toHaveLength(1); // and nowhere else
  });

  test('has its references written as Terraform needs them, byte for byte', () => {
    expect(action['config_request']).toEqual({
      request_type: 'POST',
      request_url_template: 'https://api.example.test/v1/classify',
      request_template: '$$' + '{input.rawRequest}',
      headers: { 'Content-Type': 'application/json', 'X-API-Key': '$$' + '{credentials.apiKey}' },
    });
    expect(action['config_response']).toMatchObject({ success_template: '$$' + '{rawResult}' });
    expect(dev.text).toContain('"X-API-Key": "$$' + '{credentials.apiKey}"');
  });

  test('gives up before the flow does', () => {
    for (const seconds of [11, 20, 59]) {
      const stack = synth(routingEnvironment({ flow: { dataActionTimeoutSeconds: seconds } }));
      expect(one(all(stack, 'genesyscloud_integration_action'))['config_timeout_seconds']).toBe(seconds);
      expect(stack.flow.text).toContain(`seconds: ${seconds + 1}\n`);
    }
  });

  test('with a changed contract is made before the old one goes', () => {
    expect(action['lifecycle']).toMatchObject({ create_before_destroy: true });
  });
});

describe('the flow, published with Archy', () => {
  const { lifecycle, publish } = publication(dev);
  const machine = one(all(dev, 'terraform_data').filter(({ id }) => id.includes('machine')));

  test('is published by the project itself, without a shell and without a secret', () => {
    expect(invocation(publish)).toEqual([
      {
        when: undefined,
        cwd: expect.any(String),
        argv: [
          'node',
          'scripts/run.mjs',
          'scripts/flow.ts',
          'publish',
          '--expect-hash',
          expect.stringMatching(/^[0-9a-f]{64}$/),
          'dev',
        ],
      },
    ]);
    expect(resolve(dev.folder, invocation(publish)[0]?.cwd ?? '')).toBe(root);
  });

  test('is published again when the file, the action or the fallback queue is another', () => {
    const action = one(all(dev, 'genesyscloud_integration_action'));
    const fallback = one(all(dev, 'genesyscloud_routing_queue').filter(({ name }) => name === 'GeneralSupport'));
    expect(publish['triggers_replace']).toEqual({
      file: expect.stringMatching(/^[0-9a-f]{64}$/),
      action: `\${${action.id}.id}`,
      fallback: `\${${fallback.id}.id}`,
    });
    const reply = publication(synth(routingEnvironment({ email: { autoReply: 'Other.' } })));
    expect(reply.publish['triggers_replace']).not.toEqual(publish['triggers_replace']);
    expect(reply.lifecycle).toEqual(lifecycle);
  });

  test('is deleted only when it is renamed or everything goes, knowing nothing but itself', () => {
    expect(invocation(lifecycle)).toEqual([
      {
        when: 'destroy',
        cwd: expect.any(String),
        argv: [
          ...['node', 'scripts/run.mjs', 'scripts/flow.ts', 'delete'],
          ...['--region=$' + '{self.input.region}', '--name=$' + '{self.input.name}'],
        ],
      },
    ]);
    expect(lifecycle['for_each']).toEqual({ 'Email Routing': true });
    expect(lifecycle['input']).toEqual({ name: '$' + '{each.key}', region: 'us-east-1' });
    expect(lifecycle).not.toHaveProperty('triggers_replace');
    expect(lifecycle['lifecycle']).toEqual({ create_before_destroy: true });
  });

  test('is checked for, published and deleted by commands that there are', () => {
    const { GENESYSCLOUD_OAUTHCLIENT_ID: _, ...env } = process.env;
    const commands = [...invocation(machine), ...invocation(publish), ...invocation(lifecycle)].map(({ argv }) =>
      argv.map((argument) => argument.replace('$' + '{self.input.region}', 'us-east-1')),
    );
    expect(commands).toHaveLength(3);
    for (const [, ...args] of commands) {
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
      // Understood, and stopped before anything is attempted: the test's record is not config/dev.yaml, and nobody is signed in.
      expect([args, status, stderr]).toEqual([
        args,
        1,
        expect.stringMatching(/no longer the one that was planned|OAUTHCLIENT_ID/),
      ]);
    }
  });

  test('comes after its queues, its action and its lifecycle, and before the route', () => {
    const queues = all(dev, 'genesyscloud_routing_queue').map(({ id }) => id);
    expect(publish['depends_on']).toEqual(expect.arrayContaining([...queues, lifecycle.id]));
    expect(lifecycle['depends_on']).toEqual([one(all(dev, 'genesyscloud_integration_action')).id]);
    const route = one(all(dev, 'genesyscloud_routing_email_route'));
    expect(route['depends_on']).toEqual(expect.arrayContaining([...queues, publish.id]));
    expect(route['flow_id']).toBe(`\${${one(data(dev, 'genesyscloud_flow')).id}.id}`);
  });

  test('waits with everything in Genesys Cloud until this machine is known to have what publishing needs', () => {
    const made = Object.keys(dev.json.resource ?? {})
      .filter((type) => type.startsWith('genesyscloud_'))
      .flatMap((type) => all(dev, type));
    expect(made.length).toBeGreaterThan(7);
    expect(made.filter((one) => !(one['depends_on'] as string[] | undefined)?.includes(machine.id))).toEqual([]);
    expect(machine).not.toHaveProperty('triggers_replace');
    expect(invocation(machine)).toEqual([
      {
        when: undefined,
        cwd: expect.any(String),
        argv: ['node', 'scripts/run.mjs', 'scripts/flow.ts', 'preflight', 'dev'],
      },
    ]);
  });

  test('has its id looked up after it is published, anew only when it is renamed', () => {
    const others = [publish.id, lifecycle.id, machine.id];
    const [named, ...more] = all(dev, 'terraform_data').filter(({ id }) => !others.includes(id));
    expect(more).toEqual([]);
    expect(named).toMatchObject({ input: { name: 'Email Routing' }, depends_on: [publish.id] });
    expect(one(data(dev, 'genesyscloud_flow'))).toMatchObject({
      name: 'Email Routing',
      type: 'inboundemail',
      depends_on: [named?.id],
    });
  });

  test('is in the output as a file, which no path of this machine leads to', () => {
    expect(dev.flow.path).toMatch(/^assets\/.*email-routing\.yaml$/);
    expect(strings(dev.json.resource).filter(([, text]) => text.includes(root))).toEqual([]);
  });
});

describe('the flow, published with the provider', () => {
  const stack = synth(routingEnvironment({ flow: { publisher: 'provider' } }));
  const flow = one(all(stack, 'genesyscloud_flow'));

  test('is the same file', () => {
    expect(flow['filepath']).toBe(stack.flow.path);
    expect(stack.flow.text).toBe(dev.flow.text);
    expect(flow).not.toHaveProperty('substitutions');
  });
  test('is published again when the action or the fallback queue is another', () => {
    const action = one(all(stack, 'genesyscloud_integration_action'));
    const fallback = one(all(stack, 'genesyscloud_routing_queue').filter(({ name }) => name === 'GeneralSupport'));
    expect(flow['update_trigger_hash']).toBe(`\${${action.id}.id} \${${fallback.id}.id}`);
  });
  test('is made anew when it is renamed, before the old one goes', () => {
    expect(all(stack, 'terraform_data')).toEqual([]);
    expect(flow['for_each']).toEqual({ 'Email Routing': true });
    expect(flow['lifecycle']).toEqual({ create_before_destroy: true });
  });
  test('comes before the route, as every queue does', () => {
    const route = one(all(stack, 'genesyscloud_routing_email_route'));
    const queues = all(stack, 'genesyscloud_routing_queue').map(({ id }) => id);
    expect(route['flow_id']).toBe(`\${one(values(${flow.id})[*].id)}`);
    expect(route['depends_on']).toEqual(expect.arrayContaining([...queues, flow.id]));
  });
});

describe('the address', () => {
  test('is at a subdomain of its own, whose suffix nobody computes', () => {
    const domain = one(all(dev, 'genesyscloud_routing_email_domain'));
    expect(domain).toMatchObject({ domain_id: 'acme-mail', subdomain: true });
    expect(one(all(dev, 'genesyscloud_routing_email_route'))).toMatchObject({
      domain_id: `\${${domain.id}.id}`,
      pattern: 'support',
      from_name: 'Acme Support',
      from_email: `support@\${${domain.id}.id}`,
      history_inclusion: 'Optional',
    });
    expect(dev.json.output?.['address']?.value).toBe(`support@\${${domain.id}.id}`);
  });

  test('is at a domain that is there already, which is looked up and so never destroyed', () => {
    const stack = synth(routingEnvironment({ email: { domain: { existing: 'mail.example.com' } } }));
    expect(all(stack, 'genesyscloud_routing_email_domain')).toEqual([]);
    const domain = one(data(stack, 'genesyscloud_routing_email_domain'));
    expect(domain).toMatchObject({ name: 'mail.example.com' });
    expect(one(all(stack, 'genesyscloud_routing_email_route'))['domain_id']).toBe(`\${${domain.id}.id}`);
  });
});

describe('the provider', () => {
  test('is told the region, and no credentials', () => {
    expect(dev.json.provider).toEqual({ genesyscloud: [{ aws_region: 'us-east-1', token_pool_size: 5 }] });
  });
  test('goes through a gateway only when asked to', () => {
    const { json } = synth(routingEnvironment(), categories, true);
    expect(json.provider).toEqual({
      genesyscloud: [{ aws_region: 'us-east-1', token_pool_size: 5, gateway: [{}] }],
    });
  });
});

test('what people write reaches Terraform as text, whatever it holds', () => {
  const hostile = `a "b" \${c} %{if} {{ }} 'é' \\ 🙂`;
  const escaped = `a "b" $$\{c} %%{if} {{ }} 'é' \\ 🙂`;
  const stack = synth(
    routingEnvironment({
      flow: { name: hostile },
      email: {
        route: { pattern: `su$\{x}`, fromName: hostile, historyInclusion: 'Include', adopted: false },
        autoReply: hostile,
      },
      agents: [{ email: 'ann@example.com', name: hostile, department: hostile, title: hostile, roles: [hostile] }],
    }),
    {
      fallbackQueue: `${hostile} rest`,
      categories: [
        { label: 'A', queue: hostile, description: hostile, threshold: null },
        { label: 'B', queue: `${hostile} 2`, description: hostile, threshold: null },
      ],
    },
  );
  expect(
    all(stack, 'genesyscloud_routing_queue')
      .map(({ name }) => name)
      .sort(),
  ).toEqual([escaped, `${escaped} 2`, `${escaped} rest`]);
  const texts = strings(stack.json).filter(([path]) => !path.startsWith('//') && !path.includes('.//.'));
  expect(texts.filter(([, text]) => /(?<!\$)\$\{c\}|(?<!%)%\{if\}/.test(text))).toEqual([]);
  expect(texts.filter(([, text]) => text === escaped).length).toBeGreaterThan(8);
  expect(one(all(stack, 'genesyscloud_routing_email_route'))['pattern']).toBe('su$$' + '{x}');
});

test('the same input gives the same bytes', () => {
  expect(synth(routingEnvironment()).text).toBe(dev.text);
});
