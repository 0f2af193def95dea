import { ApiGatewayAccount } from '@cdktf/provider-aws/lib/api-gateway-account';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { trustedBy } from '../policy';

export interface AccountLogRoleProps {
  readonly partition: string;
  readonly name: string;
}

/** The role with which API Gateway writes logs. One setting for all APIs of an account and region, so only one owner may have it. */
export class AccountLogRole extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AccountLogRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name: props.name,
      description: 'API Gateway writes the access logs of all APIs of the account with it',
      assumeRolePolicy: trustedBy('apigateway.amazonaws.com'),
    });
    const rights = new IamRolePolicyAttachment(this, 'rights', {
      role: role.name,
      policyArn: `arn:${props.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`,
    });
    this.ready = [new ApiGatewayAccount(this, 'account', { cloudwatchRoleArn: role.arn, dependsOn: [rights] })];
  }
}
