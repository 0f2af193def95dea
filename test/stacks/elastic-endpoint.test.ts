import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../config/environment';
import { environment, synthesize } from '../support/synthesize';
import { only, resources } from '../support/terraform-json';

const dev = environment('dev');
const model = { key: 'key', weights: () => Buffer.from('weights') };
type Endpoint = Environment['classifier']['endpoint'];
const record = (endpoint: Partial<Endpoint>, change: Partial<Environment> = {}): Environment => ({
  ...{ ...dev, ...change },
  classifier: { ...dev.classifier, endpoint: { ...dev.classifier.endpoint, ...endpoint } },
});
const busy = { volume: { ...dev.volume, peakMailsPerHour: 3600 } };
const one = (from: Environment, type: string) => only(synthesize([from]), 'classifier-dev', type);
const all = (from: Environment, type: string) =>
  resources(synthesize([from]), type).map(({ attributes }) => attributes);
const arn = `arn:aws:comprehend:us-east-1:\${data.aws_caller_identity.current.account_id}:document-classifier-endpoint/email-routing-dev`;

describe('scaling', () => {
  const scaling = { min: 1, max: 6 };

  test('lets Auto Scaling have the units of the endpoint that Terraform made', () => {
    expect(one(record({ scaling }), 'aws_appautoscaling_target')).toMatchObject({
      ...{ service_namespace: 'comprehend', resource_id: arn, min_capacity: 1, max_capacity: 6 },
      scalable_dimension: 'comprehend:document-classifier-endpoint:DesiredInferenceUnits',
      depends_on: ['aws_cloudcontrolapi_resource.endpoint'],
    });
  });

  test('follows the utilisation only where there is a message a second to go by', () => {
    expect(all(record({ scaling }), 'aws_appautoscaling_policy')).toEqual([]);
    expect(one(record({ scaling }, busy), 'aws_appautoscaling_policy')).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        target_value: 70,
        predefined_metric_specification: { predefined_metric_type: 'ComprehendInferenceUtilization' },
      },
    });
    expect(one(record({ scaling: { ...scaling, target: 50 } }, busy), 'aws_appautoscaling_policy')).toMatchObject({
      target_tracking_scaling_policy_configuration: { target_value: 50 },
    });
  });

  test('takes the least units from the schedule, and no plan sets them back', () => {
    const scheduled = record({
      scaling,
      schedule: {
        zone: 'America/New_York',
        minimum: [
          { days: 'MON-FRI', at: '08:00', units: 3 },
          { days: 'MON-FRI', at: '18:00', units: 1 },
        ],
      },
    });
    expect(all(scheduled, 'aws_appautoscaling_scheduled_action')).toEqual([
      expect.objectContaining({
        ...{ schedule: 'cron(30 7 ? * MON,TUE,WED,THU,FRI *)', timezone: 'America/New_York' },
        scalable_target_action: { min_capacity: '3', max_capacity: '6' },
      }),
      expect.objectContaining({ scalable_target_action: { min_capacity: '1', max_capacity: '6' } }),
    ]);
    const target = one(scheduled, 'aws_appautoscaling_target');
    expect(target['lifecycle']).toEqual({ ignore_changes: ['min_capacity'] });
  });

  test('is gone with a parked endpoint', () => {
    expect(all(record({ scaling, parked: true }), 'aws_appautoscaling_target')).toEqual([]);
  });
});

describe('hours', () => {
  const hours = { open: '07:00', close: '19:00', zone: 'America/New_York', days: 'MON-FRI' };
  const open = record({ hours });
  const inOrder = all(open, 'aws_scheduler_schedule').toReversed(); // by name: close, open
  const schedules = inOrder.map((schedule) => ({
    name: schedule['name'],
    expression: schedule['schedule_expression'],
    zone: schedule['schedule_expression_timezone'],
    target: Object(schedule['target']),
  }));

  test('give the endpoint to two schedules, and Terraform none', () => {
    expect(all(open, 'aws_cloudcontrolapi_resource')).toEqual([]);
    expect(schedules.map(({ name, expression, zone, target }) => [name, expression, zone, target.arn])).toEqual([
      [
        'open',
        'cron(30 6 ? * MON,TUE,WED,THU,FRI *)',
        'America/New_York',
        'arn:aws:scheduler:::aws-sdk:comprehend:createEndpoint',
      ],
      [
        'close',
        'cron(0 19 ? * MON,TUE,WED,THU,FRI *)',
        'America/New_York',
        'arn:aws:scheduler:::aws-sdk:comprehend:deleteEndpoint',
      ],
    ]);
  });

  test('make what a plain endpoint would be, and delete that very one', () => {
    const [making, deleting] = schedules.map(({ target }) => JSON.parse(target.input));
    const plain = JSON.parse(String(one(dev, 'aws_cloudcontrolapi_resource')['desired_state']));
    expect(making).toEqual(plain);
    expect(deleting).toEqual({ EndpointArn: arn });
  });

  test('keep what fails, and tell somebody', () => {
    for (const { target } of schedules) {
      expect(target.dead_letter_config.arn).toBe(`\${aws_sqs_queue.failed_schedules.arn}`);
      expect(target.retry_policy).toEqual({ maximum_event_age_in_seconds: 3600, maximum_retry_attempts: 20 });
    }
    const told = record({ hours }, { alarms: { ...dev.alarms, email: 'ops@example.com' } });
    const alarm = all(told, 'aws_cloudwatch_metric_alarm').find(({ namespace }) => namespace === 'AWS/SQS');
    expect(alarm).toMatchObject({
      alarm_actions: [`arn:aws:sns:us-east-1:\${data.aws_caller_identity.current.account_id}:email-routing-dev-alarms`],
    });
  });

  test('are settled by every deploy that changes them, and the endpoint goes before the model', () => {
    const stack = synthesize([open]).get('classifier-dev');
    const { endpoint_settled: settled, endpoint_owner: owner } = stack?.resource?.['terraform_data'] ?? {};
    expect(settled?.['triggers_replace']).toMatchObject({ units: 1, hours: JSON.stringify(hours) });
    expect(JSON.stringify(settled?.['provisioner'])).toContain('settle');
    expect(owner).toMatchObject({
      input: { owner: 'schedules' },
      depends_on: ['aws_comprehend_document_classifier.classifier'],
    });
    expect(JSON.stringify(owner?.['provisioner'])).toContain(`"when":"destroy"`);
    expect(settled?.['depends_on']).toContain('terraform_data.endpoint_owner');
  });

  test('leave an owner in the configuration whatever comes next, or nobody would delete the endpoint', () => {
    const engine = { classifier: { ...dev.classifier, engine: 'embedded' as const } };
    const next = [record({}), record({ hours, parked: true }), { ...dev, ...engine }];
    const owners = next.map(
      (next_) => synthesize([next_], { model }).get('classifier-dev')?.resource?.['terraform_data'],
    );
    expect(owners.map((data) => Object(data?.['endpoint_owner'])['input'].owner)).toEqual([
      'terraform',
      'nobody',
      'nobody',
    ]);
  });

  test('may make and delete this endpoint with this model, and nothing else', () => {
    const role = all(open, 'aws_iam_role_policy').find(({ name }) => name === 'open-and-close');
    const { Statement } = JSON.parse(String(role?.['policy']));
    expect(Statement.map(({ Action }: { Action: string[] }) => Action)).toEqual([
      ['comprehend:CreateEndpoint', 'comprehend:TagResource'],
      ['comprehend:DeleteEndpoint'],
      ['sqs:SendMessage'],
    ]);
    expect(JSON.stringify(Statement)).not.toContain('*');
  });
});
