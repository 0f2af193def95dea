import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a server of this machine and can hold requests back: the moment at which something is killed. */
export interface Gate {
  readonly url: string;
  /** From now on a request of that kind, `POST /path` or `POST Service.Operation`, does not reach the server and is never answered. */
  hold(kind: RegExp): void;
  /** Requests that were held since `hold`. */
  held(): number;
  open(): void;
  close(): Promise<void>;
}

export async function startGate(target: string): Promise<Gate> {
  let kind: RegExp | undefined;
  let held = 0;
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    if (kind?.test(`${method} ${headers['x-amz-target'] ?? url}`)) {
      held += 1;
      return;
    }
    const passed = ask(`${target}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.once('error', () => response.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hold(wanted) {
      kind = wanted;
      held = 0;
    },
    held: () => held,
    open() {
      kind = undefined;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
