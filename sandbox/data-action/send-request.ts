import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one request; rejects when there is no reply, also because `signal` ended it. */
export type SendRequest = (request: Request, signal: AbortSignal) => Promise<Reply>;

/**
 * Sends over HTTP with connections that are kept.
 * @param locate where a URL is served in the sandbox, for example `https://abc.execute-api…/v1` on a port of this machine
 */
export function createSendRequest(locate: (url: URL) => URL): {
  readonly send: SendRequest;
  readonly close: () => void;
} {
  const agent = new Agent({ keepAlive: true, keepAliveMsecs: 1000, scheduling: 'lifo' });
  const send: SendRequest = ({ method, url, headers, body }, signal) =>
    new Promise((resolve, reject) => {
      const named = new URL(url);
      const served = locate(named);
      const secure = served.protocol === 'https:';
      const open = secure ? httpsRequest : httpRequest;
      const options = {
        method,
        headers: {
          ...headers,
          host: named.host,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        },
        signal,
        ...(secure ? {} : { agent }),
      };
      const sent = open(served, options, (incoming) => void read(incoming).then(resolve, reject));
      sent.once('error', reject);
      sent.end(body);
    });
  return { send, close: () => agent.destroy() };
}

async function read(incoming: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
