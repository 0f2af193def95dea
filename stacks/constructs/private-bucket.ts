import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type AwsPlace, bucketArn } from '../names';
import { policyDocument } from '../policy';

export interface PrivateBucketProps {
  readonly place: AwsPlace;
  readonly name: string;
  /** Days that a replaced or deleted object can be brought back. */
  readonly keepReplacedDays: number;
  /** Encrypts with this KMS key; left out, with S3's own keys. */
  readonly kmsKeyId?: string | undefined;
  /** `keep`: Terraform refuses to destroy it. `empty`: destroying it deletes what it holds. */
  readonly atDestroy: 'keep' | 'empty';
}

/** A bucket that is private, versioned, encrypted and answers over TLS only. */
export class PrivateBucket extends Construct {
  readonly name: string;
  readonly arn: string;
  /** What must be there before objects are put in. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, 'bucket', {
      bucket: props.name,
      forceDestroy: props.atDestroy === 'empty',
      ...(props.atDestroy === 'keep' ? { lifecycle: { preventDestroy: true } } : {}),
    });
    this.name = bucket.bucket; // known when Terraform plans, unlike `id`
    this.arn = bucketArn(props.place, props.name);

    const access = new S3BucketPublicAccessBlock(this, 'public-access', {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'ownership', {
      bucket: bucket.id,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket: bucket.id,
      versioningConfiguration: { status: 'Enabled' },
    });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket: bucket.id,
      rule: [
        {
          applyServerSideEncryptionByDefault:
            props.kmsKeyId === undefined
              ? { sseAlgorithm: 'AES256' }
              : { sseAlgorithm: 'aws:kms', kmsMasterKeyId: props.kmsKeyId },
          bucketKeyEnabled: props.kmsKeyId !== undefined,
        },
      ],
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket: bucket.id,
      rule: [
        {
          id: 'forget-replaced-objects',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          noncurrentVersionExpiration: [{ noncurrentDays: props.keepReplacedDays }],
          expiration: [{ expiredObjectDeleteMarker: true }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
      ],
      dependsOn: [versioning],
    });
    new S3BucketPolicy(this, 'policy', {
      bucket: bucket.id,
      policy: policyDocument({
        effect: 'Deny',
        principal: '*',
        actions: ['s3:*'],
        resources: [this.arn, `${this.arn}/*`],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      dependsOn: [access], // two changes of a bucket's policy at the same time are refused by S3
    });
    this.ready = [versioning, encryption];
  }
}
