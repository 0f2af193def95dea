import type { Environment } from '../../../config/environment';
import {
  type AwsPlace,
  awsNames,
  bucketArn,
  comprehendArn,
  endpointArn,
  logGroupArn,
  partitionOf,
  roleArn,
} from '../../../stacks/names';

/** Actions that whoever deploys needs on the same objects. */
export interface AwsRight {
  readonly for: string;
  /** `service:Action` */
  readonly actions: readonly string[];
  /** ARNs of our objects, for the simulation. */
  readonly on: (environment: Environment, place: AwsPlace) => readonly string[];
  /** The same for a person, when ARNs say too much. */
  readonly where?: string;
  /** Service that a role is handed to. */
  readonly passedTo?: string;
  /** Whether a record needs it; left out: every record does. */
  readonly when?: (environment: Environment) => boolean;
  /** No deploy needs it; it is asked for by the commands that `for` names. */
  readonly optional?: true;
}

const of = (service: string, ...actions: readonly string[]) => actions.map((action) => `${service}:${action}`);
const EVERYTHING = () => ['*'];
const inComprehend = ({ classifier }: Environment) => classifier.engine === 'comprehend';

const corpus = (environment: Environment, place: AwsPlace) =>
  bucketArn(place, awsNames(environment).corpusBucket(place.account));
const model = ({ classifier }: Environment, place: AwsPlace) => [
  comprehendArn(place, `document-classifier/${classifier.name}`),
  comprehendArn(place, `document-classifier/${classifier.name}/version/*`),
];
const functionArn = (environment: Environment, { partition, region, account }: AwsPlace) =>
  `arn:${partition}:lambda:${region}:${account}:function:${awsNames(environment).functionName}`;
const roles = (environment: Environment, place: AwsPlace) => {
  const { accessRole, endpointHours, functionRole } = awsNames(environment);
  return [
    ...(inComprehend(environment) ? [accessRole] : []),
    ...(environment.classifier.endpoint.hours === undefined ? [] : [endpointHours]),
    functionRole,
  ].map((name) => roleArn(place, name));
};
const apiPaths =
  (...paths: readonly string[]) =>
  (_: Environment, { partition, region }: AwsPlace) =>
    paths.map((path) => `arn:${partition}:apigateway:${region}::/${path}`);
const groups = (environment: Environment, place: AwsPlace) => {
  const { functionLogGroup, accessLogGroup } = awsNames(environment);
  return [functionLogGroup, accessLogGroup].flatMap((name) => [
    logGroupArn(place, name),
    `${logGroupArn(place, name)}:*`,
  ]);
};
const alarms = (environment: Environment, { partition, region, account }: AwsPlace) => [
  `arn:${partition}:cloudwatch:${region}:${account}:alarm:${awsNames(environment).alarm('*')}`,
];
const dashboard = (environment: Environment, { partition, account }: AwsPlace) => [
  `arn:${partition}:cloudwatch::${account}:dashboard/${awsNames(environment).dashboard}`,
];
const topic = (environment: Environment, { partition, region, account }: AwsPlace) => [
  `arn:${partition}:sns:${region}:${account}:${awsNames(environment).alarmTopic}`,
];
const stateObjects = ({ backend }: Environment, place: AwsPlace, ending: string) =>
  backend.type === 's3' ? [`${bucketArn(place, backend.bucket)}/${backend.prefix}/*${ending}`] : [];

/**
 * What AWS must allow whoever deploys, and on what. docs/aws-permissions.md is made from it, and the doctor has IAM simulate it.
 * Sources: the calls of Terraform's AWS provider 5.100 with our stacks, as its debug log shows them, and the calls of our own commands.
 */
export const AWS_RIGHTS: readonly AwsRight[] = [
  {
    for: 'bucket of the corpus',
    actions: [
      ...of('s3', 'CreateBucket', 'DeleteBucket', 'ListBucket', 'ListBucketVersions'),
      ...of('s3', 'GetBucketAcl', 'GetBucketCORS', 'GetBucketLogging', 'GetBucketObjectLockConfiguration'),
      ...of('s3', 'GetBucketOwnershipControls', 'GetBucketPolicy', 'GetBucketPublicAccessBlock'),
      ...of('s3', 'GetBucketRequestPayment', 'GetBucketTagging', 'GetBucketVersioning', 'GetBucketWebsite'),
      ...of('s3', 'GetAccelerateConfiguration', 'GetEncryptionConfiguration', 'GetLifecycleConfiguration'),
      ...of('s3', 'GetReplicationConfiguration', 'PutBucketOwnershipControls', 'PutBucketPolicy'),
      ...of('s3', 'PutBucketPublicAccessBlock', 'PutBucketTagging', 'PutBucketVersioning'),
      ...of('s3', 'PutEncryptionConfiguration', 'PutLifecycleConfiguration', 'DeleteBucketPolicy'),
    ],
    on: (environment, place) => [corpus(environment, place)],
    when: inComprehend,
  },
  {
    for: 'corpus in it',
    actions: of(
      ...(['s3', 'GetObject', 'GetObjectTagging', 'PutObject', 'PutObjectTagging', 'DeleteObject'] as const),
      'DeleteObjectVersion',
    ),
    on: (environment, place) => [`${corpus(environment, place)}/*`],
    when: inComprehend,
  },
  {
    for: 'roles of the function and of the training',
    actions: [
      ...of('iam', 'CreateRole', 'GetRole', 'DeleteRole', 'UpdateRole', 'UpdateAssumeRolePolicy', 'TagRole'),
      ...of('iam', 'UntagRole', 'PutRolePolicy', 'GetRolePolicy', 'DeleteRolePolicy', 'ListRolePolicies'),
      ...of('iam', 'ListAttachedRolePolicies', 'ListInstanceProfilesForRole'),
    ],
    on: roles,
  },
  {
    for: 'handing its role to the function',
    actions: ['iam:PassRole'],
    on: (environment, place) => [roleArn(place, awsNames(environment).functionRole)],
    passedTo: 'lambda.amazonaws.com',
  },
  {
    for: 'handing its role to the training',
    actions: ['iam:PassRole'],
    on: (environment, place) => [roleArn(place, awsNames(environment).accessRole)],
    passedTo: 'comprehend.amazonaws.com',
    when: inComprehend,
  },
  {
    for: 'classifier',
    actions: [
      ...of('comprehend', 'CreateDocumentClassifier', 'DescribeDocumentClassifier', 'StopTrainingDocumentClassifier'),
      ...of('comprehend', 'DeleteDocumentClassifier', 'TagResource', 'UntagResource', 'ListTagsForResource'),
    ],
    on: model,
    when: inComprehend,
  },
  {
    for: 'endpoint',
    actions: of('comprehend', 'CreateEndpoint', 'DescribeEndpoint', 'UpdateEndpoint', 'DeleteEndpoint'),
    on: ({ classifier }, place) => [endpointArn(place, classifier.endpoint.name)],
    when: inComprehend,
  },
  {
    for: 'endpoint, through Cloud Control',
    actions: of(
      ...(['cloudformation', 'CreateResource', 'GetResource', 'UpdateResource', 'DeleteResource'] as const),
      'GetResourceRequestStatus',
    ),
    on: EVERYTHING,
    when: inComprehend,
  },
  {
    for: 'units that follow the mail, with `endpoint.scaling`',
    actions: [
      ...of('application-autoscaling', 'RegisterScalableTarget', 'DescribeScalableTargets', 'DeregisterScalableTarget'),
      ...of('application-autoscaling', 'PutScalingPolicy', 'DescribeScalingPolicies', 'DeleteScalingPolicy'),
      ...of('application-autoscaling', 'PutScheduledAction', 'DescribeScheduledActions', 'DeleteScheduledAction'),
      ...of('application-autoscaling', 'TagResource', 'UntagResource', 'ListTagsForResource'),
      'iam:CreateServiceLinkedRole',
    ],
    on: EVERYTHING,
    when: (environment) => inComprehend(environment) && environment.classifier.endpoint.scaling !== undefined,
  },
  {
    for: 'an endpoint with `endpoint.hours`',
    actions: [
      ...of('scheduler', 'CreateScheduleGroup', 'GetScheduleGroup', 'DeleteScheduleGroup', 'CreateSchedule'),
      ...of(
        'scheduler',
        'GetSchedule',
        'UpdateSchedule',
        'DeleteSchedule',
        'TagResource',
        'UntagResource',
        'ListTagsForResource',
      ),
      ...of(
        'sqs',
        'CreateQueue',
        'GetQueueAttributes',
        'SetQueueAttributes',
        'GetQueueUrl',
        'UntagQueue',
        'DeleteQueue',
        'TagQueue',
        'ListQueueTags',
      ),
    ],
    on: EVERYTHING,
    when: (environment) => inComprehend(environment) && environment.classifier.endpoint.hours !== undefined,
  },
  {
    for: 'handing its role to the schedule',
    actions: ['iam:PassRole'],
    on: (environment, place) => [roleArn(place, awsNames(environment).endpointHours)],
    passedTo: 'scheduler.amazonaws.com',
    when: (environment) => inComprehend(environment) && environment.classifier.endpoint.hours !== undefined,
  },
  {
    for: '`npm run diff`, `deploy`, `destroy` and `classifier`, to know models and endpoints',
    actions: of('comprehend', 'ListEndpoints', 'ListDocumentClassifiers'),
    on: EVERYTHING,
    when: inComprehend,
  },
  {
    for: '`npm run classifier -- test`, `npm run evaluate` with `--env` or `--endpoint`',
    actions: of('comprehend', 'ClassifyDocument', 'DescribeEndpoint'),
    on: ({ classifier }, place) => [endpointArn(place, classifier.endpoint.name)],
    when: inComprehend,
    optional: true,
  },
  {
    for: 'function',
    actions: [
      ...of('lambda', 'CreateFunction', 'GetFunction', 'GetFunctionConfiguration', 'GetFunctionCodeSigningConfig'),
      ...of('lambda', 'UpdateFunctionCode', 'UpdateFunctionConfiguration', 'DeleteFunction', 'AddPermission'),
      ...of('lambda', 'RemovePermission', 'GetPolicy', 'ListVersionsByFunction', 'TagResource', 'UntagResource'),
      'lambda:ListTags',
    ],
    on: (environment, place) => [functionArn(environment, place)],
  },
  {
    for: 'API, key, usage plan',
    actions: of('apigateway', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    on: apiPaths('restapis', 'restapis/*', 'apikeys', 'apikeys/*', 'usageplans', 'usageplans/*', 'tags/*'),
    where: '`/restapis*`, `/apikeys*`, `/usageplans*`, `/tags*`',
  },
  {
    for: "API Gateway's log role, with `api.manageAccountLogRole`",
    actions: of('apigateway', 'GET', 'PATCH'),
    on: apiPaths('account'),
    where: '`/account`',
    when: ({ api }) => api.manageAccountLogRole,
  },
  {
    for: 'the role behind it',
    actions: of('iam', 'CreateRole', 'GetRole', 'DeleteRole', 'TagRole', 'AttachRolePolicy', 'DetachRolePolicy'),
    on: (environment, place) => [roleArn(place, awsNames(environment).apiLogRole)],
    when: ({ api }) => api.manageAccountLogRole,
  },
  {
    for: 'handing it to API Gateway',
    actions: ['iam:PassRole'],
    on: (environment, place) => [roleArn(place, awsNames(environment).apiLogRole)],
    passedTo: 'apigateway.amazonaws.com',
    when: ({ api }) => api.manageAccountLogRole,
  },
  {
    for: 'log groups',
    actions: [
      ...of('logs', 'CreateLogGroup', 'DeleteLogGroup', 'PutRetentionPolicy', 'PutMetricFilter'),
      ...of('logs', 'DescribeMetricFilters', 'DeleteMetricFilter', 'TagResource', 'UntagResource'),
      'logs:ListTagsForResource',
    ],
    on: groups,
  },
  {
    for: 'log groups in general, and access logs',
    actions: [
      ...of('logs', 'DescribeLogGroups', 'CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery'),
      ...of('logs', 'DeleteLogDelivery', 'ListLogDeliveries'),
    ],
    on: EVERYTHING,
  },
  {
    for: 'alarms',
    actions: of(
      ...(['cloudwatch', 'PutMetricAlarm', 'DescribeAlarms', 'DeleteAlarms', 'TagResource', 'UntagResource'] as const),
      'ListTagsForResource',
    ),
    on: alarms,
  },
  { for: 'dashboard', actions: of('cloudwatch', 'PutDashboard', 'GetDashboard', 'DeleteDashboards'), on: dashboard },
  {
    for: 'telling somebody, when `alarms.email` is set',
    actions: [
      ...of('sns', 'CreateTopic', 'GetTopicAttributes', 'SetTopicAttributes', 'DeleteTopic', 'Subscribe'),
      ...of('sns', 'Unsubscribe', 'GetSubscriptionAttributes', 'TagResource', 'UntagResource', 'ListTagsForResource'),
    ],
    on: topic,
    when: ({ alarms: { email } }) => email !== '',
  },
  {
    for: 'state in S3 (more on the bucket: [state.md](state.md#the-bucket))',
    actions: of('s3', 'GetObject', 'PutObject'),
    on: (environment, place) => stateObjects(environment, place, '.tfstate'),
    when: ({ backend }) => backend.type === 's3',
  },
  {
    for: 'its lock',
    actions: of('s3', 'GetObject', 'PutObject', 'DeleteObject'),
    on: (environment, place) => stateObjects(environment, place, '.tfstate.tflock'),
    when: ({ backend }) => backend.type === 's3',
  },
  {
    for: 'the key of the state, with `backend.kmsKeyId` (its own policy may have to allow this as well)',
    actions: of('kms', 'GenerateDataKey', 'Decrypt'),
    on: ({ backend }) => (backend.type === 's3' && backend.kmsKeyId?.startsWith('arn:') ? [backend.kmsKeyId] : ['*']),
    where: 'that key',
    when: ({ backend }) => backend.type === 's3' && backend.kmsKeyId !== undefined,
  },
  {
    for: '`npm run doctor`: this list, quotas, log role, age of the key',
    actions: ['iam:SimulatePrincipalPolicy', 'servicequotas:ListServiceQuotas', 'apigateway:GET'],
    on: EVERYTHING,
    optional: true,
  },
  { for: 'knowing the account (everybody may)', actions: ['sts:GetCallerIdentity'], on: EVERYTHING, optional: true },
];

/** What a record cannot be deployed without. */
export function neededRights(environment: Environment): readonly AwsRight[] {
  return AWS_RIGHTS.filter(({ when = () => true, optional }) => optional !== true && when(environment));
}

/** Where an environment's objects are. */
export function placeOf({ aws }: Pick<Environment, 'aws'>, account: string): AwsPlace {
  return { partition: partitionOf(aws.region), region: aws.region, account };
}
