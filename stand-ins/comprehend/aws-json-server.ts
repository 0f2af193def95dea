import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceError } from './service-error';

/** An AWS service that speaks the AWS JSON protocol: `POST /` with the operation in `X-Amz-Target`. */
export interface AwsJsonService {
  /** What stands before the dot in `X-Amz-Target`. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  /** Answers an operation; throws ServiceError for a failure that the service would report. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** Asked before every operation: may wait, throw a ServiceError, or spoil the reply. */
  readonly interrupt?: (operation: string) => Promise<Interruption>;
  /** Told about every answer, for logs and tests. */
  readonly observe?: (exchange: Exchange) => void;
  /** Answers requests to other paths than `/`; undefined means 404. */
  readonly control?: (method: string, path: string, body: string) => ControlReply | undefined;
}
export type Operation = (input: unknown) => unknown;
/** `malformed`: a reply that is not JSON, with status 200. `drop`: the connection is reset without a reply. */
export type Interruption = 'none' | 'malformed' | 'drop';
export interface ControlReply {
  readonly status: number;
  readonly body: unknown;
}
export interface Exchange {
  readonly operation: string;
  readonly input: unknown;
  readonly requestId: string;
  /** HTTP status, 0 when the connection was dropped. */
  readonly status: number;
  /** `__type` of the error that was answered, if one was. */
  readonly error?: string;
}
export interface RunningServer {
  /** `http://host:port` */
  readonly url: string;
  readonly port: number;
  /** Stops listening and closes open connections. */
  close(): Promise<void>;
}

const BODY_LIMIT = 16 * 1024 * 1024;

/** Serves `service`; port 0 takes any free one. Rejects with the system's error when the port is taken. */
export async function startAwsJsonServer(
  service: AwsJsonService,
  { port = 0, host = '127.0.0.1' }: { readonly port?: number; readonly host?: string } = {},
): Promise<RunningServer> {
  const server = createServer((request, response) => {
    answer(service, request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    port: actual,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(service: AwsJsonService, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const path = new URL(request.url ?? '/', 'http://service').pathname;
  const body = await readBody(request);
  if (path !== '/') {
    const reply = service.control?.(request.method ?? 'GET', path, body ?? '') ?? { status: 404, body: {} };
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
    return;
  }

  const operation = operationOf(service, request);
  let input: unknown;
  const reply = (status: number, content: string, error?: string): void => {
    response.writeHead(status, {
      'content-type': `application/x-amz-json-${service.version}`,
      'x-amzn-requestid': requestId,
      'content-length': Buffer.byteLength(content),
    });
    response.end(content);
    service.observe?.({ operation, input, requestId, status, ...(error !== undefined && { error }) });
  };
  try {
    const perform = authorised(service, request, operation);
    input = parse(body);
    const interruption = (await service.interrupt?.(operation)) ?? 'none';
    if (interruption === 'drop') {
      request.socket.destroy();
      service.observe?.({ operation, input, requestId, status: 0 });
      return;
    }
    const output = JSON.stringify((await perform(input)) ?? {});
    reply(200, interruption === 'malformed' ? output.slice(0, Math.ceil(output.length / 2)) : output);
  } catch (error) {
    const known = error instanceof ServiceError;
    const { type, message, status } = known
      ? error
      : new ServiceError('InternalServerException', error instanceof Error ? error.message : String(error), 500);
    reply(status, JSON.stringify({ __type: type, Message: message, message }), type);
  }
}

function operationOf({ target }: AwsJsonService, request: IncomingMessage): string {
  const header = request.headers['x-amz-target'];
  return typeof header === 'string' && header.startsWith(`${target}.`) ? header.slice(target.length + 1) : '';
}

/** The operation's function; what the front door of every AWS service refuses is refused here. */
function authorised(service: AwsJsonService, request: IncomingMessage, operation: string): Operation {
  const perform = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
  if (request.method !== 'POST' || perform === undefined) throw new ServiceError('UnknownOperationException', '');
  if (request.headers.authorization === undefined) {
    throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  }
  if (!request.headers.authorization.startsWith('AWS4-HMAC-SHA256 ')) {
    throw new ServiceError('IncompleteSignatureException', 'Authorization header requires AWS4-HMAC-SHA256', 403);
  }
  return perform;
}

function parse(body: string | undefined): unknown {
  if (body === undefined) throw new ServiceError('RequestEntityTooLargeException', '', 413);
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // falls through to the same answer
  }
  throw new ServiceError('SerializationException', 'The request body is not a JSON object');
}

/** undefined: longer than the limit. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return length <= BODY_LIMIT ? Buffer.concat(chunks).toString('utf8') : undefined;
}
