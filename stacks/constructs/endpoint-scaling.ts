import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingScheduledAction } from '@cdktf/provider-aws/lib/appautoscaling-scheduled-action';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { LEAST_TRACKED_PER_HOUR } from '../../config/endpoint-faults';
import type { Environment } from '../../config/environment';
import { scheduledMinimum } from '../scheduled-minimum';

const DIMENSION = 'comprehend:document-classifier-endpoint:DesiredInferenceUnits';
/** Percent, where the record does not say: what AWS' own example takes. */
const USUAL_TARGET = 70;

export interface EndpointScalingProps {
  readonly name: string;
  readonly endpointArn: string;
  readonly endpoint: Environment['classifier']['endpoint'];
  readonly scaling: NonNullable<Environment['classifier']['endpoint']['scaling']>;
  readonly peakMailsPerHour: number;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Lets the endpoint's units follow the week and, where there is enough mail to go by, the mail. */
export class EndpointScaling extends Construct {
  constructor(scope: Construct, id: string, props: EndpointScalingProps) {
    super(scope, id);
    const { scaling, endpoint } = props;
    const target = new AppautoscalingTarget(this, 'target', {
      serviceNamespace: 'comprehend',
      scalableDimension: DIMENSION,
      resourceId: props.endpointArn,
      minCapacity: scaling.min,
      maxCapacity: scaling.max,
      // A scheduled action changes the minimum: a plan must not set it back.
      ...(endpoint.schedule === undefined ? {} : { lifecycle: { ignoreChanges: ['min_capacity'] } }),
      dependsOn: [...props.dependsOn],
    });
    target.overrideLogicalId('endpoint_units');
    const scaled = {
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
    };
    const { schedule } = endpoint;
    const changes = schedule === undefined ? [] : scheduledMinimum(schedule);
    changes.forEach(({ cron, units }, index) => {
      new AppautoscalingScheduledAction(this, `minimum-${index + 1}`, {
        ...scaled,
        name: `${props.name}-minimum-${index + 1}`,
        schedule: cron,
        timezone: schedule?.zone ?? 'UTC',
        scalableTargetAction: { minCapacity: String(units), maxCapacity: String(scaling.max) },
      });
    });
    if (props.peakMailsPerHour < LEAST_TRACKED_PER_HOUR) return;
    new AppautoscalingPolicy(this, 'tracking', {
      ...scaled,
      name: `${props.name}-utilisation`,
      policyType: 'TargetTrackingScaling',
      targetTrackingScalingPolicyConfiguration: {
        targetValue: scaling.target ?? USUAL_TARGET,
        predefinedMetricSpecification: { predefinedMetricType: 'ComprehendInferenceUtilization' },
        scaleOutCooldown: 60,
        scaleInCooldown: 900, // a minute's lull is no reason to give up what takes minutes to come back
      },
    });
  }
}
