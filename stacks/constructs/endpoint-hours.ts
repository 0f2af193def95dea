import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { DataResource, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment';
import { scriptCommand } from '../artifacts/script-command';
import { type AwsPlace, endpointArn, roleArn, scheduleGroupArn } from '../names';
import { policyDocument, trustedBy } from '../policy';
import { AHEAD_MINUTES } from '../scheduled-minimum';
import { before, momentsOf, weeklyCrons } from '../weekly-cron';

export interface EndpointHoursProps {
  readonly place: AwsPlace;
  readonly environment: Environment;
  readonly hours: NonNullable<Environment['classifier']['endpoint']['hours']>;
  /** Of the group, the role, the queue and the alarm. */
  readonly name: string;
  /** The model that is served from now on. */
  readonly modelArn: string;
  /** Topics that are told when a schedule failed; may be empty. */
  readonly tell: readonly string[];
  /** Folder of the project. */
  readonly root: string;
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * An endpoint that exists in business hours only. The schedules own it, not Terraform, which would plan to make it every night and see nothing by
 * day. A deploy settles it at once (`npm run classifier -- settle`); EndpointOwner removes it.
 */
export class EndpointHours extends Construct {
  constructor(scope: Construct, id: string, props: EndpointHoursProps) {
    super(scope, id);
    const { place, environment, hours, name, modelArn } = props;
    const { endpoint } = environment.classifier;
    const arn = endpointArn(place, endpoint.name);

    const group = new SchedulerScheduleGroup(this, 'group', { name });
    const failed = new SqsQueue(this, 'failed', {
      name,
      sqsManagedSseEnabled: true,
      messageRetentionSeconds: 1_209_600,
    });
    failed.overrideLogicalId('failed_schedules');
    const role = new IamRole(this, 'role', {
      name,
      description: `Opens and closes the endpoint ${endpoint.name}`,
      assumeRolePolicy: trustedBy('scheduler.amazonaws.com', {
        StringEquals: { 'aws:SourceAccount': place.account, 'aws:SourceArn': scheduleGroupArn(place, name) },
      }),
    });
    const rights = new IamRolePolicy(this, 'rights', {
      name: 'open-and-close',
      role: role.name,
      policy: policyDocument(
        {
          actions: ['comprehend:CreateEndpoint', 'comprehend:TagResource'],
          resources: [arn, modelArn],
        },
        { actions: ['comprehend:DeleteEndpoint'], resources: [arn] },
        { actions: ['sqs:SendMessage'], resources: [failed.arn] },
      ),
    });

    const schedule = (what: string, operation: string, moments: readonly number[], input: object) =>
      weeklyCrons(moments).map((cron, index) => {
        const suffix = index === 0 ? what : `${what}-${index + 1}`;
        return new SchedulerSchedule(this, suffix, {
          name: suffix,
          groupName: group.name,
          scheduleExpression: cron,
          scheduleExpressionTimezone: hours.zone,
          flexibleTimeWindow: { mode: 'OFF' },
          target: {
            arn: `arn:${place.partition}:scheduler:::aws-sdk:comprehend:${operation}`,
            roleArn: roleArn(place, name),
            input: JSON.stringify(input),
            retryPolicy: { maximumRetryAttempts: 20, maximumEventAgeInSeconds: 3600 },
            deadLetterConfig: { arn: failed.arn },
          },
          dependsOn: [role, rights, ...props.dependsOn],
        });
      });
    const opening = momentsOf(hours.days, hours.open).map((moment) => before(moment, AHEAD_MINUTES));
    const opens = schedule('open', 'createEndpoint', opening, {
      EndpointName: endpoint.name,
      ModelArn: modelArn,
      DesiredInferenceUnits: endpoint.inferenceUnits,
      Tags: Object.entries(environment.aws.tags).map(([Key, Value]) => ({ Key, Value })),
    });
    const closes = schedule('close', 'deleteEndpoint', momentsOf(hours.days, hours.close), { EndpointArn: arn });

    new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: name,
      alarmDescription: `The endpoint ${endpoint.name} was not opened or closed on time: npm run classifier -- status ${environment.name} says what is there, settle mends it. Why: the queue ${name}.`,
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: failed.name },
      statistic: 'Maximum',
      period: 300,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
      alarmActions: [...props.tell],
      okActions: [...props.tell],
    });
    this.settleAtOnce(props, [...opens, ...closes]);
  }

  private settleAtOnce(
    { environment, modelArn, hours, root, dependsOn }: EndpointHoursProps,
    schedules: readonly ITerraformDependable[],
  ) {
    const { endpoint } = environment.classifier;
    const settled = new DataResource(this, 'settled', {
      triggersReplace: { model: modelArn, units: endpoint.inferenceUnits, hours: JSON.stringify(hours) },
      provisioners: [scriptCommand(this, root, 'classifier')('settle', environment.name)],
      dependsOn: [...dependsOn, ...schedules],
    });
    settled.overrideLogicalId('endpoint_settled');
  }
}
