import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CloudControl, startCloudControl } from '../../stand-ins/cloud-control/cloud-control';
import { type Comprehend, startComprehend } from '../../stand-ins/comprehend/start-comprehend';
import { terraformCli } from '../support/provider-mirror';
import { trainWordModel } from '../support/word-model';

// The stand-ins for Comprehend and Cloud Control, proven against the real AWS provider.
const ARN = 'arn:aws:comprehend:us-east-1:123456789012:document-classifier-endpoint/mails';
const SCHEMA = {
  typeName: 'AWS::Comprehend::DocumentClassifierEndpoint',
  description: 'endpoint',
  properties: {
    EndpointName: { type: 'string' },
    ModelArn: { type: 'string' },
    DesiredInferenceUnits: { type: 'integer' },
    Arn: { type: 'string' },
  },
  createOnlyProperties: ['/properties/EndpointName'],
  readOnlyProperties: ['/properties/Arn'],
  primaryIdentifier: ['/properties/Arn'],
  additionalProperties: false,
};

let work: string;
let comprehend: Comprehend;
let cloudControl: CloudControl;
let models: string[];

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'endpoint-'));
  comprehend = await startComprehend({
    train: trainWordModel,
    readObjects: async () => [],
    durations: { creatingEndpoint: 1000, updatingEndpoint: 1000, deletingEndpoint: 1000 },
  });
  cloudControl = await startCloudControl({ comprehend });
  models = ['v1', 'v2'].map((version) =>
    comprehend.classifiers.install('mails', version, trainWordModel([{ label: version, text: 'word' }])),
  );
  write(0, 'mails');
  expect(await terraform('init', '-input=false')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await Promise.all([comprehend.close(), cloudControl.close()]);
  rmSync(work, { recursive: true, force: true });
});

function write(model: number, EndpointName: string): void {
  const desired = { EndpointName, ModelArn: models[model], DesiredInferenceUnits: 1 };
  const main = {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } },
    provider: {
      aws: {
        region: 'us-east-1',
        max_retries: 1,
        skip_credentials_validation: true,
        skip_requesting_account_id: true,
        skip_metadata_api_check: true,
      },
    },
    resource: {
      aws_cloudcontrolapi_resource: {
        endpoint: {
          type_name: SCHEMA.typeName,
          schema: JSON.stringify(SCHEMA),
          desired_state: JSON.stringify(desired),
        },
      },
    },
  };
  writeFileSync(join(work, 'main.tf.json'), JSON.stringify(main));
}

/** What terraform printed and its exit code. */
async function terraform(...args: string[]): Promise<{ readonly code: number; readonly output: string }> {
  const env = {
    ...process.env,
    ...terraformCli(work),
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_COMPREHEND: comprehend.url,
    AWS_ENDPOINT_URL_CLOUDCONTROL: cloudControl.url,
  };
  try {
    const { stdout } = await promisify(execFile)('terraform', [`-chdir=${work}`, ...args, '-no-color'], { env });
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: `${stdout}${stderr}` };
  }
}
const apply = () => terraform('apply', '-input=false', '-auto-approve');
const plan = () => terraform('plan', '-input=false', '-detailed-exitcode');

test('the real provider creates, keeps, moves, replaces and destroys an endpoint that answers', async () => {
  cloudControl.failNext({ operation: 'CREATE', errorCode: 'GeneralServiceException', message: 'no capacity' });
  expect(await apply()).toMatchObject({
    code: 1,
    output: expect.stringMatching(/GeneralServiceException:\s+no\s+capacity/),
  });

  expect(await apply()).toMatchObject({ code: 0, output: expect.stringContaining('1 added') });
  expect(comprehend.endpoints.serving(ARN).labels).toEqual(['v1']);
  expect(await plan()).toMatchObject({ code: 0 });

  write(1, 'mails');
  expect(await apply()).toMatchObject({ code: 0, output: expect.stringContaining('1 changed, 0 destroyed') });
  expect(comprehend.endpoints.serving(ARN).labels).toEqual(['v2']);

  write(1, 'letters');
  expect(await plan()).toMatchObject({ code: 2, output: expect.stringContaining('must be replaced') });

  expect(await terraform('destroy', '-auto-approve')).toMatchObject({ code: 0 });
  expect(comprehend.endpoints.list()).toEqual([]);
});
