import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** How one call of ClassifyDocument is answered; a string is a body that is sent as it is. */
export type ScriptedReply =
  | { readonly status?: number; readonly body: object | string; readonly headers?: Record<string, string> }
  | 'no answer'
  | 'reset'
  /** The reply begins and never ends. */
  | 'stall';

export const REQUEST_ID = '0a1b2c3d-0000-4000-8000-0123456789ab';

export interface ReceivedCall {
  readonly target: string;
  readonly authorization: string;
  readonly body: { readonly Text: string; readonly EndpointArn: string };
}

export interface ScriptedComprehend {
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  /** Forgets all calls and answers the next ones so; the last reply is repeated. */
  script(...replies: readonly ScriptedReply[]): void;
  /** Is told of each call until the next script. */
  onCall(told: () => void): void;
  close(): Promise<void>;
}

export function classes(scores: Readonly<Record<string, number>>): ScriptedReply {
  return { body: { Classes: Object.entries(scores).map(([Name, Score]) => ({ Name, Score })) } };
}

/** An error as Comprehend sends it. */
export function failure(type: string, status = 400, message = ''): ScriptedReply {
  return { status, body: { __type: type, Message: message } };
}

/** A server on this machine that speaks as much of Comprehend's protocol (AWS JSON 1.1) as ClassifyDocument needs. */
export async function startScriptedComprehend(): Promise<ScriptedComprehend> {
  const calls: ReceivedCall[] = [];
  let replies: readonly ScriptedReply[] = [];
  let tell = () => {};
  const server = createServer(async (request, response) => {
    const text = await textOf(request);
    calls.push({
      target: String(request.headers['x-amz-target']),
      authorization: String(request.headers.authorization),
      body: JSON.parse(text),
    });
    tell();
    send(replies[Math.min(calls.length, replies.length) - 1] ?? failure('NoScript', 500), response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: urlOf(server),
    calls,
    script: (...next) => {
      replies = next;
      calls.length = 0;
      tell = () => {};
    },
    onCall: (told) => {
      tell = told;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(reply: ScriptedReply, response: ServerResponse): void {
  if (reply === 'no answer') return;
  if (reply === 'reset') {
    response.destroy();
    return;
  }
  if (reply === 'stall') {
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1', 'Content-Length': '100' }).write('{"Cla');
    return;
  }
  const { status = 200, body, headers } = reply;
  response.writeHead(status, {
    'Content-Type': 'application/x-amz-json-1.1',
    'x-amzn-RequestId': REQUEST_ID,
    ...headers,
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}
