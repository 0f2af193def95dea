import type { RoutedCategory } from '../../lambda/choose-category';
import type { InvocationContext } from '../../lambda/handler';

export const ENDPOINT_ARN = 'arn:aws:comprehend:eu-west-1:123456789012:document-classifier-endpoint/email-routing-dev';

export const CATEGORIES: readonly RoutedCategory[] = [
  { label: '401K', queue: '401K', threshold: null },
  { label: 'IRA', queue: 'Retirement', threshold: 0.9 },
  { label: 'OTHER', queue: null, threshold: null },
];

export function lambdaContext(remainingMs = 10_000): InvocationContext {
  return { awsRequestId: 'lambda-1', functionName: 'classify-dev', getRemainingTimeInMillis: () => remainingMs };
}

/** As API Gateway calls the function. */
export function proxyEvent(body: unknown): object {
  return {
    resource: '/classify',
    path: '/classify',
    httpMethod: 'POST',
    headers: { 'Content-Type': 'application/json' },
    queryStringParameters: null,
    requestContext: { requestId: 'api-1', stage: 'live' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
  };
}

/** The environment in which the SDK's client calls the server at `url`. */
export function clientVariables(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_COMPREHEND: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}
