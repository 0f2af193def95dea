import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Ajv from 'ajv-draft-04';
import type { Invocation, InvokeFunction } from '../function/invocation';
import type { ApiDefinition, ApiMethod } from './api-definition';
import { type Answer, type GatewayAnswerType, type GatewayContext, gatewayAnswer } from './gateway-answer';
import { createMethodMatcher } from './match-method';
import { type Exchange, proxyEvent, type Target } from './proxy-event';
import { proxyReply } from './proxy-reply';
import { type Admit, quota, tokenBucket } from './rate-limit';

/** API Gateway's limit for a request's body, bytes. */
const LARGEST_BODY = 10 * 1024 * 1024;

export interface ApiOptions {
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Calls the function of that name. */
  readonly invoke: (functionName: string) => InvokeFunction;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface RunningApi {
  /** With the stage, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Serves a stage over HTTP as API Gateway does: key, usage plan, request model, Lambda proxy integration. */
export async function startApi(api: ApiDefinition, options: ApiOptions): Promise<RunningApi> {
  const { host = '127.0.0.1', port = 0, now = Date.now } = options;
  const handle = createHandler(api, options.invoke, now);
  const server = createServer((request, response) => {
    // An error of the sandbox itself costs one request, not the process with all its mails.
    handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}/${api.stage}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createHandler(api: ApiDefinition, invoke: ApiOptions['invoke'], now: () => number) {
  const match = createMethodMatcher(api.methods);
  const stagePath = `/${api.stage}`;
  const validators = new Map(api.methods.map((method) => [method, bodyValidator(method)]));
  const stageLimits = new Map(api.methods.map((method) => [method, method.throttle && tokenBucket(method.throttle)]));
  const keys = apiKeys(api);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const ids = { requestId: randomUUID(), extendedRequestId: `${randomBytes(11).toString('base64url')}=` };
    const target = targetOf(request);
    const context: GatewayContext = {
      ...ids,
      apiId: api.id,
      stage: api.stage,
      httpMethod: request.method ?? '',
      path: target.path,
      'identity.sourceIp': request.socket.remoteAddress ?? '',
    };
    const refuse = (type: GatewayAnswerType, more: GatewayContext = {}) =>
      gatewayAnswer(type, api.gatewayResponses, { ...context, ...more });
    const body = await readBody(request);
    if (body.kind === 'aborted') return;
    const answer = body.kind === 'text' ? await decide(body.text) : refuse('REQUEST_TOO_LARGE');
    const headers = { ...answer.headers, 'x-amzn-requestid': ids.requestId, 'x-amz-apigw-id': ids.extendedRequestId };
    response.writeHead(answer.status, { ...headers, 'content-length': Buffer.byteLength(answer.body) });
    response.end(answer.body);

    async function decide(text: string): Promise<Answer> {
      const below = target.path.startsWith(`${stagePath}/`) ? target.path.slice(stagePath.length) : undefined;
      const matched = below === undefined ? undefined : match(request.method ?? '', below);
      if (matched === undefined) return refuse('MISSING_AUTHENTICATION_TOKEN');
      const { method } = matched;
      const receivedAt = now();
      const key = method.apiKeyRequired ? keys.get(String(request.headers['x-api-key'] ?? '')) : undefined;
      if (method.apiKeyRequired && key === undefined) return refuse('INVALID_API_KEY');
      if (key?.quota !== undefined && !key.quota(receivedAt)) return refuse('QUOTA_EXCEEDED');
      const limits = [key?.throttle, stageLimits.get(method)];
      if (!limits.every((admit) => admit === undefined || admit(receivedAt))) return refuse('THROTTLED');
      const unfit = validators.get(method)?.(request.headers['content-type'], text);
      if (unfit !== undefined) return refuse('BAD_REQUEST_BODY', { 'error.validationErrorString': unfit });
      const exchange: Exchange = { ...ids, receivedAt, apiKey: key };
      const event = JSON.stringify(proxyEvent(api, matched, request, target, text, exchange));
      const invocation = await withTimeout(invoke(method.functionName)(event), method.integrationTimeout);
      if (invocation === undefined) return refuse('INTEGRATION_TIMEOUT');
      return (
        answerOf(invocation) ?? refuse(invocation.kind === 'too-large' ? 'REQUEST_TOO_LARGE' : 'INTEGRATION_FAILURE')
      );
    }
  };
}

function answerOf(invocation: Invocation): Answer | undefined {
  return invocation.kind === 'reply' ? proxyReply(invocation.payload) : undefined;
}

interface Key {
  readonly id: string;
  readonly value: string;
  readonly throttle: Admit | undefined;
  readonly quota: Admit | undefined;
}

/** A key that no plan of the stage holds opens nothing. */
function apiKeys(api: ApiDefinition): ReadonlyMap<string, Key> {
  return new Map(
    api.usagePlans.flatMap((plan) =>
      plan.keys.map(({ id, value }): [string, Key] => [
        value,
        { id, value, throttle: plan.throttle && tokenBucket(plan.throttle), quota: plan.quota && quota(plan.quota) },
      ]),
    ),
  );
}

/** What is wrong with a body; undefined when nothing is, or when no model stands for its content type. */
type ValidateBody = (contentType: string | undefined, body: string) => string | undefined;

function bodyValidator({ validateBody, requestModels }: ApiMethod): ValidateBody {
  if (!validateBody) return () => undefined;
  const ajv = new Ajv({ strict: false, allErrors: true });
  const models = new Map(Object.entries(requestModels).map(([type, schema]) => [type, ajv.compile(schema as object)]));
  return (contentType = 'application/json', body) => {
    const validate = models.get(contentType.split(';')[0]?.trim().toLowerCase() ?? '');
    if (validate === undefined) return undefined;
    let value: unknown;
    try {
      value = JSON.parse(body);
    } catch {
      return 'the body is not JSON';
    }
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  };
}

type Body =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'aborted' };

/** What is over the limit is read to its end and forgotten: a caller who is still sending would not see the answer. */
function readBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LARGEST_BODY) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once('end', () => {
      if (length > LARGEST_BODY) resolve({ kind: 'too-large' });
      else resolve({ kind: 'text', text: Buffer.concat(chunks).toString('utf8') });
    });
    request.once('close', () => resolve({ kind: 'aborted' }));
  });
}

/** Path and query of a request; its target is text that anybody may send. */
function targetOf(request: IncomingMessage): Target {
  const [path = '', ...query] = (request.url ?? '').split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
}

function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
