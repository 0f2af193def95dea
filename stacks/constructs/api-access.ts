import { ApiGatewayApiKey } from '@cdktf/provider-aws/lib/api-gateway-api-key';
import { ApiGatewayUsagePlan } from '@cdktf/provider-aws/lib/api-gateway-usage-plan';
import { ApiGatewayUsagePlanKey } from '@cdktf/provider-aws/lib/api-gateway-usage-plan-key';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment';
import type { ClassifyApi } from './classify-api';

export interface ApiAccessProps {
  readonly api: ClassifyApi;
  readonly keyName: string;
  readonly planName: string;
  readonly limits: Pick<Environment['api'], 'throttle' | 'quota'>;
}

/** The caller's key and what may be asked with it. */
export class ApiAccess extends Construct {
  /** Value of the key: a secret. Wrap it with `Fn.sensitive()` where it is used in another stack. */
  readonly key: string;
  readonly keyId: string;

  constructor(scope: Construct, id: string, props: ApiAccessProps) {
    super(scope, id);
    const { throttle, quota } = props.limits;
    const plan = new ApiGatewayUsagePlan(this, 'plan', {
      name: props.planName,
      apiStages: [{ apiId: props.api.api.id, stage: props.api.stage.stageName }],
      throttleSettings: { rateLimit: throttle.requestsPerSecond, burstLimit: throttle.burst },
      quotaSettings: { limit: quota.requests, period: quota.period },
    });
    const key = new ApiGatewayApiKey(this, 'key', {
      name: props.keyName,
      description: 'Data action of the e-mail flow in Genesys Cloud',
    });
    new ApiGatewayUsagePlanKey(this, 'plan-key', { keyId: key.id, keyType: 'API_KEY', usagePlanId: plan.id });
    this.key = key.value;
    this.keyId = key.id;
  }
}
