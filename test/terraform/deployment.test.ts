import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AwsStandIns, startAwsStandIns } from '../support/aws-stand-ins';
import { type GenesysStandIns, startGenesysStandIns } from '../support/genesys-stand-ins';
import { type CommandRun, runCommand } from '../support/run-command';
import { filesBelow } from '../support/run-main';
import { FOR_MOTO, type TerraformProject, terraformProject } from '../support/terraform-project';

// An administrator's day, with the commands of this project, cdktf, Terraform and the AWS provider as they are; AWS, Genesys Cloud,
// its provider and Archy are stand-ins. The classifier trains for 17 minutes whatever the size of the corpus: it has a test of its own.
const STACKS = ['api-dev', 'routing-dev'];
let aws: AwsStandIns;
let genesys: GenesysStandIns;
let project: TerraformProject;
let variables: Record<string, string>;
/** Everything that any command printed. */
let printed = '';

beforeAll(async () => {
  [aws, genesys] = await Promise.all([startAwsStandIns(), startGenesysStandIns()]);
  project = terraformProject(aws.variables, (stack) => (stack.startsWith('routing-') ? {} : FOR_MOTO));
  project.synthesize(); // lays the override files down; the commands synthesize again and leave them
  const cliConfiguration = join(dirname(project.folder), 'terraformrc');
  genesys.addTo(cliConfiguration);
  variables = { ...aws.variables, ...genesys.variables, TF_CLI_CONFIG_FILE: cliConfiguration };
}, 120_000);
afterAll(async () => {
  await Promise.all([aws.close(), genesys.close()]);
  project.remove();
});

async function command(...[script, ...args]: [script: string, ...args: string[]]): Promise<CommandRun> {
  const run = await runCommand(project.folder, variables, [script, ...args]);
  printed += run.output;
  return run;
}
const deploy = (...stacks: string[]) => command('deploy', 'dev', ...stacks, '--yes');
const diff = (...stacks: string[]) => command('diff', 'dev', ...stacks);

/** What `diff` says will happen, by resource type. */
async function planned(): Promise<string[]> {
  const { output } = await diff(...STACKS);
  return [...output.matchAll(/^ {2}(\+|~|-\/\+|-) +\S+ {2}(\w+)\./gm)]
    .map(([, sign, type]) => `${sign} ${type}`)
    .sort();
}

const QUEUES = ['401K', '529', 'GeneralSupport', 'IRA'];

describe('the first deploy', () => {
  test('is refused before anything is changed when credentials are missing, all of them named', async () => {
    const { code, output } = await runCommand(
      project.folder,
      { ...variables, GENESYSCLOUD_OAUTHCLIENT_SECRET: '', ARCHY_HOME: '/nowhere' },
      ['deploy', 'dev', ...STACKS, '--yes'],
    );
    expect(code).toBe(1);
    expect(output).toContain('nothing was changed');
    expect(output).toContain('GENESYSCLOUD_OAUTHCLIENT_SECRET is not set');
    expect(output).toMatch(/Archy/);
    expect(genesys.api.dump().queues).toEqual([]);
  }, 120_000);

  test('can be looked at before: what cannot be planned yet says why', async () => {
    const { code, output } = await diff(...STACKS);
    expect(output).toContain('routing-dev cannot be planned before api-dev is deployed');
    expect(code).toBe(2);
  }, 120_000);

  test('makes everything in order', async () => {
    const { code, output } = await deploy(...STACKS);
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    const { users: _users, ...made } = genesys.api.dump();
    expect(made).toMatchObject({
      queues: QUEUES,
      flows: ['INBOUNDEMAIL Email Routing dev'],
      routes: ['support@acme-mail-dev.mypurecloud.com'],
    });
    expect(genesys.api.unknownCalls()).toEqual([]);
  }, 300_000);

  test('leaves nothing to do', async () => {
    const { code, output } = await diff(...STACKS);
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  }, 120_000);
});

describe('a change is exactly what the diff says', () => {
  test.each([
    ['a reply text', 'config/dev.yaml', 'Thank you for your message.', 'Thank you.', ['-/+ terraform_data']],
    [
      'a queue',
      'config/categories.yaml',
      'queue: IRA',
      'queue: Individual',
      ['+ genesyscloud_routing_queue', '- genesyscloud_routing_queue', '~ aws_lambda_function'],
    ],
    [
      'the contract',
      'lambda/contract.ts',
      "title: 'ClassifyResponse'",
      "title: 'ClassifyAnswer'",
      [
        '-/+ genesyscloud_integration_action', // a published contract cannot be changed
        '-/+ terraform_data',
      ],
    ],
    [
      'the domain',
      'config/dev.yaml',
      'subdomain: acme-mail-dev',
      'subdomain: other-dev',
      ['-/+ genesyscloud_routing_email_domain', '-/+ genesyscloud_routing_email_route'],
    ],
  ])(
    '%s',
    async (_what, file, from, to, expected) => {
      project.edit(file, from, to);
      const found = await planned();
      project.edit(file, to, from);
      expect(found).toEqual(expected);
    },
    120_000,
  );

  test('and is deployed, the flow published once', async () => {
    project.edit('config/categories.yaml', 'queue: IRA', 'queue: Individual');
    project.edit('config/dev.yaml', 'Thank you for your message.', 'Thank you.');
    const before = genesys.archy.runs().length;
    const { code, output } = await deploy(...STACKS);
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    expect(genesys.api.dump().queues).toEqual(['401K', '529', 'GeneralSupport', 'Individual']);
    expect(genesys.archy.runs().length).toBeGreaterThan(before);
    expect(await planned()).toEqual([]);
  }, 300_000);
});

describe('a deploy that is killed', () => {
  test.each([
    ['early', 6_000],
    ['later', 14_000],
  ])(
    '%s goes on when it is run again, and nothing is doubled',
    async (_when, milliseconds) => {
      project.edit('config/dev.yaml', /fromName: .*/, `fromName: Team ${milliseconds}`);
      project.edit('config/dev.yaml', /autoReply: .*/, `autoReply: Reply ${milliseconds}`);
      await runCommand(project.folder, variables, ['deploy', 'dev', ...STACKS, '--yes'], async ({ pid }) => {
        await sleep(milliseconds);
        if (pid !== undefined) process.kill(-pid, 'SIGKILL');
      });
      const { code, output } = await deploy(...STACKS);
      expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
      expect(await planned()).toEqual([]);
      const { queues, flows, routes, actions } = genesys.api.dump();
      expect({ queues: queues.length, flows: flows.length, routes: routes.length, actions: actions.length }).toEqual({
        queues: 4,
        flows: 1,
        routes: 1,
        actions: 1,
      });
    },
    300_000,
  );
});

test('no secret is in anything that was printed, planned or synthesized', async () => {
  const key = JSON.parse((await project.terraform('api-dev')('output', '-json', 'key')).output) as string;
  const secrets = [key, genesys.api.client.secret, ...genesys.api.store.tokens.keys()];
  expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
  const synthesized = STACKS.flatMap((stack) => [
    ...filesBelow(join(project.stackFolder(stack), 'assets')).values(),
    readFileSync(join(project.stackFolder(stack), 'cdk.tf.json')),
  ]);
  expect(secrets.filter((secret) => synthesized.some((bytes) => bytes.includes(secret)))).toEqual([]);
}, 60_000);

test('destroy takes away what was made, and only that', async () => {
  const { code, output } = await command('destroy', 'dev', ...STACKS, '--yes');
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  expect(genesys.api.dump()).toEqual({
    users: [],
    queues: [],
    integrations: [],
    credentials: [],
    actions: [],
    domains: [],
    routes: [],
    flows: [],
  });
}, 300_000);
