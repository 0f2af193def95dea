import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WEEKDAYS } from '../../config/weekly-hours';
import { startAutoScaling } from '../support/auto-scaling-for-moto';
import { type AwsStandIns, startAwsStandIns } from '../support/aws-stand-ins';
import { proxyEvent } from '../support/lambda-environment';
import { askMoto, namesInMoto } from '../support/moto';
import { runBundle } from '../support/run-bundle';
import { PATIENCE, plannedActions, succeed, type Terraform } from '../support/terraform';
import { only } from '../support/terraform-json';
import { FOR_MOTO, type TerraformProject, terraformProject } from '../support/terraform-project';
import { withoutResources } from '../support/without-resources';
import { trainWordModel } from '../support/word-model';

// What an engine, scaling and hours add, with the real Terraform and the real AWS provider. The training is left out: it takes 17 minutes, and
// classifier-stack.test.ts proves it.
const LEFT_OUT = [
  'aws_comprehend_document_classifier',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_lifecycle_configuration',
];
let aws: AwsStandIns;
let autoScaling: Awaited<ReturnType<typeof startAutoScaling>>;
let project: TerraformProject;
beforeAll(async () => {
  aws = await startAwsStandIns();
  autoScaling = await startAutoScaling(aws.moto);
  const variables = { ...aws.variables, AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING: autoScaling.url };
  project = terraformProject(variables, (_stack, json) => ({ ...FOR_MOTO, ...withoutResources(json, ...LEFT_OUT) }));
}, PATIENCE);
afterAll(async () => {
  await Promise.all([aws.close(), autoScaling.close()]);
  project.remove();
});

const stack = (name: string) => {
  const terraform: Terraform = project.terraform(name);
  return {
    init: () => succeed(terraform('init', '-input=false')),
    apply: () => succeed(terraform('apply', '-input=false', '-auto-approve')),
    destroy: () => succeed(terraform('destroy', '-input=false', '-auto-approve')),
    actions: () => plannedActions(terraform, 'next.plan'),
  };
};
const classifier = () => stack('classifier-dev');
const api = () => stack('api-dev');

/** Writes settings below `classifier.endpoint.parked`, in place of those of before. */
function endpointSettings(yaml: string): void {
  project.edit(
    'config/dev.yaml',
    / {4}parked: false\n(?: {4}(?:scaling|schedule|hours).*\n)*/,
    `    parked: false\n${yaml}`,
  );
  project.synthesize();
}

/** The model that the stack asks for, as if it had been trained. */
function train(): void {
  const { version_name: version } = only(
    new Map([['', project.json('classifier-dev')]]),
    '',
    'aws_comprehend_document_classifier',
  );
  aws.comprehend.classifiers.install(
    'email-routing-dev',
    String(version),
    trainWordModel([{ label: 'IRA', text: 'roth' }]),
  );
}

describe('a scaled endpoint', () => {
  test(
    'applies with target, schedule and tracking, and then nothing is left to do, whatever units there are by now',
    async () => {
      project.edit('config/dev.yaml', 'peakMailsPerHour: 60', 'peakMailsPerHour: 3600');
      endpointSettings(
        '    scaling: {min: 1, max: 4, target: 60}\n    schedule: {zone: America/New_York, minimum: [{days: MON-FRI, at: "08:00", units: 2}, {days: MON-FRI, at: "18:00", units: 1}]}\n',
      );
      train();
      await classifier().init();
      await classifier().apply();
      expect(await classifier().actions()).toEqual([]);
      const query = (target: string) => scalingQuery(target);
      expect(await query('DescribeScalableTargets')).toMatchObject({
        ScalableTargets: [{ MinCapacity: 1, MaxCapacity: 4 }],
      });
      expect(await query('DescribeScheduledActions')).toMatchObject({
        ScheduledActions: [{ Timezone: 'America/New_York' }, { Timezone: 'America/New_York' }],
      });
      const [endpoint] = aws.comprehend.endpoints.list();
      aws.comprehend.endpoints.update({ EndpointArn: endpoint?.arn ?? '', DesiredInferenceUnits: 3 });
      expect(await classifier().actions()).toEqual([]);
    },
    PATIENCE,
  );
});

async function scalingQuery(operation: string): Promise<unknown> {
  const answer = await fetch(autoScaling.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AnyScaleFrontendService.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=a/20300101/us-east-1/application-autoscaling/aws4_request',
    },
    body: JSON.stringify({ ServiceNamespace: 'comprehend' }),
  });
  return answer.json();
}

describe('an endpoint with hours', () => {
  test(
    'is taken from Terraform, and settled by the deploy: it is there, with the model',
    async () => {
      endpointSettings('    hours: {open: "00:00", close: "23:59", zone: UTC, days: SUN-SAT}\n');
      await classifier().apply();
      expect(await classifier().actions()).toEqual([]);
      expect(aws.comprehend.endpoints.list()).toMatchObject([{ status: 'IN_SERVICE', units: 1 }]);
      const schedules = await askMoto(aws.moto, 'scheduler', '/schedules');
      expect(schedules).toContain('open');
    },
    PATIENCE,
  );

  test(
    'is deleted by the deploy when its hours are others, and comes back',
    async () => {
      const otherDay = WEEKDAYS[(new Date().getUTCDay() + 3) % 7];
      endpointSettings(`    hours: {open: "08:00", close: "18:00", zone: UTC, days: ${otherDay}}\n`);
      expect(await classifier().actions()).toContain('delete/create terraform_data.endpoint_settled');
      await classifier().apply();
      expect(aws.comprehend.endpoints.list()).toEqual([]);
      endpointSettings('    hours: {open: "00:00", close: "23:59", zone: UTC, days: SUN-SAT}\n');
      await classifier().apply();
      expect(aws.comprehend.endpoints.list()).toHaveLength(1);
    },
    PATIENCE,
  );
});

describe('the engines of the function', () => {
  const mail = {
    EmailSubject: 'Roth conversion',
    EmailBody: 'How much tax on a Roth conversion of my traditional IRA this year?',
  };
  async function ask() {
    const answer = await askMoto(aws.moto, 'lambda', '/2015-03-31/functions/email-routing-dev-classify');
    const { Configuration }: { Configuration: { Environment: { Variables: Record<string, string> } } } =
      JSON.parse(answer);
    const declared = only(new Map([['', project.json('api-dev')]]), '', 'aws_lambda_function');
    const zip = readFileSync(join(project.stackFolder('api-dev'), String(declared['filename'])));
    const { results } = await runBundle(zip, [proxyEvent(mail)], {
      ...aws.variables,
      ...Configuration.Environment.Variables,
    });
    return JSON.parse(results[0]?.body ?? '');
  }

  test(
    'standby: applies once, and answers while there is no endpoint',
    async () => {
      project.edit('config/dev.yaml', '  protected: false', '  standby: true\n  protected: false');
      project.synthesize();
      await api().init();
      await api().apply();
      expect(await api().actions()).toEqual([]);
      aws.comprehend.faults.set({ outOfService: true });
      expect(await ask()).toMatchObject({ QueueName: 'IRA', Engine: 'standby' });
    },
    PATIENCE,
  );

  test(
    'embedded: the function moves first, then everything of the classifier goes, endpoint first',
    async () => {
      project.edit('config/dev.yaml', '  standby: true\n', '  engine: embedded\n');
      project.synthesize();
      expect(await api().actions()).toEqual(
        [
          'update aws_cloudwatch_dashboard.dashboard',
          'update aws_iam_role_policy.function_rights_9E5D3B7A',
          'update aws_lambda_function.classify',
        ].map((action) => expect.stringContaining(action.replace(/\.(?!classify).*$/, '.'))),
      );
      await api().apply();
      expect(await api().actions()).toEqual([]);
      expect(await ask()).toMatchObject({ QueueName: 'IRA', Engine: 'embedded' });

      const going = await classifier().actions();
      const others = going.filter((action) => !action.startsWith('delete '));
      expect(others).toEqual(['delete/create terraform_data.endpoint_owner']);
      await classifier().apply();
      expect(await classifier().actions()).toEqual([]);
      expect(aws.comprehend.endpoints.list()).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'destroy leaves nothing behind',
    async () => {
      await classifier().destroy();
      await api().destroy();
      expect(await namesInMoto(aws.moto, 'email-routing-dev')).toEqual([]);
    },
    PATIENCE,
  );
});
