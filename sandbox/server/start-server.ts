import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { AnswerRefusedError } from '../answer-mail';
import { onFreePort } from '../listen';
import type { Sandbox } from '../start-sandbox';
import { RequestError, readJson, sendJson } from './answer-json';
import type { EvaluationView, MailView, QueueView, SandboxView } from './api';
import { changeFeed } from './change-feed';
import { evaluate, type JudgedMail } from './evaluate';
import { flowView } from './flow-view';
import { composeMail, newMailSchema } from './new-mail';
import type { PageFile } from './page-files';
import type { Sample } from './samples';

export interface ServerOptions {
  readonly sandbox: Sandbox;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly samples: readonly Sample[];
  readonly heldOut: readonly JudgedMail[];
  readonly host: string;
  readonly port: number;
}

export interface Server {
  readonly port: number;
  close(): Promise<void>;
}

/** The page shows so many characters of a body. */
const SHOWN = 100_000;

const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL, id: number) => Promise<void> | void;

/** Serves the page and its JSON interface. */
export async function startServer({ sandbox, files, samples, heldOut, host, port }: ServerOptions): Promise<Server> {
  const { deployment, store } = sandbox;
  const feed = changeFeed(() => ({ queues: queues(), total: store.size, faults: deployment.faults.current }));
  const unsubscribe = store.subscribe((mail) => feed.announce(mail));
  let evaluation: Promise<EvaluationView> | undefined;

  function queues(): readonly QueueView[] {
    const counts = store.counts();
    // In the order of the categories; the fallback queue is the last of those that exist.
    const { labels, fallbackQueue } = deployment;
    const own = deployment.queues.filter((name) => name !== fallbackQueue);
    const rank = (name: string) => labels.findIndex(({ queue }) => queue === name);
    const ordered = own.toSorted((left, right) => rank(left) - rank(right));
    const names = new Set([...ordered, fallbackQueue, ...Object.keys(counts)]);
    return [...names].map((name) => ({ name, ...(counts[name] ?? { waiting: 0, total: 0 }) }));
  }

  const handlers: Readonly<Record<string, Handler>> = {
    'GET /api/sandbox': (_request, response) => {
      const { environment, routes, labels, fallbackQueue, flow } = deployment;
      sendJson(response, 200, {
        ...{ environment, routes, labels, fallbackQueue, samples },
        smtp: { host, port: sandbox.smtpPort },
        queues: queues(),
        flow: flowView(flow),
      } satisfies SandboxView);
    },
    'GET /api/mails': (_request, response, { searchParams }) => {
      const queue = searchParams.get('queue');
      const before = Number(searchParams.get('before') ?? Number.NaN);
      const limit = Math.min(Number(searchParams.get('limit') ?? 100) || 100, 500);
      const mails = store.list({
        limit,
        ...(queue === null ? {} : { queue }),
        ...(Number.isInteger(before) ? { before } : {}),
      });
      sendJson(response, 200, { mails, total: store.size });
    },
    'POST /api/mails': async (request, response) => {
      const form = newMailSchema.parse(await readJson(request));
      if (sandbox.routeFor(form.to) === undefined) throw new RequestError(404, `550 no route takes mail to ${form.to}`);
      sendJson(response, 201, { id: await sandbox.accept(await composeMail(form)) });
    },
    'GET /api/mails/:id': async (_request, response, _url, id) => {
      const stored = await store.get(id);
      if (stored === undefined) throw new RequestError(404, `there is no mail ${id}`);
      const { mail } = stored;
      const route = sandbox.routeFor(mail.to);
      const omitted = Math.max(0, mail.text.length - SHOWN) + Math.max(0, mail.html.length - SHOWN);
      sendJson(response, 200, {
        ...stored,
        mail: { ...mail, text: mail.text.slice(0, SHOWN), html: mail.html.slice(0, SHOWN) },
        omitted,
        history: route?.history ?? 'Exclude',
        mayAnswer: stored.settlement?.queue != null && (stored.answers.length === 0 || route?.manyAnswers === true),
      } satisfies MailView);
    },
    'POST /api/mails/:id/answer': async (request, response, _url, id) => {
      const answer = z.strictObject({ body: z.string(), quote: z.boolean() }).parse(await readJson(request));
      sendJson(response, 201, await sandbox.answer(id, answer));
    },
    'GET /api/faults': (_request, response) => sendJson(response, 200, deployment.faults.current),
    'PUT /api/faults': async (request, response) => {
      const faults = deployment.faults.set(z.looseObject({}).parse(await readJson(request)));
      feed.announce();
      sendJson(response, 200, faults);
    },
    'GET /api/evaluation': async (_request, response) => {
      evaluation ??= evaluate(deployment, heldOut);
      sendJson(response, 200, await evaluation);
    },
    'GET /api/events': (_request, response) => feed.join(response),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY)) response.setHeader(name, value);
    const address = refuseForeign(request, host);
    const url = new URL(request.url ?? '/', address);
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
    const file = method === 'GET' ? files.get(url.pathname) : undefined;
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache' });
      response.end(file.content);
      return;
    }
    const id = Number(/^\/api\/mails\/(\d{1,15})(?=\/|$)/.exec(url.pathname)?.[1] ?? Number.NaN);
    const pattern = Number.isNaN(id) ? url.pathname : url.pathname.replace(/\d+/, ':id');
    const handler = handlers[`${method} ${pattern}`];
    if (handler === undefined) throw new RequestError(404, `there is no ${method} ${url.pathname}`);
    await handler(request, response, url, id);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const { status, message } = failure(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, status, { message });
    });
  });
  const bound = await onFreePort(port, (free) => listen(server, free, host));
  return {
    port: bound,
    async close() {
      unsubscribe();
      feed.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A page of another site may neither read nor send anything, whatever name it gives this address. */
function refuseForeign({ headers }: IncomingMessage, listening: string): string {
  const name = (headers.host ?? '').replace(/:\d+$/, '');
  const known = ['127.0.0.1', 'localhost', '[::1]', listening];
  const everywhere = listening === '0.0.0.0' || listening === '::';
  if (!everywhere && !known.includes(name)) throw new RequestError(403, `this is not ${name}`);
  const address = `http://${headers.host}`;
  if (headers.origin !== undefined && headers.origin !== address) {
    throw new RequestError(403, `requests from ${headers.origin} are refused`);
  }
  return address;
}

function failure(error: unknown): { readonly status: number; readonly message: string } {
  if (error instanceof RequestError) return error;
  if (error instanceof z.ZodError) return { status: 400, message: z.prettifyError(error) };
  if (error instanceof RangeError) return { status: 400, message: error.message };
  if (error instanceof AnswerRefusedError) return { status: 409, message: error.message };
  return { status: 500, message: error instanceof Error ? error.message : String(error) };
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
