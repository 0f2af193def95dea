import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../config/environment';
import type { LambdaBundle } from './artifacts/lambda-bundle';
import { AccountLogRole } from './constructs/account-log-role';
import { AlarmTopic } from './constructs/alarm-topic';
import { ApiAccess } from './constructs/api-access';
import { ApiAlarms } from './constructs/api-alarms';
import { ApiDashboard } from './constructs/api-dashboard';
import { AwsAccount } from './constructs/aws-account';
import { ClassifyApi } from './constructs/classify-api';
import { ClassifyFunction, type ClassifyFunctionProps } from './constructs/classify-function';
import { awsNames, endpointArn, stackNames } from './names';
import { standbyThreshold } from './standby-threshold';
import { addStateBackend } from './state-backend';

export interface ApiStackProps {
  readonly environment: Environment;
  readonly bundle: LambdaBundle;
  /** Name of the Comprehend endpoint that the function calls, in the environment's region and account. */
  readonly endpointName: string;
  readonly modelVersions: ClassifyFunctionProps['modelVersions'];
  /** Folder of the project. */
  readonly root: string;
}

/** The function that says which queue a mail belongs to, behind a REST API with a key. */
export class ApiStack extends TerraformStack {
  /** Address of `POST /classify`. */
  readonly url: string;
  /** Value of the header X-API-Key: a secret. Wrap it with `Fn.sensitive()` where it is used, the mark is lost between stacks. */
  readonly key: string;

  constructor(scope: Construct, props: ApiStackProps) {
    const { environment } = props;
    const names = awsNames(environment);
    super(scope, stackNames(environment).api);
    addStateBackend(this, environment.backend, props.root);
    const account = new AwsAccount(this, 'aws', environment.aws);
    // Computed, not read from the classifier's state: the API can be planned before the classifier is there.
    const endpoint = endpointArn(account, props.endpointName);
    const embedded = environment.classifier.engine === 'embedded';

    const classify = new ClassifyFunction(this, 'function', {
      place: account,
      name: names.functionName,
      roleName: names.functionRole,
      logGroup: names.functionLogGroup,
      logRetentionDays: environment.logs.retentionDays,
      bundle: props.bundle,
      ...(embedded ? {} : { endpointArn: endpoint }),
      modelVersions: props.modelVersions,
      threshold: environment.classifier.threshold,
      maxCharacters: environment.classifier.maxCharacters,
      ...(environment.classifier.standby ? { standbyThreshold: standbyThreshold(environment.classifier) } : {}),
    });

    const logRole = environment.api.manageAccountLogRole
      ? new AccountLogRole(this, 'log-role', { partition: account.partition, name: names.apiLogRole })
      : undefined;
    const api = new ClassifyApi(this, 'api', {
      name: names.restApi,
      stage: names.stage,
      function: classify.function,
      accessLogGroup: names.accessLogGroup,
      logRetentionDays: environment.logs.retentionDays,
      throttle: environment.api.throttle,
      logRole: logRole?.ready ?? [],
    });
    const access = new ApiAccess(this, 'access', {
      api,
      keyName: names.apiKey,
      planName: names.usagePlan,
      limits: environment.api,
    });

    const { email } = environment.alarms;
    const topic =
      email === ''
        ? undefined
        : new AlarmTopic(this, 'alarm-topic', { name: names.alarmTopic, account: account.account, email });
    new ApiAlarms(this, 'alarms', {
      api,
      function: classify,
      alarmName: names.alarm,
      environment: environment.name,
      latencyMilliseconds: environment.alarms.latencyMilliseconds,
      noTrafficHours: environment.alarms.noTrafficHours,
      tell: topic === undefined ? [] : [topic.arn],
    });
    new ApiDashboard(this, 'dashboard', {
      name: names.dashboard,
      region: account.region,
      apiName: names.restApi,
      stage: names.stage,
      functionName: names.functionName,
      ...(embedded ? {} : { endpointArn: endpoint }),
      standby: environment.classifier.standby,
    });

    this.url = api.url;
    this.key = access.key;
    new TerraformOutput(this, 'url', { value: this.url });
    new TerraformOutput(this, 'key', { value: this.key, sensitive: true });
  }
}
