import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import { deadlines } from '../../lambda/deadlines';
import { LAMBDA_HANDLER, type LambdaBundle } from '../artifacts/lambda-bundle';
import { type AwsPlace, logGroupArn } from '../names';
import { policyDocument, trustedBy } from '../policy';

export interface ClassifyFunctionProps {
  readonly place: AwsPlace;
  readonly name: string;
  readonly roleName: string;
  readonly logGroup: string;
  readonly logRetentionDays: number;
  readonly bundle: LambdaBundle;
  /** The one endpoint that it may call; left out, it calls none: the model is in the bundle. */
  readonly endpointArn?: string;
  /** Confidence, 0..1, of categories that have no threshold of their own. */
  readonly threshold: number;
  /** Characters of a mail that are classified at most. */
  readonly maxCharacters: number;
  /** Which model each engine asks, for the answer. */
  readonly modelVersions: { readonly comprehend?: string; readonly shipped?: string };
  /** Confidence, 0..1, that the standby model in the bundle needs; left out, there is none. */
  readonly standbyThreshold?: number;
}

/** The Lambda function behind the API, with a role and a log group of its own. */
export class ClassifyFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: ClassifyFunctionProps) {
    super(scope, id);
    const { endpointArn, standbyThreshold, modelVersions } = props;
    this.logGroup = new CloudwatchLogGroup(this, 'logs', {
      name: props.logGroup,
      retentionInDays: props.logRetentionDays,
    });
    const role = new IamRole(this, 'role', {
      name: props.roleName,
      description: 'What the function that classifies mail may do',
      assumeRolePolicy: trustedBy('lambda.amazonaws.com'),
    });
    const rights = new IamRolePolicy(this, 'rights', {
      name: 'classify-and-log',
      role: role.name,
      policy: policyDocument(
        ...(endpointArn === undefined ? [] : [{ actions: ['comprehend:ClassifyDocument'], resources: [endpointArn] }]),
        {
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${logGroupArn(props.place, props.logGroup)}:log-stream:*`],
        },
      ),
    });
    const code = new TerraformAsset(this, 'code', {
      path: props.bundle.file,
      assetHash: Buffer.from(props.bundle.sha256, 'base64').toString('hex'),
    });
    this.function = new LambdaFunction(this, 'function', {
      functionName: props.name,
      description: 'Says which queue a mail belongs to',
      role: role.arn,
      runtime: 'nodejs22.x', // the newest that provider 5.100 accepts
      architectures: ['arm64'],
      handler: LAMBDA_HANDLER,
      filename: code.path,
      sourceCodeHash: props.bundle.sha256,
      timeout: deadlines.functionMs / 1000,
      memorySize: 512, // CPU comes with memory: at 512 MB a cold start takes about half as long as at 256
      environment: {
        variables: {
          ...(endpointArn === undefined ? {} : { CLASSIFIER_ARN: endpointArn }),
          CLASSIFIER_CONFIDENCE_THRESHOLD: String(props.threshold),
          CLASSIFIER_MAX_CHARACTERS: String(props.maxCharacters),
          ...(standbyThreshold === undefined ? {} : { STANDBY_CONFIDENCE_THRESHOLD: String(standbyThreshold) }),
          ...(modelVersions.comprehend === undefined ? {} : { COMPREHEND_MODEL_VERSION: modelVersions.comprehend }),
          ...(modelVersions.shipped === undefined ? {} : { SHIPPED_MODEL_VERSION: modelVersions.shipped }),
        },
      },
      dependsOn: [rights, this.logGroup], // Lambda would make a log group without retention
    });
    this.function.overrideLogicalId('classify');
  }
}
