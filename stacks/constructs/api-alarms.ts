import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { ClassifierThrottledError } from '../../lambda/errors';
import { METRIC_NAMESPACE } from '../../lambda/metrics';
import type { ClassifyApi } from './classify-api';
import type { ClassifyFunction } from './classify-function';

const FIVE_MINUTES = 300;
const HOUR = 3600;
/** Share of mails without a classification, in percent, that alarms. */
const ERRORS_PERCENT = 5;

export interface ApiAlarmsProps {
  readonly api: ClassifyApi;
  readonly function: ClassifyFunction;
  readonly alarmName: (what: string) => string;
  /** Keeps what is counted from logs apart from other environments. */
  readonly environment: string;
  /** Milliseconds, 95th percentile. */
  readonly latencyMilliseconds: number;
  readonly noTrafficHours: number;
  /** Topics that are told; may be empty. */
  readonly tell: readonly string[];
}

/** Mail is never lost when classification fails, it only piles up in the general queue: somebody has to be told. */
export class ApiAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ApiAlarmsProps) {
    super(scope, id);
    const { api, tell } = props;
    const plan = this.countRefusedByPlan(props);
    const ofApi = { ApiName: api.api.name, Stage: api.stage.stageName };
    const apiMetric = (metricName: string) => ({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensions: ofApi,
      period: FIVE_MINUTES,
      stat: 'Sum',
    });
    const actions = { alarmActions: [...tell], okActions: [...tell] };

    new CloudwatchMetricAlarm(this, 'errors', {
      alarmName: props.alarmName('errors'),
      alarmDescription: `More than ${ERRORS_PERCENT} % of mails get no classification and go to the general queue: classifier not in service or a fault of the function.`,
      metricQuery: [
        { id: 'requests', metric: apiMetric('Count') },
        { id: 'refused', metric: apiMetric('4XXError') },
        { id: 'failed', metric: apiMetric('5XXError') },
        {
          id: 'share',
          // Every failure of the function is a 5XX here, its own errors, a crash and a throttle. A 4XX is a stranger
          // without a key, or over the plan: the alarm on throttles tells that.
          expression: '100 * FILL(failed, 0) / (requests - FILL(refused, 0))',
          label: 'Mails without classification, %',
          returnData: true,
        },
      ],
      comparisonOperator: 'GreaterThanThreshold',
      threshold: ERRORS_PERCENT,
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
      ...actions,
    });
    new CloudwatchMetricAlarm(this, 'throttles', {
      alarmName: props.alarmName('throttles'),
      alarmDescription:
        'Mails were refused because usage plan, concurrency of the function or inference units were exhausted.',
      metricQuery: [
        {
          id: 'plan',
          metric: { ...plan, period: FIVE_MINUTES, stat: 'Sum' },
        },
        {
          id: 'function',
          metric: {
            namespace: 'AWS/Lambda',
            metricName: 'Throttles',
            dimensions: { FunctionName: props.function.function.functionName },
            period: FIVE_MINUTES,
            stat: 'Sum',
          },
        },
        {
          id: 'classifier',
          metric: {
            namespace: METRIC_NAMESPACE,
            metricName: 'Mails',
            dimensions: {
              FunctionName: props.function.function.functionName,
              Category: 'none',
              Reason: ClassifierThrottledError.name,
            },
            period: FIVE_MINUTES,
            stat: 'Sum',
          },
        },
        {
          id: 'throttled',
          expression: 'FILL(plan, 0) + FILL(function, 0) + FILL(classifier, 0)',
          label: 'Mails throttled',
          returnData: true,
        },
      ],
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
      ...actions,
    });
    new CloudwatchMetricAlarm(this, 'latency', {
      alarmName: props.alarmName('latency'),
      alarmDescription: `One mail in twenty waits ${props.latencyMilliseconds} ms or longer for its classification.`,
      namespace: 'AWS/ApiGateway',
      metricName: 'Latency',
      dimensions: ofApi,
      extendedStatistic: 'p95',
      period: FIVE_MINUTES,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: props.latencyMilliseconds,
      evaluationPeriods: 3,
      datapointsToAlarm: 2, // one cold start is no alarm
      evaluateLowSampleCountPercentiles: 'ignore',
      treatMissingData: 'notBreaching',
      ...actions,
    });
    new CloudwatchMetricAlarm(this, 'no-traffic', {
      alarmName: props.alarmName('no-traffic'),
      alarmDescription: `No mail has reached the function for ${props.noTrafficHours} h: route, flow or integration may be off, or the key wrong.`,
      namespace: 'AWS/Lambda', // API Gateway also counts strangers without a key
      metricName: 'Invocations',
      dimensions: { FunctionName: props.function.function.functionName },
      statistic: 'Sum',
      period: HOUR,
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods: props.noTrafficHours,
      treatMissingData: 'breaching', // Lambda reports nothing, not zero
      ...actions,
    });
  }

  /** API Gateway has no metric for 429 alone; the access log knows it. */
  private countRefusedByPlan({ api, environment }: ApiAlarmsProps) {
    const metric = { namespace: `${METRIC_NAMESPACE}/${environment}`, metricName: 'RefusedByPlan' };
    new CloudwatchLogMetricFilter(this, 'count-429', {
      name: 'refused-by-plan',
      logGroupName: api.accessLog.name,
      pattern: '{ $.status = "429" }',
      metricTransformation: {
        name: metric.metricName,
        namespace: metric.namespace,
        value: '1',
        defaultValue: '0',
      },
    });
    return metric;
  }
}
