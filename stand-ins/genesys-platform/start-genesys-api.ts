import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { answer } from './answer';
import { type Faults, faultList } from './fault';
import { newStore, type Seed } from './new-store';
import { findRoute } from './routes';
import type { Client, Store } from './store';

export interface GenesysApi {
  /** For example `http://127.0.0.1:40123`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Credentials that it takes: the first client of the seed. */
  readonly client: Client;
  /** The organisation's objects, live. */
  readonly store: Store;
  readonly faults: Faults;
  /** A copy of what a deployment can make, by kind, without ids that differ from run to run. */
  dump(): Dump;
  /** Calls that the table of routes does not know. */
  unknownCalls(): readonly string[];
  close(): Promise<void>;
}

export type Dump = Readonly<Record<DumpedKind, readonly string[]>>;
type DumpedKind = 'users' | 'queues' | 'integrations' | 'credentials' | 'actions' | 'domains' | 'routes' | 'flows';

/**
 * Starts the Genesys Cloud platform API of one organisation on this machine, in memory.
 * The Terraform provider deploys into it through its `gateway` block, the invoker through GENESYSCLOUD_GATEWAY_*.
 * @param options.port 0 or left out: any free port
 */
export async function startGenesysApi(options: Seed & { readonly port?: number } = {}): Promise<GenesysApi> {
  const store = newStore(options);
  const [client] = store.clients;
  if (client === undefined) throw new Error('the organisation needs at least one OAuth client');
  const faults = faultList();
  const server = createServer((request, response) => {
    serve(request, response).catch((cause) => {
      response.destroy(cause instanceof Error ? cause : undefined);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = 'GET', url: target = '/', headers } = request;
    const call = { method, target, headers, text: Buffer.concat(chunks).toString('utf8'), url };
    const line = findRoute(method, new URL(target, url).pathname)?.route.path ?? null;
    const rule = faults.take(method, line);
    if (rule?.delay !== undefined) await wait(rule.delay);
    const mishap = rule?.mishap;
    if (mishap === 'done unanswered') {
      await answer(store, call);
      return;
    }
    if (mishap !== undefined) {
      const status = typeof mishap === 'string' ? 0 : mishap.status;
      store.requests.push({ method, path: target, route: line, client: null, body: null, status });
    }
    if (mishap === 'hang') return;
    if (mishap === 'reset') {
      response.destroy();
      return;
    }
    send(response, mishap ?? (await answer(store, call)));
  }

  return {
    url,
    port,
    client,
    store,
    faults,
    dump: () => dump(store),
    unknownCalls: () =>
      store.requests.filter(({ route }) => route === null).map(({ method, path }) => `${method} ${path}`),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

function send(
  response: ServerResponse,
  {
    status,
    body,
    text,
    headers = {},
  }: { status: number; body?: unknown; text?: string; headers?: Readonly<Record<string, string>> },
): void {
  const content = text ?? (body === undefined ? '' : JSON.stringify(body));
  const type = text === undefined ? 'application/json; charset=UTF-8' : 'text/plain; charset=UTF-8';
  response.writeHead(status, { ...(content !== '' && { 'Content-Type': type }), ...headers });
  response.end(content);
}

function dump(store: Store): Dump {
  const names = <T>(all: ReadonlyMap<string, T>, name: (one: T) => string) => [...all.values()].map(name).sort();
  return {
    users: names(store.users, ({ email, state }) => (state === 'active' ? email : `${email} (${state})`)),
    queues: names(store.queues, ({ name }) => name),
    integrations: names(store.integrations, ({ config }) => config.name),
    credentials: names(store.credentials, ({ name }) => name),
    actions: names(store.actions, ({ category, name }) => `${category}/${name}`),
    domains: names(store.domains, ({ id }) => id),
    routes: names(store.routes, ({ pattern, domainId }) => `${pattern}@${domainId}`),
    flows: names(store.flows, ({ type, name }) => `${type} ${name}`),
  };
}
