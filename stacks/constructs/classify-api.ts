import { createHash } from 'node:crypto';
import { ApiGatewayDeployment } from '@cdktf/provider-aws/lib/api-gateway-deployment';
import { ApiGatewayGatewayResponse } from '@cdktf/provider-aws/lib/api-gateway-gateway-response';
import { ApiGatewayIntegration } from '@cdktf/provider-aws/lib/api-gateway-integration';
import { ApiGatewayMethod } from '@cdktf/provider-aws/lib/api-gateway-method';
import { ApiGatewayMethodSettings } from '@cdktf/provider-aws/lib/api-gateway-method-settings';
import { ApiGatewayModel } from '@cdktf/provider-aws/lib/api-gateway-model';
import { ApiGatewayRequestValidator } from '@cdktf/provider-aws/lib/api-gateway-request-validator';
import { ApiGatewayResource } from '@cdktf/provider-aws/lib/api-gateway-resource';
import { ApiGatewayRestApi } from '@cdktf/provider-aws/lib/api-gateway-rest-api';
import { ApiGatewayStage } from '@cdktf/provider-aws/lib/api-gateway-stage';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { requestSchema } from '../../lambda/contract';
import { deadlines } from '../../lambda/deadlines';

/** The function has given up by then; API Gateway allows 29 seconds. */
const INTEGRATION_TIMEOUT_MILLISECONDS = deadlines.functionMs + 2_000;

/** One line per request. Neither body nor sender's address: mail holds personal data. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  method: '$context.httpMethod',
  path: '$context.path',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  error: '$context.error.responseType',
});

const asMessage = { 'application/json': '{"message":$context.error.messageString}' };

/** What API Gateway itself answers; everything is JSON with a message. */
const GATEWAY_RESPONSES = [
  { type: 'DEFAULT_4XX', templates: asMessage },
  {
    type: 'BAD_REQUEST_BODY',
    status: '400',
    templates: {
      'application/json': JSON.stringify({
        message: `The body must be a JSON object with the strings ${requestSchema.required.join(' and ')}`,
      }),
    },
  },
  { type: 'THROTTLED', status: '429', templates: asMessage, headers: { 'Retry-After': '1' } },
  {
    type: 'DEFAULT_5XX',
    templates: { 'application/json': '{"message":"Internal error","requestId":"$context.requestId"}' },
  },
] as const;

/** What callers see, apart from names and identifiers. Every change of it is a new deployment. */
const DEFINITION = {
  path: 'classify',
  schema: JSON.stringify({ $schema: 'http://json-schema.org/draft-04/schema#', ...requestSchema }),
  validator: { validateRequestBody: true, validateRequestParameters: false },
  method: { httpMethod: 'POST', authorization: 'NONE', apiKeyRequired: true },
  integration: {
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    timeoutMilliseconds: INTEGRATION_TIMEOUT_MILLISECONDS,
    passthroughBehavior: 'NEVER', // the body of another content type would pass the validator unseen
  },
  responses: GATEWAY_RESPONSES,
} as const;

export interface ClassifyApiProps {
  readonly name: string;
  readonly stage: string;
  readonly function: LambdaFunction;
  readonly accessLogGroup: string;
  readonly logRetentionDays: number;
  readonly throttle: { readonly requestsPerSecond: number; readonly burst: number };
  /** What the stage must wait for before it can write its access log. */
  readonly logRole: readonly ITerraformDependable[];
}

/** REST API with the one method `POST /classify`, for callers with a key. */
export class ClassifyApi extends Construct {
  readonly api: ApiGatewayRestApi;
  readonly stage: ApiGatewayStage;
  readonly accessLog: CloudwatchLogGroup;
  /** Address of `POST /classify`. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ClassifyApiProps) {
    super(scope, id);
    const api = new ApiGatewayRestApi(this, 'api', {
      name: props.name,
      description: 'Says which queue a mail belongs to',
      apiKeySource: 'HEADER',
      endpointConfiguration: { types: ['REGIONAL'] },
    });
    const restApiId = api.id;
    const resource = new ApiGatewayResource(this, 'classify', {
      restApiId,
      parentId: api.rootResourceId,
      pathPart: DEFINITION.path,
    });

    const model = new ApiGatewayModel(this, 'request', {
      restApiId,
      name: `ClassifyRequest${digest(DEFINITION.schema)}`, // another schema is another model: the method never lacks one
      contentType: 'application/json',
      description: 'A mail: subject and body',
      schema: DEFINITION.schema,
      lifecycle: { createBeforeDestroy: true },
    });
    const validator = new ApiGatewayRequestValidator(this, 'validator', {
      restApiId,
      name: 'body',
      ...DEFINITION.validator,
    });
    const method = new ApiGatewayMethod(this, 'post', {
      restApiId,
      resourceId: resource.id,
      ...DEFINITION.method,
      requestValidatorId: validator.id,
      requestModels: { 'application/json': model.name },
    });
    const integration = new ApiGatewayIntegration(this, 'function', {
      restApiId,
      resourceId: resource.id,
      httpMethod: method.httpMethod,
      uri: props.function.invokeArn,
      ...DEFINITION.integration,
    });
    const responses = DEFINITION.responses.map(
      (response) =>
        new ApiGatewayGatewayResponse(this, response.type.toLowerCase().replaceAll('_', '-'), {
          restApiId,
          responseType: response.type,
          responseTemplates: { ...response.templates },
          ...('status' in response ? { statusCode: response.status } : {}),
          ...('headers' in response
            ? {
                responseParameters: Object.fromEntries(
                  Object.entries(response.headers).map(([name, value]) => [
                    `gatewayresponse.header.${name}`,
                    `'${value}'`,
                  ]),
                ),
              }
            : {}),
        }),
    );

    const deployment = new ApiGatewayDeployment(this, 'deployment', {
      restApiId,
      // A deployment is a copy: without a new one, no change of the above reaches callers.
      triggers: { definition: digest(JSON.stringify(DEFINITION)) },
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [method, integration, ...responses],
    });
    this.accessLog = new CloudwatchLogGroup(this, 'access-log', {
      name: props.accessLogGroup,
      retentionInDays: props.logRetentionDays,
    });
    this.stage = new ApiGatewayStage(this, 'stage', {
      restApiId,
      deploymentId: deployment.id,
      stageName: props.stage,
      accessLogSettings: { destinationArn: this.accessLog.arn, format: ACCESS_LOG },
      ...(props.logRole.length > 0 ? { dependsOn: [...props.logRole] } : {}),
    });
    new ApiGatewayMethodSettings(this, 'settings', {
      restApiId,
      stageName: this.stage.stageName,
      methodPath: '*/*',
      settings: {
        metricsEnabled: false, // those of the stage are enough; each method's own are paid for
        loggingLevel: 'OFF', // execution logs would hold bodies
        dataTraceEnabled: false,
        throttlingRateLimit: props.throttle.requestsPerSecond,
        throttlingBurstLimit: props.throttle.burst,
      },
    });
    new LambdaPermission(this, 'invoke', {
      statementId: 'api',
      action: 'lambda:InvokeFunction',
      functionName: props.function.functionName,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `${api.executionArn}/${props.stage}/${DEFINITION.method.httpMethod}/${DEFINITION.path}`,
    });

    this.api = api;
    this.url = `${this.stage.invokeUrl}/${DEFINITION.path}`;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
