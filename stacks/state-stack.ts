import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../config/environment';
import { AwsAccount } from './constructs/aws-account';
import { PrivateBucket } from './constructs/private-bucket';
import { stackNames } from './names';
import { addStateBackend } from './state-backend';

export interface StateStackProps {
  readonly environment: Environment;
  readonly backend: Extract<Environment['backend'], { type: 's3' }>;
  /** Folder of the project. */
  readonly root: string;
}

/** The bucket that holds the state of the environment's other stacks. Its own state stays in a folder of the project. */
export class StateStack extends TerraformStack {
  constructor(scope: Construct, { environment, backend, root }: StateStackProps) {
    super(scope, stackNames(environment).state);
    addStateBackend(this, { type: 'local', dir: 'state' }, root);
    const account = new AwsAccount(this, 'aws', { ...environment.aws, region: backend.region });
    const bucket = new PrivateBucket(this, 'state', {
      place: account,
      name: backend.bucket,
      keepReplacedDays: 90, // each lock leaves a version behind as well
      kmsKeyId: backend.kmsKeyId,
      atDestroy: 'keep',
    });
    new TerraformOutput(this, 'bucket', { value: bucket.name });
  }
}
