import type { Environment } from '../config/environment';

/** Stack names of one environment; state keys, folders of cdktf.out and arguments of cdktf are made of them. */
export function stackNames(environment: Pick<Environment, 'name'>) {
  return {
    classifier: `classifier-${environment.name}`,
    api: `api-${environment.name}`,
    routing: `routing-${environment.name}`,
    state: `${environment.name}-state`, // out of the reach of cdktf's '*-<env>'
  } as const;
}

/** Where a name becomes an ARN. */
export interface AwsPlace {
  readonly partition: string;
  readonly region: string;
  /** Account id; in a stack it is known when Terraform plans. */
  readonly account: string;
}

/** Everything in AWS that has a name of its own. Names are ours to choose, so that ARNs are known before anything exists. */
export function awsNames(environment: Pick<Environment, 'name'>) {
  const prefix = `email-routing-${environment.name}`;
  const functionName = `${prefix}-classify`;
  return {
    /** Bucket names are global, the account id makes ours unique. */
    corpusBucket: (account: string) => `${prefix}-corpus-${account}`,
    accessRole: `${prefix}-comprehend`,
    endpointHours: `${prefix}-endpoint-hours`,
    endpointUnits: `${prefix}-endpoint`,
    functionName,
    functionRole: functionName,
    /** Lambda derives the group from the function's name. */
    functionLogGroup: `/aws/lambda/${functionName}`,
    restApi: prefix,
    stage: 'v1',
    accessLogGroup: `/aws/apigateway/${prefix}`,
    apiLogRole: `${prefix}-api-logs`,
    usagePlan: prefix,
    apiKey: prefix,
    alarm: (what: string) => `${prefix}-${what}`,
    alarmTopic: `${prefix}-alarms`,
    dashboard: prefix,
  } as const;
}

/** AWS partition of a region. */
export function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

export function roleArn({ partition, account }: AwsPlace, name: string): string {
  return `arn:${partition}:iam::${account}:role/${name}`;
}

export function bucketArn({ partition }: AwsPlace, name: string): string {
  return `arn:${partition}:s3:::${name}`;
}

/** A model version: `…:document-classifier/NAME/version/VERSION`. */
export function modelVersionArn(place: AwsPlace, name: string, version: string): string {
  return comprehendArn(place, `document-classifier/${name}/version/${version}`);
}

export function scheduleGroupArn({ partition, region, account }: AwsPlace, name: string): string {
  return `arn:${partition}:scheduler:${region}:${account}:schedule-group/${name}`;
}

export function topicArn({ partition, region, account }: AwsPlace, name: string): string {
  return `arn:${partition}:sns:${region}:${account}:${name}`;
}

/** Depends on the name alone: neither a new model nor parking changes it. */
export function endpointArn(place: AwsPlace, name: string): string {
  return comprehendArn(place, `document-classifier-endpoint/${name}`);
}

export function comprehendArn({ partition, region, account }: AwsPlace, resource: string): string {
  return `arn:${partition}:comprehend:${region}:${account}:${resource}`;
}

export function logGroupArn({ partition, region, account }: AwsPlace, name: string): string {
  return `arn:${partition}:logs:${region}:${account}:log-group:${name}`;
}
