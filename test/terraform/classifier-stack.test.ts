import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AwsStandIns, startAwsStandIns } from '../support/aws-stand-ins';
import { killTree } from '../support/kill-tree';
import { askMoto, readBucket } from '../support/moto';
import { startNode } from '../support/start-node';
import { PATIENCE, plannedActions, succeed, type Terraform } from '../support/terraform';
import { only } from '../support/terraform-json';
import { FOR_MOTO, type TerraformProject, terraformProject } from '../support/terraform-project';
import { trainBySdk } from '../support/train-by-sdk';
import { until } from '../support/until';
import { withoutBucketPolicies } from '../support/without-bucket-policies';

// classifier-dev with the real Terraform and the real AWS provider, against moto and stand-ins for Comprehend and
// Cloud Control. The provider waits 17 minutes in each training, so models are trained by SDK and imported here;
// nightly/retrain.test.ts lets the provider train. Destroying takes it 5 minutes: deployment.test.ts does that once for all stacks.
const STACK = 'classifier-dev';
const CLASSIFIER = 'aws_comprehend_document_classifier.classifier';
const ENDPOINT = 'aws_cloudcontrolapi_resource.endpoint';
const BUCKET = 'email-routing-dev-corpus-123456789012';
const ENDPOINT_ARN = 'arn:aws:comprehend:us-east-1:123456789012:document-classifier-endpoint/email-routing-dev';
const MAIL = 'rollover of my old plan';

let aws: AwsStandIns;
let project: TerraformProject;
let terraform: Terraform;
beforeAll(async () => {
  aws = await startAwsStandIns();
  project = terraformProject(aws.variables, (_, json) => ({ ...FOR_MOTO, ...withoutBucketPolicies(json) }));
  project.synthesize();
  terraform = project.terraform(STACK);
  await succeed(terraform('init', '-input=false'));
}, PATIENCE);
afterAll(async () => {
  await aws.close();
  project.remove();
});

const apply = (...args: string[]) => terraform('apply', '-input=false', '-auto-approve', ...args);
const actions = () => plannedActions(terraform, 'next.plan');
const train = () => trainBySdk(aws, project.json(STACK), project.stackFolder(STACK));
const versionName = () =>
  String(only(new Map([[STACK, project.json(STACK)]]), STACK, 'aws_comprehend_document_classifier')['version_name']);
const versions = () => aws.comprehend.classifiers.list().map(({ arn }) => arn);
const serving = () => aws.comprehend.endpoints.describe(ENDPOINT_ARN).modelArn;
/** What Cloud Control was asked to change since the last call. */
const endpointChanges = () => aws.endpointOperations.splice(0).filter((name) => /^(Create|Update|Delete)/.test(name));

/** A command of the project, as the person has it who deploys. */
const start = (script: string, ...args: string[]) =>
  startNode(
    project.folder,
    { ...aws.variables, CI: 'true', TF_CLI_CONFIG_FILE: join(dirname(project.folder), 'terraformrc') },
    ['scripts/run.mjs', `scripts/${script}.ts`, ...args],
  );

let first: string;
let second: string;
/** The one that is deployed in the end. */
let third: string;

test(
  'is valid',
  async () => {
    await succeed(terraform('validate'));
  },
  PATIENCE,
);

test(
  'puts the corpus there, trains, and serves; then nothing is left to do',
  async () => {
    await succeed(apply('-target=aws_s3_object.training'));
    first = await train();
    expect(await succeed(apply())).toMatch(/1 imported, \d+ added, 0 changed, 0 destroyed/);
    expect(endpointChanges()).toEqual(['CreateResource']);
    expect(serving()).toBe(first);
    expect(aws.comprehend.endpoints.serving(ENDPOINT_ARN).classify(MAIL)[0]?.name).toBeDefined();
    expect(aws.comprehend.tags.list(ENDPOINT_ARN)).toEqual([
      { Key: 'Project', Value: 'email-routing' },
      { Key: 'Environment', Value: 'dev' },
    ]);
    expect(await actions()).toEqual([]);
  },
  PATIENCE,
);

test('what was uploaded is what Comprehend reads: label, text, one line each, no byte-order mark', async () => {
  const objects = await readBucket(aws.moto, BUCKET);
  expect([...objects.keys()]).toEqual([`training/${versionName()}.csv`]);
  const [corpus = ''] = objects.values();
  const strange = corpus
    .split('\n')
    .filter((line) => line !== '' && !/^(401K|IRA|529|OTHER),"(?:[^"]|"")+"$/.test(line));
  expect(strange).toEqual([]);
  expect(corpus.endsWith('\n')).toBe(true);
  expect(corpus.startsWith('\uFEFF')).toBe(false);
});

test(
  'the same corpus in another form is no change',
  async () => {
    project.edit('corpus/training.csv', /\n/g, '\r\n');
    project.synthesize();
    expect(await actions()).toEqual([]);
    project.edit('corpus/training.csv', /\r\n/g, '\n');
  },
  PATIENCE,
);

describe('a changed corpus', () => {
  test(
    'is one plan: upload, train another version, move the endpoint to it in place',
    async () => {
      project.edit('corpus/training.csv', /$/, 'IRA,"A new question about my Roth"\n');
      project.synthesize();
      expect(await actions()).toEqual(
        ['create/delete aws_s3_object.training', `update ${ENDPOINT}`, `update ${CLASSIFIER}`].sort(),
      );
    },
    PATIENCE,
  );

  test(
    'moves the endpoint without interruption, keeps the old version and forgets the old file',
    async () => {
      await succeed(apply('-target=aws_s3_object.training'));
      second = await train();
      await succeed(terraform('state', 'rm', CLASSIFIER));
      endpointChanges();
      expect(await succeed(apply())).toMatch(/1 imported, 0 added, 1 changed, 0 destroyed/);
      expect(endpointChanges()).toEqual(['UpdateResource']);
      expect(serving()).toBe(second);
      expect(second).not.toBe(first);
      expect([...versions()].sort()).toEqual([first, second].sort());
      expect([...(await readBucket(aws.moto, BUCKET)).keys()]).toEqual([`training/${versionName()}.csv`]);
      expect(await actions()).toEqual([]);
    },
    PATIENCE,
  );
});

describe('a version that Comprehend has and the state does not name', () => {
  const MOVED = ['create/delete aws_s3_object.training', `update ${ENDPOINT}`].sort();

  test(
    'after the corpus was reverted: it is adopted, the endpoint moves back, and nothing is trained',
    async () => {
      project.edit('corpus/training.csv', 'IRA,"A new question about my Roth"\n', '');
      const { code, output } = await start('classifier', 'adopt', 'dev').end;
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('the state names it now') });
      expect(await actions()).toEqual(MOVED);
      await succeed(apply());
      expect(serving()).toBe(first);
      expect([...versions()].sort()).toEqual([first, second].sort());
      expect(await actions()).toEqual([]);
    },
    PATIENCE,
  );

  // The provider waits 2 minutes before it asks for a training, and 15 after it.
  test(
    'after a deploy was killed in the training: the same command again goes on with that very model',
    async () => {
      project.edit('corpus/training.csv', /$/, 'IRA,"What becomes of my Roth"\n');
      const deploy = () => start('deploy', 'dev', STACK, '--yes');
      const killed = deploy();
      await until('training', () => versions().length === 3 || killed.hasEnded(), 400);
      const { signal, output } = await killTree(killed);
      expect({ signal, output }).toEqual({ signal: 'SIGKILL', output: expect.stringContaining('Still modifying...') });
      [third = ''] = versions();
      expect([first, second]).not.toContain(third);
      expect(serving()).toBe(first);
      expect(await succeed(terraform('state', 'show', CLASSIFIER))).toContain(first);

      const again = await deploy().end;
      expect({ code: again.code, output: again.output }).toEqual({
        code: 0,
        output: expect.stringContaining('is trained already: taking it into the state'),
      });
      expect(serving()).toBe(third);
      expect(versions()).toHaveLength(3);
      expect(await actions()).toEqual([]);
    },
    PATIENCE,
  );
});

test(
  'more inference units change the endpoint in place and train nothing',
  async () => {
    project.edit('config/dev.yaml', 'inferenceUnits: 1', 'inferenceUnits: 2');
    project.synthesize();
    expect(await actions()).toEqual([`update ${ENDPOINT}`]);
    await succeed(apply());
    expect(aws.comprehend.endpoints.describe(ENDPOINT_ARN).units).toBe(2);
  },
  PATIENCE,
);

test(
  'a threshold is none of its business',
  async () => {
    project.edit('config/dev.yaml', 'threshold: 0.75', 'threshold: 0.5');
    project.synthesize();
    expect(await actions()).toEqual([]);
  },
  PATIENCE,
);

test(
  'another name is refused by the plan, which says what to do, and nothing is changed',
  async () => {
    project.edit('config/dev.yaml', 'name: email-routing-dev\n  language', 'name: mails\n  language');
    project.synthesize();
    const { code, output } = await terraform('plan', '-input=false');
    expect(code).toBe(1);
    expect(output.replace(/[│\s]+/g, ' ')).toContain(
      'The classifier was deployed under the name email-routing-dev and cannot be renamed to mails',
    );
    project.edit('config/dev.yaml', 'name: mails\n  language', 'name: email-routing-dev\n  language');
    project.synthesize();
    expect(await actions()).toEqual([]);
  },
  PATIENCE,
);

test(
  'a protected classifier is not destroyed',
  async () => {
    project.edit('config/dev.yaml', 'protected: false', 'protected: true');
    project.synthesize();
    const { code, output } = await terraform('plan', '-destroy', '-input=false');
    expect({ code, says: /Instance cannot be destroyed/.test(output) }).toEqual({ code: 1, says: true });
    project.edit('config/dev.yaml', 'protected: true', 'protected: false');
    project.synthesize();
  },
  PATIENCE,
);

test(
  'parked, only the endpoint goes; back again, nothing is trained',
  async () => {
    project.edit('config/dev.yaml', 'parked: false', 'parked: true');
    project.synthesize();
    expect(await actions()).toEqual([`delete ${ENDPOINT}`]);
    await succeed(apply());
    expect(aws.comprehend.endpoints.list()).toEqual([]);
    expect(versions()).toContain(third);

    project.edit('config/dev.yaml', 'parked: true', 'parked: false');
    project.synthesize();
    expect(await actions()).toEqual([`create ${ENDPOINT}`]);
    await succeed(apply());
    expect(serving()).toBe(third);
  },
  PATIENCE,
);

test(
  'the bucket takes the policy that demands TLS',
  async () => {
    const [name] = Object.keys(project.json(STACK).resource?.['aws_s3_bucket_policy'] ?? {});
    const address = `aws_s3_bucket_policy.${name}`;
    project.override(STACK, FOR_MOTO);
    await succeed(apply(`-target=${address}`));
    const policy = await askMoto(aws.moto, 's3', `/${BUCKET}?policy`);
    expect(JSON.parse(policy)).toMatchObject({
      Statement: [{ Effect: 'Deny', Action: ['s3:*'], Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    });
    await succeed(terraform('destroy', '-input=false', '-auto-approve', `-target=${address}`));
  },
  PATIENCE,
);
