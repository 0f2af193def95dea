import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AwsStandIns, startAwsStandIns } from '../support/aws-stand-ins';
import { proxyEvent } from '../support/lambda-environment';
import { askMoto, namesInMoto } from '../support/moto';
import { runBundle } from '../support/run-bundle';
import { PATIENCE, plannedActions, succeed, type Terraform } from '../support/terraform';
import { only } from '../support/terraform-json';
import { FOR_MOTO, type TerraformProject, terraformProject } from '../support/terraform-project';
import { until } from '../support/until';
import { trainWordModel } from '../support/word-model';

// api-dev with the real Terraform and the real AWS provider, against moto.
const STACK = 'api-dev';
let aws: AwsStandIns;
let project: TerraformProject;
let terraform: Terraform;
beforeAll(async () => {
  aws = await startAwsStandIns();
  project = terraformProject(aws.variables, () => FOR_MOTO);
  project.synthesize();
  terraform = project.terraform(STACK);
}, PATIENCE);
afterAll(async () => {
  await aws.close();
  project.remove();
});

const apply = () => terraform('apply', '-input=false', '-auto-approve');
const actions = () => plannedActions(terraform, 'next.plan');

/** What API Gateway would get from the function for that body: the applied zip, with the applied environment. */
async function ask(body: object) {
  const answer = await askMoto(aws.moto, 'lambda', '/2015-03-31/functions/email-routing-dev-classify');
  const { Configuration }: { Configuration: FunctionConfiguration } = JSON.parse(answer);
  const declared = only(new Map([[STACK, project.json(STACK)]]), STACK, 'aws_lambda_function');
  const zip = readFileSync(join(project.stackFolder(STACK), String(declared['filename'])));
  expect(createHash('sha256').update(zip).digest('base64')).toBe(Configuration.CodeSha256);
  expect(Configuration.Handler).toBe('index.handler');
  const variables = { ...aws.variables, ...Configuration.Environment.Variables };
  const { results } = await runBundle(zip, [proxyEvent(body)], variables);
  const [result] = results;
  return { ...result, body: JSON.parse(result?.body ?? '') };
}
interface FunctionConfiguration {
  readonly CodeSha256: string;
  readonly Handler: string;
  readonly Environment: { readonly Variables: Record<string, string> };
}

const mail = { EmailSubject: 'Roth conversion', EmailBody: 'How much tax on a Roth conversion this year?' };

test(
  'is valid, applies, and then nothing is left to do',
  async () => {
    await succeed(terraform('init', '-input=false'));
    await succeed(terraform('validate'));
    await succeed(apply());
    await succeed(terraform('plan', '-input=false', '-detailed-exitcode'));
  },
  PATIENCE,
);

test(
  'the key is in no output that a person or a log sees',
  async () => {
    const key = JSON.parse(await succeed(terraform('output', '-json', 'key')));
    expect(key).toMatch(/^\w{20,}$/);
    // `terraform show` would tell it, as the state itself does: docs/decisions/0002-aws-stacks.md.
    for (const command of [['output'], ['plan', '-input=false'], ['apply', '-input=false', '-auto-approve']]) {
      const { code, output } = await terraform(...command);
      expect({ code, leaks: output.includes(key) }).toEqual({ code: 0, leaks: false });
    }
  },
  PATIENCE,
);

describe('the function that was applied', () => {
  test(
    'answers 503 while there is no endpoint, and the queue once there is',
    async () => {
      expect(await ask(mail)).toMatchObject({ statusCode: 503, headers: { 'Retry-After': '10' } });

      const model = aws.comprehend.classifiers.install(
        'email-routing-dev',
        'v1',
        trainWordModel([
          { label: 'IRA', text: 'how much tax on a roth conversion' },
          { label: '401K', text: 'employer match this year' },
        ]),
      );
      aws.comprehend.endpoints.create({
        EndpointName: 'email-routing-dev',
        ModelArn: model,
        DesiredInferenceUnits: 1,
      });
      await until('in service', () => aws.comprehend.endpoints.list()[0]?.status === 'IN_SERVICE');
      expect(await ask(mail)).toMatchObject({
        statusCode: 200,
        body: { QueueName: 'IRA', Category: 'IRA', Reason: 'matched', Confidence: expect.closeTo(0.9425, 3) },
      });
    },
    PATIENCE,
  );

  test('answers 400 to what is no mail', async () => {
    expect(await ask({ EmailSubject: 'only this' })).toMatchObject({
      statusCode: 400,
    });
  });

  test(
    'follows a changed threshold, which changes nothing else',
    async () => {
      project.edit('config/dev.yaml', 'threshold: 0.75', 'threshold: 0.99');
      project.synthesize();
      expect(await actions()).toEqual(['update aws_lambda_function.classify']);
      await succeed(apply());
      expect(await ask(mail)).toMatchObject({
        statusCode: 200,
        body: { QueueName: '', Category: 'IRA', Reason: 'below-threshold' },
      });
    },
    PATIENCE,
  );

  test(
    'follows a changed category, which changes nothing else',
    async () => {
      project.edit('config/categories.yaml', 'queue: IRA', 'queue: Retirement\n    threshold: 0.1');
      project.synthesize();
      expect(await actions()).toEqual(['update aws_lambda_function.classify']);
      await succeed(apply());
      expect(await ask(mail)).toMatchObject({
        body: { QueueName: 'Retirement', Category: 'IRA', Reason: 'matched' },
      });
    },
    PATIENCE,
  );
});

// moto cannot update a method, so this one is not applied.
test(
  'a changed request contract is a new model and a new deployment',
  async () => {
    project.edit('lambda/contract.ts', 'Subject of the mail, may be empty', 'Subject of the mail');
    project.synthesize();
    expect((await actions()).map((action) => action.replace(/\.\w+$/, ''))).toEqual([
      'create/delete aws_api_gateway_deployment',
      'create/delete aws_api_gateway_model',
      'update aws_api_gateway_method',
      'update aws_api_gateway_stage',
      'update aws_lambda_function', // it checks what it is sent against the contract, too
    ]);
    project.edit('lambda/contract.ts', 'Subject of the mail', 'Subject of the mail, may be empty');
  },
  PATIENCE,
);

test(
  'limits, an address for alarms and the log role of the account come and go',
  async () => {
    const before = project.json(STACK);
    project.edit('config/dev.yaml', 'requestsPerSecond: 50', 'requestsPerSecond: 51\n  ');
    project.edit('config/dev.yaml', 'email: ""', 'email: ops@example.com');
    project.edit('config/dev.yaml', 'api:\n', 'api:\n  manageAccountLogRole: true\n');
    project.synthesize();
    expect((await actions()).map((action) => action.replace(/\..*$/, ''))).toEqual([
      'create aws_api_gateway_account',
      'create aws_iam_role',
      'create aws_iam_role_policy_attachment',
      'create aws_sns_topic',
      'create aws_sns_topic_policy',
      'create aws_sns_topic_subscription',
      'update aws_api_gateway_method_settings',
      'update aws_api_gateway_usage_plan',
      'update aws_cloudwatch_metric_alarm',
      'update aws_cloudwatch_metric_alarm',
      'update aws_cloudwatch_metric_alarm',
      'update aws_cloudwatch_metric_alarm',
    ]);
    await succeed(apply());
    expect(await actions()).toEqual([]);
    expect(project.json(STACK)).not.toEqual(before);
  },
  PATIENCE,
);

test(
  'destroy leaves nothing behind',
  async () => {
    await succeed(terraform('destroy', '-input=false', '-auto-approve'));
    expect(await namesInMoto(aws.moto, 'email-routing-dev')).toEqual([]);
  },
  PATIENCE,
);
