import type { IncomingMessage } from 'node:http';
import type { ApiDefinition } from './api-definition';
import type { MatchedMethod } from './match-method';

export interface Exchange {
  readonly requestId: string;
  readonly extendedRequestId: string;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly apiKey: { readonly id: string; readonly value: string } | undefined;
}

export interface Target {
  /** With the stage. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** The event that a Lambda proxy integration of a REST API hands to the function (payload format 1.0). */
export function proxyEvent(
  api: ApiDefinition,
  { method, pathParameters }: MatchedMethod,
  request: IncomingMessage,
  target: Target,
  body: string,
  exchange: Exchange,
) {
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const traceId = `Root=1-${Math.floor(exchange.receivedAt / 1000).toString(16)}-${exchange.requestId.replaceAll('-', '').slice(0, 24)}`;
  const multiValueHeaders = headerLists(request.rawHeaders, {
    'X-Amzn-Trace-Id': traceId,
    'X-Forwarded-For': sourceIp,
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
  });
  const parameters = queryLists(target.query);
  return {
    resource: method.path,
    path: target.path.slice(api.stage.length + 1),
    httpMethod: request.method ?? '',
    headers: lastOf(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: orNull(lastOf(parameters)),
    multiValueQueryStringParameters: orNull(parameters),
    pathParameters: orNull(pathParameters),
    stageVariables: null,
    requestContext: {
      resourceId: method.resourceId,
      resourcePath: method.path,
      httpMethod: request.method ?? '',
      extendedRequestId: exchange.extendedRequestId,
      requestTime: commonLogTime(new Date(exchange.receivedAt)),
      path: target.path,
      accountId: api.accountId,
      protocol: `HTTP/${request.httpVersion}`,
      stage: api.stage,
      domainPrefix: api.id,
      requestTimeEpoch: exchange.receivedAt,
      requestId: exchange.requestId,
      identity: {
        ...NOBODY,
        apiKey: exchange.apiKey?.value ?? null,
        apiKeyId: exchange.apiKey?.id ?? null,
        sourceIp,
        userAgent: request.headers['user-agent'] ?? null,
      },
      domainName: `${api.id}.execute-api.${api.region}.amazonaws.com`,
      apiId: api.id,
    },
    body: body === '' ? null : body,
    isBase64Encoded: false,
  };
}

/** What the event says of a caller who did not sign the request. */
const NOBODY = {
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  user: null,
};

type Lists = Readonly<Record<string, readonly string[]>>;

function headerLists(raw: readonly string[], added: Readonly<Record<string, string>>): Lists {
  const lists: Record<string, string[]> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index] ?? '';
    if (/^(?:connection|content-length|transfer-encoding)$/i.test(name)) continue;
    const list = lists[name] ?? [];
    list.push(raw[index + 1] ?? '');
    lists[name] = list;
  }
  for (const [name, value] of Object.entries(added)) lists[name] = [value];
  return lists;
}

function queryLists(parameters: URLSearchParams): Lists {
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
}

function lastOf(lists: Lists): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.at(-1) ?? '']));
}

function orNull<T extends object>(record: T): T | null {
  return Object.keys(record).length === 0 ? null : record;
}

/** `09/Apr/2026:12:34:56 +0000` */
function commonLogTime(at: Date): string {
  const [, day, month, year, time] = at.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
