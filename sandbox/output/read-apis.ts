import { z } from 'zod';
import type { ApiDefinition, ApiMethod, GatewayResponse, RateLimit, UsagePlan } from '../api/api-definition';
import { block, jsonText, type ParsedResource, parseAll, required, stringMap } from './parse-arguments';
import type { ResolvedOutput, ResolvedResource } from './resolve-stacks';

const ofApi = z.object({ rest_api_id: z.string() });
const schemas = {
  stage: ofApi.extend({ stage_name: z.string() }),
  resource: ofApi.extend({ parent_id: z.string(), path_part: z.string() }),
  method: ofApi.extend({
    resource_id: z.string(),
    http_method: z.string(),
    api_key_required: z.boolean().default(false),
    authorization: z.literal('NONE', { error: 'the sandbox knows NONE only' }),
    request_models: stringMap.default({}),
    request_validator_id: z.string().optional(),
  }),
  integration: ofApi.extend({
    resource_id: z.string(),
    http_method: z.string(),
    type: z.literal('AWS_PROXY', { error: 'the sandbox knows AWS_PROXY only' }),
    uri: z.string(),
    timeout_milliseconds: z.number().default(29_000),
  }),
  model: ofApi.extend({ name: z.string(), schema: jsonText }),
  validator: z.object({ validate_request_body: z.boolean().default(false) }),
  settings: ofApi.extend({
    stage_name: z.string(),
    method_path: z.string(),
    settings: block(
      z.object({ throttling_rate_limit: z.number().default(-1), throttling_burst_limit: z.number().default(-1) }),
    ),
  }),
  gatewayResponse: ofApi.extend({
    response_type: z.string(),
    status_code: z.coerce.number().optional(),
    response_templates: stringMap.default({}),
    response_parameters: stringMap.default({}),
  }),
  usagePlan: z.object({
    name: z.string(),
    api_stages: z.array(z.object({ api_id: z.string(), stage: z.string() })).default([]),
    throttle_settings: block(z.object({ rate_limit: z.number(), burst_limit: z.number() }).optional()),
    quota_settings: block(z.object({ limit: z.number(), period: z.enum(['DAY', 'WEEK', 'MONTH']) }).optional()),
  }),
  planKey: z.object({ key_id: z.string(), usage_plan_id: z.string() }),
  apiKey: z.object({ enabled: z.boolean().default(true) }),
} as const;

/** The REST APIs, one for each stage, with their keys and plans. */
export function readApis(output: ResolvedOutput): readonly ApiDefinition[] {
  return parseAll(output, 'aws_api_gateway_stage', schemas.stage).map((stage) => {
    const { rest_api_id: id, stage_name } = stage.value;
    const api = required(
      output.ofType('aws_api_gateway_rest_api').find((one) => one.attribute('id') === id),
      stage,
      'rest_api_id',
    );
    const [, , , region = '', accountId = ''] = String(api.attribute('execution_arn')).split(':');
    return {
      id,
      name: String(api.attribute('name')),
      stage: stage_name,
      region,
      accountId,
      methods: readMethods(output, api, id, stage_name),
      usagePlans: readUsagePlans(output, id, stage_name),
      gatewayResponses: readGatewayResponses(output, id),
    };
  });
}

function readMethods(output: ResolvedOutput, api: ResolvedResource, id: string, stage: string): readonly ApiMethod[] {
  const own = <T extends { readonly rest_api_id: string }>(all: readonly ParsedResource<T>[]) =>
    all.filter(({ value }) => value.rest_api_id === id);
  const resources = own(parseAll(output, 'aws_api_gateway_resource', schemas.resource));
  const integrations = own(parseAll(output, 'aws_api_gateway_integration', schemas.integration));
  const models = own(parseAll(output, 'aws_api_gateway_model', schemas.model));
  const settings = own(parseAll(output, 'aws_api_gateway_method_settings', schemas.settings));
  const validators = parseAll(output, 'aws_api_gateway_request_validator', schemas.validator);
  const pathOf = (resourceId: string): string => {
    const resource = resources.find((one) => one.attribute('id') === resourceId);
    return resource === undefined ? '' : `${pathOf(resource.value.parent_id)}/${resource.value.path_part}`;
  };
  return own(parseAll(output, 'aws_api_gateway_method', schemas.method)).map((method): ApiMethod => {
    const { resource_id, http_method, request_models, request_validator_id } = method.value;
    if (resource_id !== api.attribute('root_resource_id')) {
      required(
        resources.find((one) => one.attribute('id') === resource_id),
        method,
        'resource_id',
      );
    }
    const path = pathOf(resource_id) || '/';
    const { value: integration } = required(
      integrations.find(({ value }) => value.resource_id === resource_id && value.http_method === http_method),
      method,
      'its integration',
    );
    const schemasByType = Object.entries(request_models).map(([contentType, name]) => {
      const model = required(
        models.find(({ value }) => value.name === name),
        method,
        `model ${name}`,
      );
      return [contentType.toLowerCase(), model.value.schema];
    });
    const specific = `${path.slice(1).replaceAll('/', '~1')}/${http_method}`;
    const limits = [specific, '*/*'].map((wanted) =>
      settings.find(({ value }) => value.stage_name === stage && value.method_path === wanted),
    );
    return {
      httpMethod: http_method,
      path,
      resourceId: resource_id,
      apiKeyRequired: method.value.api_key_required,
      requestModels: Object.fromEntries(schemasByType),
      validateBody: validators.some(
        (one) => one.attribute('id') === request_validator_id && one.value.validate_request_body,
      ),
      functionName: functionNameOf(integration.uri),
      integrationTimeout: integration.timeout_milliseconds,
      throttle: rateLimit(limits.find((one) => one !== undefined)?.value.settings),
    };
  });
}

/** `…:function:NAME/invocations`, with or without an alias. */
function functionNameOf(uri: string): string {
  return /:function:([^:/]+)/.exec(uri)?.[1] ?? '';
}

function rateLimit(
  settings: { readonly throttling_rate_limit: number; readonly throttling_burst_limit: number } | undefined,
): RateLimit | undefined {
  // -1 stands for the account's own limit, which is far off.
  if (settings === undefined || settings.throttling_rate_limit < 0 || settings.throttling_burst_limit < 0) {
    return undefined;
  }
  return { rate: settings.throttling_rate_limit, burst: settings.throttling_burst_limit };
}

function readUsagePlans(output: ResolvedOutput, id: string, stage: string): readonly UsagePlan[] {
  const keys = parseAll(output, 'aws_api_gateway_api_key', schemas.apiKey).filter(({ value }) => value.enabled);
  const planKeys = parseAll(output, 'aws_api_gateway_usage_plan_key', schemas.planKey);
  return parseAll(output, 'aws_api_gateway_usage_plan', schemas.usagePlan)
    .filter(({ value }) => value.api_stages.some((one) => one.api_id === id && one.stage === stage))
    .map(({ value, attribute }): UsagePlan => {
      const held = planKeys.filter((one) => one.value.usage_plan_id === attribute('id'));
      return {
        name: value.name,
        throttle: value.throttle_settings && {
          rate: value.throttle_settings.rate_limit,
          burst: value.throttle_settings.burst_limit,
        },
        quota: value.quota_settings,
        keys: keys
          .filter((key) => held.some((one) => one.value.key_id === key.attribute('id')))
          .map((key) => ({ id: String(key.attribute('id')), value: String(key.attribute('value')) })),
      };
    });
}

function readGatewayResponses(output: ResolvedOutput, id: string): readonly GatewayResponse[] {
  return parseAll(output, 'aws_api_gateway_gateway_response', schemas.gatewayResponse)
    .filter(({ value }) => value.rest_api_id === id)
    .map(({ value }) => ({
      type: value.response_type,
      statusCode: value.status_code,
      templates: value.response_templates,
      parameters: value.response_parameters,
    }));
}
