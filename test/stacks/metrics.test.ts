import { expect, test } from '@jest/globals';
import { METRIC_NAMESPACE, METRICS } from '../../lambda/metrics';
import { loadPrices } from '../../operations/cost/load-prices';
import { synthesize } from '../support/synthesize';
import { resources } from '../support/terraform-json';

/** What AWS writes without being paid for it: API Gateway by stage, Lambda by function, Comprehend by endpoint. */
const OF_AWS: Readonly<Record<string, { readonly dimensions: string; readonly names: readonly string[] }>> = {
  'AWS/ApiGateway': { dimensions: 'ApiName,Stage', names: ['Count', '4XXError', '5XXError', 'Latency'] },
  'AWS/Lambda': { dimensions: 'FunctionName', names: ['Invocations', 'Errors', 'Throttles', 'ConcurrentExecutions'] },
  'AWS/Comprehend': { dimensions: 'EndpointArn', names: ['ConsumedInferenceUnits', 'ProvisionedInferenceUnits'] },
};

interface Asked {
  readonly at: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly string[];
}

const stacks = synthesize();
const alarms = resources(stacks, 'aws_cloudwatch_metric_alarm').map(({ at, stack, attributes }) => {
  const queries: readonly { readonly metric?: unknown }[] = Object(
    attributes['metric_query'] ?? [{ metric: attributes }],
  );
  const metrics = queries.flatMap(({ metric }) => (metric === undefined ? [] : [metric]));
  return { stack, asked: metrics.map((metric) => ofAlarm(at, Object(metric))) };
});
const dashboards = resources(stacks, 'aws_cloudwatch_dashboard').flatMap(({ at, attributes }) => {
  const { widgets } = JSON.parse(String(attributes['dashboard_body']));
  return widgets.flatMap(({ properties }: { properties: { metrics: unknown[][] } }) =>
    properties.metrics.map((row) => ofGraph(at, row)),
  );
});
const asked: readonly Asked[] = [...alarms.flatMap((alarm) => alarm.asked), ...dashboards];
const filters = resources(stacks, 'aws_cloudwatch_log_metric_filter').map(({ stack, attributes }) => {
  const { namespace, name } = Object(attributes['metric_transformation']);
  return { stack, key: `${namespace} ${name} ` };
});

function ofAlarm(at: string, metric: Record<string, unknown>): Asked {
  const dimensions = Object.keys(Object(metric['dimensions'] ?? {}));
  return { at, namespace: String(metric['namespace']), name: String(metric['metric_name']), dimensions };
}

/** A row is namespace, name, then name and value of each dimension, then settings; or a search for metrics. */
function ofGraph(at: string, row: readonly unknown[]): Asked {
  const search = /SEARCH\('\{([^,]+),([^}]+)} MetricName="(\w+)"/.exec(JSON.stringify(row).replaceAll('\\"', '"'));
  if (search !== null) {
    const [, namespace = '', dimensions = '', name = ''] = search;
    return { at, namespace, name, dimensions: dimensions.split(',') };
  }
  const [namespace, name, ...rest] = row.filter((cell) => typeof cell === 'string');
  return {
    at,
    namespace: String(namespace),
    name: String(name),
    dimensions: rest.filter((_, index) => index % 2 === 0),
  };
}

function exists({ namespace, name, dimensions }: Asked): boolean {
  const key = [...dimensions].sort().join();
  if (namespace === METRIC_NAMESPACE) {
    return Object.entries(METRICS).some(
      ([own, metric]) => own === name && [...metric.dimensions].sort().join() === key,
    );
  }
  const ofAws = OF_AWS[namespace];
  if (ofAws !== undefined) return ofAws.dimensions === key && ofAws.names.includes(name);
  return filters.some((filter) => filter.key === `${namespace} ${name} ${key}`);
}

test('alarms and dashboards ask for metrics that somebody writes', () => {
  expect(asked.filter((metric) => !exists(metric))).toEqual([]);
  expect(new Set(asked.map(({ at }) => at)).size).toBe(10); // 4 alarms and a dashboard, twice
});

test('the function writes no metric that nobody asks for', () => {
  const wanted = new Set(asked.filter(({ namespace }) => namespace === METRIC_NAMESPACE).map(({ name }) => name));
  expect([...wanted].sort()).toEqual(Object.keys(METRICS).sort());
});

test('API Gateway writes none by method, which is paid for', () => {
  for (const { attributes } of resources(stacks, 'aws_api_gateway_method_settings')) {
    expect(attributes['settings']).toMatchObject({ metrics_enabled: false });
  }
});

test('the prices count the metrics of the alarms and of the access log as they are deployed', () => {
  const { assumptions } = loadPrices('.');
  const inDev = alarms.filter(({ stack }) => stack === 'api-dev');
  expect(assumptions.alarmMetrics).toBe(inDev.flatMap((alarm) => alarm.asked).length);
  expect(assumptions.accessLogMetrics).toBe(filters.filter(({ stack }) => stack === 'api-dev').length);
});
