import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { type AwsPlace, partitionOf } from '../names';

/** The AWS provider that everything was tried with. The stacks use nothing that 6.x lacks; providers.lock.hcl holds its checksums. */
export const AWS_PROVIDER_VERSION = '5.100.0';
/** S3's own lock file is stable from here on. */
const TERRAFORM_VERSIONS = '>= 1.11.0';

export interface AwsAccountProps {
  readonly region: string;
  /** The only account that may be deployed to; left out, any. */
  readonly accountId?: string | undefined;
  /** On every resource that can carry tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The AWS account and region that a stack deploys to. */
export class AwsAccount extends Construct implements AwsPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;

  constructor(scope: Construct, id: string, props: AwsAccountProps) {
    super(scope, id);
    new AwsProvider(this, 'provider', {
      region: props.region,
      defaultTags: [{ tags: { ...props.tags } }],
      ...(props.accountId === undefined ? {} : { allowedAccountIds: [props.accountId] }),
    });
    const stack = TerraformStack.of(this);
    // The bindings pin the one release that they were generated from.
    stack.addOverride('terraform.required_providers.aws', { source: 'hashicorp/aws', version: AWS_PROVIDER_VERSION });
    stack.addOverride('terraform.required_version', TERRAFORM_VERSIONS);

    const identity = new DataAwsCallerIdentity(this, 'identity');
    identity.overrideLogicalId('current');
    this.account = identity.accountId;
    this.region = props.region;
    this.partition = partitionOf(props.region);
  }
}
