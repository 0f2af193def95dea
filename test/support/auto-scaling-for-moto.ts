import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Moto } from './moto';

/** Application Auto Scaling in front of moto, which knows targets, policies and scheduled actions, but not the tags of targets: the last ones stand here. */
export async function startAutoScaling(moto: Moto): Promise<{ readonly url: string; close(): Promise<void> }> {
  let tags: unknown = {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { Tags } = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    if (Tags !== undefined) tags = Tags;
    if (String(request.headers['x-amz-target']).endsWith('.ListTagsForResource')) {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify({ Tags: tags }));
      return;
    }
    const headers = Object.entries(request.headers).filter(([name]) => !['host', 'content-length'].includes(name));
    const answer = await fetch(`${moto.url}${request.url}`, {
      method: request.method ?? 'POST',
      headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
      body: Buffer.concat(chunks),
    });
    response
      .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' })
      .end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
