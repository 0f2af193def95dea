import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type AwsPlace, bucketArn, comprehendArn, roleArn } from '../names';
import { policyDocument, trustedBy } from '../policy';

export interface ComprehendAccessRoleProps {
  readonly place: AwsPlace;
  readonly name: string;
  readonly bucket: string;
  /** Folder of the bucket that training may read, without a slash at its end. */
  readonly folder: string;
  /** Name of the classifier that may use the role. */
  readonly classifier: string;
  /** Whether the trust also demands `aws:SourceArn`. */
  readonly trustSourceArn: boolean;
}

/** What Comprehend may do while it trains: read the corpus, nothing else. */
export class ComprehendAccessRole extends Construct {
  /** Computed, so that it is known when Terraform plans. */
  readonly arn: string;
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ComprehendAccessRoleProps) {
    super(scope, id);
    const { place, bucket, folder } = props;
    const classifier = comprehendArn(place, `document-classifier/${props.classifier}`);
    const role = new IamRole(this, 'role', {
      name: props.name,
      description: `Training of the classifier ${props.classifier}`,
      assumeRolePolicy: trustedBy('comprehend.amazonaws.com', {
        StringEquals: { 'aws:SourceAccount': place.account },
        ...(props.trustSourceArn ? { ArnLike: { 'aws:SourceArn': [classifier, `${classifier}/version/*`] } } : {}),
      }),
    });
    const rights = new IamRolePolicy(this, 'read-corpus', {
      name: 'read-corpus',
      role: role.name,
      policy: policyDocument(
        { actions: ['s3:GetObject'], resources: [`${bucketArn(place, bucket)}/${folder}/*`] },
        {
          actions: ['s3:ListBucket'],
          resources: [bucketArn(place, bucket)],
          conditions: { StringLike: { 's3:prefix': `${folder}/*` } },
        },
      ),
    });
    this.arn = roleArn(place, props.name);
    this.ready = [role, rights];
  }
}
