import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AwsStandIns, startAwsStandIns } from '../support/aws-stand-ins';
import { namesInMoto, readBucket } from '../support/moto';
import { PATIENCE, plannedActions, succeed, type Terraform } from '../support/terraform';
import { FOR_MOTO, type TerraformProject, terraformProject } from '../support/terraform-project';
import { withoutBucketPolicies } from '../support/without-bucket-policies';

// State in S3, with the real Terraform against moto: the bucket of dev-state, and api-dev in it.
const BUCKET = 'acme-email-routing-state-dev';
const STATE = 'mail/api-dev.tfstate';
const PEOPLE = 8;

let aws: AwsStandIns;
let project: TerraformProject;
let people: readonly Terraform[];
beforeAll(async () => {
  aws = await startAwsStandIns();
  project = terraformProject(aws.variables, (_, json) => ({ ...FOR_MOTO, ...withoutBucketPolicies(json) }));
  project.edit(
    'config/dev.yaml',
    'type: local\n  dir: state',
    `type: s3\n  bucket: ${BUCKET}\n  region: us-east-1\n  prefix: mail`,
  );
  project.synthesize();
}, PATIENCE);
afterAll(async () => {
  await aws.close();
  project.remove();
});

/** moto has one address for all buckets, and no STS that the backend could ask before. */
const BACKEND_FOR_MOTO = [
  'use_path_style=true',
  'skip_credentials_validation=true',
  'skip_requesting_account_id=true',
  'skip_metadata_api_check=true',
].map((setting) => `-backend-config=${setting}`);

const apply = (terraform: Terraform) => terraform('apply', '-input=false', '-auto-approve');

test(
  'without the bucket, init says so',
  async () => {
    const { code, output } = await project.terraform('api-dev')('init', '-input=false', ...BACKEND_FOR_MOTO);
    expect({ code, says: output.includes(`S3 bucket "${BUCKET}" does not exist`) }).toEqual({ code: 1, says: true });
  },
  PATIENCE,
);

test(
  'dev-state makes the bucket, keeps its own state beside the project, and does not let go of it',
  async () => {
    const terraform = project.terraform('dev-state');
    await succeed(terraform('init', '-input=false'));
    await succeed(apply(terraform));
    expect(await plannedActions(terraform, 'next.plan')).toEqual([]);
    const { code, output } = await terraform('plan', '-destroy', '-input=false');
    expect({ code, says: output.includes('Instance cannot be destroyed') }).toEqual({ code: 1, says: true });
  },
  PATIENCE,
);

test(
  'eight people apply at once: one does it, the others are told who holds the lock, the state is whole',
  async () => {
    people = await Promise.all(
      Array.from({ length: PEOPLE }, async (_, index) => {
        const checkout = `person-${index}`;
        cpSync(join(project.folder, 'cdktf.out'), join(project.folder, checkout), { recursive: true });
        const terraform = project.terraform('api-dev', checkout);
        await succeed(terraform('init', '-input=false', ...BACKEND_FOR_MOTO));
        return terraform;
      }),
    );
    const runs = await Promise.all(people.map(apply));

    const outcomes = runs.map(({ code, output }) => {
      if (code === 0) return /Resources: (\d+) added/.exec(output)?.[1] === '0' ? 'nothing left to do' : 'applied';
      return /Error acquiring the state lock[\s\S]*PreconditionFailed[\s\S]*Who: +\S+/.test(output) ? 'told' : output;
    });
    expect(outcomes.filter((outcome) => !['applied', 'told', 'nothing left to do'].includes(outcome))).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'applied').length).toBe(1);
    expect(outcomes).toContain('told');

    expect([...(await readBucket(aws.moto, BUCKET)).keys()]).toEqual([STATE]); // and no lock
    for (const terraform of [people[0], people.at(-1)]) {
      if (terraform !== undefined) expect(await plannedActions(terraform, 'next.plan')).toEqual([]);
    }
  },
  PATIENCE,
);

test(
  'another person destroys what the first one made',
  async () => {
    const [, second] = people;
    if (second === undefined) throw new Error('nobody else is there');
    await succeed(second('destroy', '-input=false', '-auto-approve'));
    expect(await namesInMoto(aws.moto, 'email-routing-dev-|"email-routing-dev"')).toEqual([]);
  },
  PATIENCE,
);
