import { createHash } from 'node:crypto';
import { genesysRegion } from '../../config/regions';

/** A resource whose attribute is only known once it is deployed. */
export interface Undeployed {
  readonly stack: string;
  /** `aws_lambda_function.classify` */
  readonly address: string;
  readonly type: string;
  /** Value of an argument, resolved; undefined when it is not set. */
  readonly argument: (name: string) => unknown;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** Region of the Genesys Cloud provider. */
  readonly genesysRegion: string;
}

type Compute = (resource: Undeployed) => unknown;

/** What the services would give, made up: the same for the same output, and of the same form. */
const COMPUTED: Readonly<Record<string, Readonly<Record<string, Compute>>>> = {
  'data.aws_caller_identity': { account_id: ({ account }) => account },
  'data.aws_region': { name: ({ region }) => region, region: ({ region }) => region, id: ({ region }) => region },
  'data.aws_partition': { partition: ({ partition }) => partition, dns_suffix: () => 'amazonaws.com' },
  'data.genesyscloud_routing_email_domain': { id: argument('name') },
  aws_api_gateway_api_key: { value: digest(40) },
  aws_api_gateway_resource: {
    path: (one) => `/${one.argument('path_part')}`,
  },
  aws_api_gateway_rest_api: {
    id: digest(10),
    root_resource_id: digest(10, 'root'),
    execution_arn: (one) => arn(one, 'execute-api', digest(10)(one)),
    arn: ({ partition, region, ...one }) =>
      `arn:${partition}:apigateway:${region}::/restapis/${digest(10)({ partition, region, ...one })}`,
  },
  aws_api_gateway_stage: {
    id: (one) => `ags-${one.argument('rest_api_id')}-${one.argument('stage_name')}`,
    invoke_url: (one) =>
      `https://${one.argument('rest_api_id')}.execute-api.${one.region}.amazonaws.com/${one.argument('stage_name')}`,
    execution_arn: (one) => arn(one, 'execute-api', `${one.argument('rest_api_id')}/${one.argument('stage_name')}`),
  },
  aws_cloudwatch_log_group: {
    arn: (one) => arn(one, 'logs', `log-group:${one.argument('name')}`),
  },
  aws_iam_role: {
    id: argument('name'),
    arn: ({ partition, account, argument: given }) => `arn:${partition}:iam::${account}:role/${given('name')}`,
  },
  aws_kms_key: { arn: (one) => arn(one, 'kms', `key/${uuid(one)}`), key_id: (one) => uuid(one) },
  aws_lambda_function: {
    id: argument('function_name'),
    arn: functionArn,
    qualified_arn: (one) => `${functionArn(one)}:$LATEST`,
    version: () => '$LATEST',
    invoke_arn: (one) =>
      `arn:${one.partition}:apigateway:${one.region}:lambda:path/2015-03-31/functions/${functionArn(one)}/invocations`,
  },
  aws_s3_bucket: {
    id: argument('bucket'),
    arn: ({ partition, argument: given }) => `arn:${partition}:s3:::${given('bucket')}`,
  },
  aws_sqs_queue: { arn: (one) => arn(one, 'sqs', String(one.argument('name'))) },
  aws_sns_topic: { arn: (one) => arn(one, 'sns', String(one.argument('name'))) },
  genesyscloud_routing_email_domain: { id: emailDomain },
  'data.genesyscloud_routing_queue': { id: digestOf('queue', 'name') },
  'data.genesyscloud_group': { id: digestOf('group', 'name') },
  'data.genesyscloud_routing_wrapupcode': { id: digestOf('wrap-up code', 'name') },
  'data.genesyscloud_flow': { id: digestOf('flow', 'name') },
  'data.genesyscloud_user': { id: digestOf('user', 'email') },
  'data.genesyscloud_auth_role': { id: digestOf('role', 'name') },
  terraform_data: { output: argument('input') },
};

/** The attribute as the service might give it; undefined when nothing is known of it. */
export function computedAttribute(resource: Undeployed, attribute: string): unknown {
  const compute = COMPUTED[resource.type]?.[attribute];
  if (compute !== undefined) return compute(resource);
  return attribute === 'id' ? uuid(resource) : undefined;
}

function argument(name: string): Compute {
  return (resource) => resource.argument(name);
}

function digest(length: number, salt = ''): Compute {
  return ({ stack, address }) => hash(`${stack}/${address}${salt}`).slice(0, length);
}

function digestOf(kind: string, name: string): Compute {
  return (resource) => asUuid(hash(`${kind}/${resource.argument(name)}`));
}

function uuid({ stack, address }: Undeployed): string {
  return asUuid(hash(`${stack}/${address}`));
}

function asUuid(digits: string): string {
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

function hash(text: string): string {
  return createHash('sha256').update(`sandbox ${text}`).digest('hex');
}

function arn({ partition, region, account }: Undeployed, service: string, resource: unknown): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

function functionArn(one: Undeployed): string {
  return arn(one, 'lambda', `function:${one.argument('function_name')}`);
}

/** A label gets the suffix of its region: `pure.cloud` in the newer regions. */
function emailDomain({ argument: given, genesysRegion: id }: Undeployed): string {
  if (given('subdomain') !== true) return String(given('domain_id'));
  const domain = genesysRegion(id)?.domain ?? 'mypurecloud.com';
  return `${given('domain_id')}.${domain.endsWith('.pure.cloud') ? 'pure.cloud' : domain}`;
}
