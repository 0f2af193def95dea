import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { Construct } from 'constructs';
import { METRIC_NAMESPACE, METRICS } from '../../lambda/metrics';

export interface ApiDashboardProps {
  readonly name: string;
  readonly region: string;
  readonly apiName: string;
  readonly stage: string;
  readonly functionName: string;
  /** Left out: no endpoint is asked. */
  readonly endpointArn?: string;
  /** Whether a standby model answers when the endpoint does not. */
  readonly standby: boolean;
}

/** One page: how much mail, what became of it, how fast, and how busy the endpoint is. */
export class ApiDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ApiDashboardProps) {
    super(scope, id);
    const api = ['ApiName', props.apiName, 'Stage', props.stage];
    const decisions = `{${[METRIC_NAMESPACE, ...METRICS.Mails.dimensions].join()}} MetricName="Mails" FunctionName="${props.functionName}"`;
    const widgets = [
      graph('What became of the mails', [[{ expression: `SEARCH('${decisions}', 'Sum', 300)`, id: 'decisions' }]]),
      graph('Confidence', [
        [METRIC_NAMESPACE, 'Confidence', 'FunctionName', props.functionName, { stat: 'p10' }],
        [METRIC_NAMESPACE, 'Confidence', 'FunctionName', props.functionName, { stat: 'p50' }],
      ]),
      graph('Mails and refusals', [
        ['AWS/ApiGateway', 'Count', ...api, { stat: 'Sum' }],
        ['AWS/ApiGateway', '4XXError', ...api, { stat: 'Sum' }],
        ['AWS/ApiGateway', '5XXError', ...api, { stat: 'Sum' }],
      ]),
      graph('Latency, ms', [
        ['AWS/ApiGateway', 'Latency', ...api, { stat: 'p50' }],
        ['AWS/ApiGateway', 'Latency', ...api, { stat: 'p95' }],
        ['AWS/ApiGateway', 'Latency', ...api, { stat: 'p99' }],
        [METRIC_NAMESPACE, 'Latency', 'FunctionName', props.functionName, { stat: 'p95', label: 'function, p95' }],
      ]),
      graph('Function', [
        ['AWS/Lambda', 'Errors', 'FunctionName', props.functionName, { stat: 'Sum' }],
        ['AWS/Lambda', 'Throttles', 'FunctionName', props.functionName, { stat: 'Sum' }],
        ['AWS/Lambda', 'ConcurrentExecutions', 'FunctionName', props.functionName, { stat: 'Maximum' }],
      ]),
      ...(props.endpointArn === undefined ? [] : [endpointGraph(props.endpointArn)]),
      ...(props.standby
        ? [graph('Standby model, by what kept Comprehend', [[standbyCauses(props.functionName)]])]
        : []),
    ];
    new CloudwatchDashboard(this, 'dashboard', {
      dashboardName: props.name,
      dashboardBody: JSON.stringify({
        widgets: widgets.map((properties, index) => ({
          type: 'metric',
          x: (index % 2) * 12,
          y: Math.floor(index / 2) * 6,
          width: 12,
          height: 6,
          properties: { ...properties, region: props.region },
        })),
      }),
    });
  }
}

// Names as in Comprehend's guide on monitoring endpoints; not seen in an account.
function endpointGraph(arn: string) {
  return graph('Endpoint: inference units', [
    ['AWS/Comprehend', 'ConsumedInferenceUnits', 'EndpointArn', arn, { stat: 'Maximum' }],
    ['AWS/Comprehend', 'ProvisionedInferenceUnits', 'EndpointArn', arn, { stat: 'Maximum' }],
  ]);
}

function standbyCauses(functionName: string) {
  const metric = `{${[METRIC_NAMESPACE, ...METRICS.Standby.dimensions].join()}} MetricName="Standby" FunctionName="${functionName}"`;
  return { expression: `SEARCH('${metric}', 'Sum', 300)`, id: 'standby' };
}

function graph(title: string, metrics: readonly (readonly unknown[])[]) {
  return { title, metrics, view: 'timeSeries', period: 300 };
}
