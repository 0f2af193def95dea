import type { GatewayResponse } from './api-definition';

/** Status, message and error type that API Gateway answers itself when nothing is configured. */
const DEFAULTS = {
  MISSING_AUTHENTICATION_TOKEN: [403, 'Missing Authentication Token', 'MissingAuthenticationTokenException'],
  INVALID_API_KEY: [403, 'Forbidden', 'ForbiddenException'],
  THROTTLED: [429, 'Too Many Requests', 'TooManyRequestsException'],
  QUOTA_EXCEEDED: [429, 'Limit Exceeded', 'LimitExceededException'],
  BAD_REQUEST_BODY: [400, 'Invalid request body', 'BadRequestException'],
  REQUEST_TOO_LARGE: [413, 'Request Too Long', 'RequestTooLongException'],
  INTEGRATION_TIMEOUT: [504, 'Endpoint request timed out', 'InternalServerErrorException'],
  INTEGRATION_FAILURE: [502, 'Internal server error', 'InternalServerErrorException'],
} as const satisfies Record<string, readonly [status: number, message: string, errorType: string]>;

export type GatewayAnswerType = keyof typeof DEFAULTS;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** Values of `$context.…` in a template: `requestId`, `error.validationErrorString`. */
export type GatewayContext = Readonly<Record<string, string>>;

/** The answer to a request that does not reach the function, or gets none from it. */
export function gatewayAnswer(
  type: GatewayAnswerType,
  configured: readonly GatewayResponse[],
  context: GatewayContext,
): Answer {
  const [status, message, errorType] = DEFAULTS[type];
  const fallback = status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const response = configured.find((one) => one.type === type) ?? configured.find((one) => one.type === fallback);
  const values: GatewayContext = {
    ...context,
    'error.message': message,
    'error.messageString': JSON.stringify(message),
    'error.responseType': type,
  };
  const [contentType, template] = chooseTemplate(response?.templates ?? {});
  return {
    status: response?.statusCode ?? status,
    headers: {
      'content-type': contentType,
      'x-amzn-errortype': errorType,
      ...headers(response?.parameters ?? {}, values),
    },
    body: fill(template, values),
  };
}

const OWN_TEMPLATE = '{"message":$context.error.messageString}';

function chooseTemplate(templates: Readonly<Record<string, string>>): readonly [contentType: string, template: string] {
  const json = templates['application/json'];
  return json === undefined
    ? (Object.entries(templates)[0] ?? ['application/json', OWN_TEMPLATE])
    : ['application/json', json];
}

/** These templates are no Velocity: variables are replaced, nothing more. */
function fill(template: string, values: GatewayContext): string {
  return template.replace(/\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)/g, (_, name: string) => values[name] ?? '');
}

function headers(parameters: GatewayResponse['parameters'], values: GatewayContext): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([target, source]) => {
      const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
      const literal = /^'(.*)'$/s.exec(source)?.[1];
      const value = literal ?? values[source.replace(/^context\./, '')];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value] as const];
    }),
  );
}
