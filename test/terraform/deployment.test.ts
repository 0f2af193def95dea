import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DeploymentLab, deploymentLab } from '../support/deployment-lab';
import { namesInMoto } from '../support/moto';
import { filesBelow } from '../support/run-main';
import { saidBy } from '../support/said-by';
import type { NodeRun } from '../support/start-node';
import { PATIENCE } from '../support/terraform';
import { trainWordModel } from '../support/word-model';

// An administrator's day, with the commands of this project, cdktf, Terraform and the AWS provider as they are; AWS, Genesys Cloud, its
// provider and Archy are stand-ins. The model is trained before and imported: the provider waits 17 minutes in each training.
const STACKS = ['classifier-dev', 'api-dev', 'routing-dev'];
let lab: DeploymentLab;

beforeAll(async () => {
  lab = await deploymentLab();
}, PATIENCE);
afterAll(() => lab.close());

/** What `diff` says will happen, by resource type. */
async function planned(): Promise<string[]> {
  const { code, output } = await lab.run(['diff', 'dev']);
  expect({ code, output: code === 1 ? output : '' }).toEqual({ code: expect.any(Number), output: '' });
  return [...output.matchAll(/^ {2}(\+|~|-\/\+|-) +\S+ {2}(\w+)\./gm)]
    .map(([, sign, type]) => `${sign} ${type}`)
    .sort();
}

interface Edit {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** Does something with the project edited, and takes the edits back. */
async function edited<T>(edits: readonly Edit[], look: () => Promise<T>): Promise<T> {
  const before = edits.map(({ file }) => [file, readFileSync(join(lab.project.folder, file))] as const);
  try {
    for (const { file, from, to } of edits) lab.project.edit(file, from, to);
    return await look();
  } finally {
    for (const [file, bytes] of before) writeFileSync(join(lab.project.folder, file), bytes);
  }
}

function expectGood({ code, output }: NodeRun): void {
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
}

const QUEUES = ['401K', '529', 'GeneralSupport', 'IRA'];

describe('the first deploy', () => {
  test(
    'is refused before anything is changed when credentials are missing, all of them named',
    async () => {
      const missing = { GENESYSCLOUD_OAUTHCLIENT_SECRET: '', ARCHY_HOME: '/nowhere' };
      const { code, output } = await lab.run(['deploy', 'dev', '--yes'], missing);
      expect(code).toBe(1);
      expect(output).toContain('nothing was changed');
      expect(output).toContain('GENESYSCLOUD_OAUTHCLIENT_SECRET is not set');
      expect(output).toMatch(/Archy/);
      expect(lab.genesys.api.dump().queues).toEqual([]);
      expect(await namesInMoto(lab.aws.moto, 'email-routing-dev')).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'can be looked at before: what cannot be planned yet says why',
    async () => {
      const { code, output } = await lab.run(['diff', 'dev']);
      expect(output).toContain('routing-dev cannot be planned before api-dev is deployed');
      expect(code).toBe(2);
    },
    PATIENCE,
  );

  test(
    'makes everything in order',
    async () => {
      const run = await lab.cdktf('deploy', '*-dev', '--auto-approve');
      expectGood(run);
      expect(saidBy(run.output, 'Apply complete!')).toEqual(STACKS);
      const { users: _users, ...made } = lab.genesys.api.dump();
      expect(made).toMatchObject({
        queues: QUEUES,
        flows: ['INBOUNDEMAIL Email Routing dev'],
        routes: ['support@acme-mail-dev.mypurecloud.com'],
      });
      expect(lab.genesys.api.unknownCalls()).toEqual([]);
      expect(lab.aws.comprehend.endpoints.list()).toHaveLength(1);
      expect(await namesInMoto(lab.aws.moto, 'email-routing-dev')).not.toEqual([]);
    },
    PATIENCE,
  );

  test(
    'leaves nothing to do: the second changes nothing',
    async () => {
      const calls = lab.genesys.api.store.requests.length;
      const runs = lab.genesys.archy.runs().length;
      const run = await lab.cdktf('deploy', '*-dev', '--auto-approve');
      expectGood(run);
      expect(saidBy(run.output, 'No changes.')).toEqual(STACKS);
      const since = lab.genesys.api.store.requests.slice(calls);
      expect(since.filter(({ method, path }) => method !== 'GET' && path !== '/oauth/token')).toEqual([]);
      expect(lab.genesys.archy.runs()).toHaveLength(runs);
    },
    PATIENCE,
  );
});

describe('a change is exactly what the diff says', () => {
  const RENAMED = { file: 'config/categories.yaml', from: 'queue: IRA', to: 'queue: Individual' };
  const REPLY = { file: 'config/dev.yaml', from: 'Thank you for your message.', to: 'Thank you.' };

  test.each([
    ['a reply text', [REPLY], ['-/+ terraform_data']],
    [
      'a renamed queue, which stays with its members',
      [RENAMED],
      ['~ aws_lambda_function', '~ genesyscloud_routing_queue'],
    ],
    [
      'a field of the contract',
      [
        {
          file: 'lambda/contract.ts',
          from: '    EmailBody: { type',
          to: "    EmailLanguage: { type: 'string', description: 'Language' },\n    EmailBody: { type",
        },
        {
          file: 'flows/email-routing.yaml', // or its check refuses the flow: it does not send what the contract has
          from: / +EmailBody:\n/,
          to: `${' '.repeat(24)}EmailLanguage:\n${' '.repeat(26)}exp: Email.Message.subject\n${' '.repeat(24)}EmailBody:\n`,
        },
      ],
      [
        // what the API takes
        '-/+ aws_api_gateway_deployment',
        '-/+ aws_api_gateway_model',
        '~ aws_api_gateway_method',
        '~ aws_api_gateway_stage',
        // what the function expects
        '~ aws_lambda_function',
        // what the flow sends: a published contract cannot be changed
        '-/+ genesyscloud_integration_action',
        '-/+ terraform_data',
      ],
    ],
    [
      'the domain',
      [{ file: 'config/dev.yaml', from: 'subdomain: acme-mail-dev', to: 'subdomain: other-dev' }],
      ['-/+ genesyscloud_routing_email_domain', '-/+ genesyscloud_routing_email_route'],
    ],
  ])(
    '%s',
    async (_what, edits, expected) => {
      expect(await edited(edits, planned)).toEqual(expected.toSorted());
    },
    PATIENCE,
  );

  test(
    'and what a plain cdktf diff of each stack says',
    async () => {
      const summaries: (readonly string[])[] = [];
      await edited([RENAMED], async () => {
        for (const stack of STACKS) {
          const { output } = await lab.cdktf('diff', stack);
          summaries.push([stack, ...(/Plan: .*\.|No changes\./.exec(stripVTControlCharacters(output)) ?? [output])]);
        }
      });
      expect(summaries).toEqual([
        ['classifier-dev', 'No changes.'],
        ['api-dev', 'Plan: 0 to add, 1 to change, 0 to destroy.'],
        ['routing-dev', 'Plan: 0 to add, 1 to change, 0 to destroy.'],
      ]);
    },
    PATIENCE,
  );

  test(
    'and is deployed, the flow published once',
    async () => {
      for (const { file, from, to } of [RENAMED, REPLY]) lab.project.edit(file, from, to);
      const before = lab.genesys.archy.runs().length;
      expectGood(await lab.run(['deploy', 'dev', '--yes']));
      expect(lab.genesys.api.dump().queues).toEqual(['401K', '529', 'GeneralSupport', 'Individual']);
      expect(lab.genesys.archy.runs()).toHaveLength(before + 1);
      expect(await planned()).toEqual([]);
    },
    PATIENCE,
  );
});

// Planned only: deployed, each would train. classifier-stack.test.ts and nightly/retrain.test.ts go on from such a plan.
describe('a category', () => {
  /** Another model version beside the old one, and the endpoint moved to it; the new corpus is there before the old one goes. */
  const RETRAINED = [
    '-/+ aws_s3_object',
    '~ aws_cloudcontrolapi_resource',
    '~ aws_comprehend_document_classifier',
    '~ aws_lambda_function',
  ];
  test(
    'that is new, with its mails, is a queue, a model version and a changed function; nothing is destroyed',
    async () => {
      const mails = Array.from({ length: 12 }, (_, n) => `HSA,"Receipt ${n} for my health savings account"\n`).join('');
      const entry = '  - label: HSA\n    queue: Health\n    description: Health savings accounts\n';
      const edits = [
        { file: 'config/categories.yaml', from: /$/, to: entry },
        { file: 'corpus/training.csv', from: /$/, to: mails },
      ];
      expect(await edited(edits, planned)).toEqual(['+ genesyscloud_routing_queue', ...RETRAINED].toSorted());
    },
    PATIENCE,
  );

  test(
    'that is given up takes its queue along, and nothing else',
    async () => {
      const edits = [
        { file: 'config/categories.yaml', from: / {2}- label: "529"\n.*\n.*\n/, to: '' },
        { file: 'corpus/training.csv', from: /^529,/gm, to: 'OTHER,' },
      ];
      expect(await edited(edits, planned)).toEqual(['- genesyscloud_routing_queue', ...RETRAINED].toSorted());
    },
    PATIENCE,
  );
});

let key: string;
const secretsThere = () => [key, lab.genesys.api.client.secret, ...lab.genesys.api.store.tokens.keys()];

test(
  'no secret is in anything that was printed, planned or synthesized',
  async () => {
    const { project } = lab;
    key = JSON.parse((await project.terraform('api-dev')('output', '-json', 'key')).output) as string;
    const secrets = secretsThere();
    const printed = lab.printed();
    expect(printed).toContain('Apply complete');
    expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
    const synthesized = STACKS.flatMap((stack) => [
      ...filesBelow(join(project.stackFolder(stack), 'assets')).values(),
      readFileSync(join(project.stackFolder(stack), 'cdk.tf.json')),
    ]);
    expect(secrets.filter((secret) => synthesized.some((bytes) => bytes.includes(secret)))).toEqual([]);
  },
  PATIENCE,
);

// The provider waits 5 minutes after it deletes a version; Comprehend deletes no model that an endpoint uses.
test(
  'destroy takes away what was made, every version of the model too, and only that',
  async () => {
    const { aws, genesys } = lab;
    aws.comprehend.classifiers.install('email-routing-dev', 'before', trainWordModel([{ label: 'IRA', text: 'Roth' }]));
    const run = await lab.run(['destroy', 'dev', '--yes']);
    expectGood(run);
    expect(run.output).toMatch(/value += "\(sensitive\)" -> null/); // the provider would have shown the key
    expect(secretsThere().filter((secret) => run.output.includes(secret))).toEqual([]);
    expect(saidBy(run.output, 'Destroy complete!')).toEqual(STACKS.toReversed());
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
    expect(aws.comprehend.endpoints.list()).toEqual([]);
    expect(aws.comprehend.classifiers.list()).toEqual([]);
    expect(await namesInMoto(aws.moto, 'email-routing-dev')).toEqual([]);
  },
  PATIENCE,
);
