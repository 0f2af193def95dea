import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AwsStandIns, startAwsStandIns } from '../../support/aws-stand-ins';
import { namesInMoto } from '../../support/moto';
import { plannedActions, succeed, type Terraform } from '../../support/terraform';
import { FOR_MOTO, type TerraformProject, terraformProject } from '../../support/terraform-project';
import { withoutBucketPolicies } from '../../support/without-bucket-policies';

// The life of classifier-dev with nothing imported: the provider itself trains, twice, and waits 17 minutes each time.
// `npm run test:nightly`, about 45 minutes of which nearly all is waiting.
const ENDPOINT_ARN = 'arn:aws:comprehend:us-east-1:123456789012:document-classifier-endpoint/email-routing-dev';
const NIGHT = 3 * 60 * 60_000;

let aws: AwsStandIns;
let project: TerraformProject;
let terraform: Terraform;
beforeAll(async () => {
  aws = await startAwsStandIns();
  project = terraformProject(aws.variables, (_, json) => ({ ...FOR_MOTO, ...withoutBucketPolicies(json) }));
  project.synthesize();
  terraform = project.terraform('classifier-dev');
  await succeed(terraform('init', '-input=false'));
}, NIGHT);
afterAll(async () => {
  await aws.close();
  project.remove();
});

const apply = () => succeed(terraform('apply', '-input=false', '-auto-approve'));
const actions = () => plannedActions(terraform, 'next.plan');
const versions = () => aws.comprehend.classifiers.list().map(({ arn, status }) => `${status} ${arn}`);
const serving = () => aws.comprehend.endpoints.describe(ENDPOINT_ARN).modelArn;
const endpointChanges = () => aws.endpointOperations.splice(0).filter((name) => /^(Create|Update|Delete)/.test(name));

let first: string;

test(
  'the first apply trains and serves, and leaves nothing to do',
  async () => {
    await apply();
    first = serving();
    expect(versions()).toEqual([`TRAINED ${first}`]);
    expect(endpointChanges()).toEqual(['CreateResource']);
    expect(await actions()).toEqual([]);
  },
  NIGHT,
);

test(
  'a changed corpus is one apply: a new version beside the old one, and the endpoint moved to it in place',
  async () => {
    project.edit('corpus/training.csv', /$/, 'IRA,"A new question about my Roth"\n');
    project.synthesize();
    await apply();
    const second = serving();
    expect(second).not.toBe(first);
    expect(versions().sort()).toEqual([`TRAINED ${first}`, `TRAINED ${second}`].sort());
    expect(endpointChanges()).toEqual(['UpdateResource']);
    expect(await actions()).toEqual([]);
  },
  NIGHT,
);

test(
  'destroy removes the endpoint, then every version, and leaves nothing behind',
  async () => {
    await succeed(terraform('destroy', '-input=false', '-auto-approve'));
    expect(aws.comprehend.endpoints.list()).toEqual([]);
    expect(versions()).toEqual([]);
    expect(await namesInMoto(aws.moto, 'email-routing-dev')).toEqual([]);
  },
  NIGHT,
);
