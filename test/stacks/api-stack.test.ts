import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../config/environment';
import { requestSchema } from '../../lambda/contract';
import { deadlines } from '../../lambda/deadlines';
import { ClassifierThrottledError } from '../../lambda/errors';
import { environment, synthesize } from '../support/synthesize';
import { only, resources } from '../support/terraform-json';

const dev = environment('dev');
const stacks = synthesize([dev]);
const api = (type: string) => only(stacks, 'api-dev', type);

describe('the function', () => {
  test('has the settings of the contract, the version of the model and no other', () => {
    expect(api('aws_lambda_function')['environment']).toEqual({
      variables: {
        CLASSIFIER_ARN: `arn:aws:comprehend:us-east-1:\${data.aws_caller_identity.current.account_id}:document-classifier-endpoint/email-routing-dev`,
        CLASSIFIER_CONFIDENCE_THRESHOLD: '0.75',
        CLASSIFIER_MAX_CHARACTERS: '2000',
        COMPREHEND_MODEL_VERSION: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    });
  });

  test.each([0, 0.75, 1])('takes the threshold %p of the record', (threshold) => {
    const changed = synthesize([{ ...dev, classifier: { ...dev.classifier, threshold } }]);
    expect(only(changed, 'api-dev', 'aws_lambda_function')['environment']).toMatchObject({
      variables: { CLASSIFIER_CONFIDENCE_THRESHOLD: String(threshold) },
    });
  });

  test('runs on what both majors of the provider know', () => {
    expect(api('aws_lambda_function')).toMatchObject({ runtime: 'nodejs22.x', architectures: ['arm64'] });
  });

  test('gives up before the API does, and the API before its own limit', () => {
    const seconds = Number(api('aws_lambda_function')['timeout']);
    const integration = Number(api('aws_api_gateway_integration')['timeout_milliseconds']);
    expect(seconds * 1000).toBe(deadlines.functionMs);
    expect(integration).toBeGreaterThan(seconds * 1000);
    expect(integration).toBeLessThan(29_000);
  });
});

describe('the API', () => {
  test('lets nobody in without a key', () => {
    const methods = resources(stacks, 'aws_api_gateway_method');
    expect(methods.map(({ attributes }) => [attributes['http_method'], attributes['api_key_required']])).toEqual([
      ['POST', true],
    ]);
    expect(api('aws_api_gateway_usage_plan')).toMatchObject({
      throttle_settings: { rate_limit: 50, burst_limit: 200 },
      quota_settings: { limit: 100_000, period: 'MONTH' },
    });
  });

  test('checks the body against the one contract', () => {
    const model = api('aws_api_gateway_model');
    expect(JSON.parse(String(model['schema']))).toMatchObject({ ...requestSchema });
    expect(model['name']).toMatch(/^ClassifyRequest[0-9a-f]{8}$/);
    expect(api('aws_api_gateway_request_validator')).toMatchObject({ validate_request_body: true });
    expect(api('aws_api_gateway_integration')).toMatchObject({ passthrough_behavior: 'NEVER' });
  });

  test('answers JSON itself, too: each template is an object with a message once its variables are filled in', () => {
    const templates = resources(stacks, 'aws_api_gateway_gateway_response').map(({ attributes }) =>
      String(Reflect.get(Object(attributes['response_templates']), 'application/json')),
    );
    const answers = templates.map((template) =>
      JSON.parse(template.replace('$context.error.messageString', '"Forbidden"').replace('$context.requestId', 'id')),
    );
    expect(answers.map(({ message }) => typeof message)).toEqual(['string', 'string', 'string', 'string']);
  });

  test('logs neither body nor address of the caller', () => {
    const settings = Object(api('aws_api_gateway_stage')['access_log_settings']);
    const format: Record<string, string> = JSON.parse(String(Reflect.get(settings, 'format')));
    const variables = Object.values(format);
    expect(variables.filter((name) => !/^\$context\.[a-zA-Z.]+$/.test(name))).toEqual([]);
    expect(variables.filter((name) => /body|identity|sourceIp|userAgent|authorizer/i.test(name))).toEqual([]);
    expect(api('aws_api_gateway_method_settings')).toMatchObject({
      settings: { logging_level: 'OFF', data_trace_enabled: false },
    });
  });

  test('is deployed again by a change of its definition, and not by another', () => {
    const trigger = (record: Environment) =>
      only(synthesize([record]), 'api-dev', 'aws_api_gateway_deployment')['triggers'];
    expect(trigger({ ...dev, classifier: { ...dev.classifier, threshold: 0.1 } })).toEqual(trigger(dev));
    expect(trigger({ ...dev, logs: { retentionDays: 7 } })).toEqual(trigger(dev));
    expect(api('aws_api_gateway_deployment')).toMatchObject({ lifecycle: { create_before_destroy: true } });
  });

  test('owns the log role of the account only when asked to', () => {
    expect(resources(stacks, 'aws_api_gateway_account')).toEqual([]);
    const owner = synthesize([{ ...dev, api: { ...dev.api, manageAccountLogRole: true } }]);
    expect(resources(owner, 'aws_api_gateway_account').length).toBe(1);
    expect(only(owner, 'api-dev', 'aws_api_gateway_stage')['depends_on']).toEqual([
      expect.stringMatching(/^aws_api_gateway_account\./),
    ]);
  });
});

describe('the alarms', () => {
  const alarms = (record: Environment) =>
    new Map(
      resources(synthesize([record]), 'aws_cloudwatch_metric_alarm').map(({ attributes }) => [
        String(attributes['alarm_name']).replace('email-routing-dev-', ''),
        attributes,
      ]),
    );

  test('are four, with the limits of the record', () => {
    const made = alarms({ ...dev, alarms: { email: '', latencyMilliseconds: 1234, noTrafficHours: 7 } });
    expect([...made.keys()].sort()).toEqual(['errors', 'latency', 'no-traffic', 'throttles']);
    expect(made.get('latency')).toMatchObject({ threshold: 1234, extended_statistic: 'p95' });
    expect(made.get('no-traffic')).toMatchObject({
      evaluation_periods: 7,
      period: 3600,
      treat_missing_data: 'breaching',
    });
  });

  test('tell a person when there is one, and are made all the same when there is none', () => {
    for (const [, alarm] of alarms(dev)) expect(alarm).toMatchObject({ alarm_actions: [], ok_actions: [] });
    const told = { ...dev, alarms: { ...dev.alarms, email: 'ops@example.com' } };
    for (const [, alarm] of alarms(told)) {
      expect(alarm['alarm_actions']).toEqual([expect.stringMatching(/aws_sns_topic\..*\.arn/)]);
    }
    expect(only(synthesize([told]), 'api-dev', 'aws_sns_topic_subscription')).toMatchObject({
      endpoint: 'ops@example.com',
      protocol: 'email',
    });
  });

  test('on errors takes only what the API or the function failed at, of the requests that it let in', () => {
    const queries = alarms(dev).get('errors')?.['metric_query'];
    const share = (values: Readonly<Record<string, number | undefined>>) => shareOf(queries, values);
    expect(share({ Count: 100, '4XXError': 90, '5XXError': 0 })).toBe(0); // strangers without a key, or over the plan
    expect(share({ Count: 100, '5XXError': 6 })).toBe(6);
    expect(share({ Count: 100, '4XXError': 40, '5XXError': 60 })).toBe(100);
  });

  test('on no traffic takes no request of a stranger for a mail', () => {
    expect(alarms(dev).get('no-traffic')).toMatchObject({ namespace: 'AWS/Lambda', metric_name: 'Invocations' });
  });

  test('count what the function writes when Comprehend throttles', () => {
    const queries = JSON.stringify(alarms(dev).get('throttles')?.['metric_query']);
    expect(queries).toContain(`"Reason":"${new ClassifierThrottledError().name}"`);
  });
});

/** Computes the one expression of an alarm; a metric without a value is missing. */
function shareOf(queries: unknown, values: Readonly<Record<string, number | undefined>>): unknown {
  const all: readonly { id: string; expression?: string; metric?: { metric_name: string } }[] = Object(queries);
  const expression = all.find((query) => query.expression !== undefined)?.expression ?? '';
  const metrics = all.flatMap(({ id, metric }) => (metric === undefined ? [] : [[id, metric.metric_name] as const]));
  const fill = (value: number | undefined, otherwise: number) => value ?? otherwise;
  const compute = new Function('FILL', ...metrics.map(([id]) => id), `return ${expression}`);
  return compute(fill, ...metrics.map(([, name]) => values[name]));
}

test('nothing of the classifier is read from its state: the API can be planned first', () => {
  expect(Object.keys(stacks.get('api-dev')?.data ?? {})).toEqual(['aws_caller_identity']);
});
