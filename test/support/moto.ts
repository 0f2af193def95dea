import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A moto server: most of AWS, in memory. Its Comprehend is of no use and it has no Cloud Control. */
export interface Moto {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts `moto_server` (pip install 'moto[server]==5.2.1') on a free port. Rejects when it is not installed or dies. */
export async function startMoto(): Promise<Moto> {
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    server.once('error', (cause) =>
      reject(new Error("moto_server cannot be started: pip install 'moto[server]==5.2.1'", { cause })),
    );
    server.once('exit', (code) => reject(new Error(`moto_server ended with ${code}: ${said}`)));
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-4000); // it logs every request; unread, the pipe would fill and block it
      const [, address] = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
  return {
    url,
    async close() {
      server.kill();
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    },
  };
}

/** Asks moto as the owner of the account would; it checks no signature. */
export async function askMoto(moto: Moto, service: string, path: string, query?: string): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=stand-in/20300101/us-east-1/${service}/aws4_request`;
  const answer = await fetch(`${moto.url}${path}`, {
    headers: { authorization },
    ...(query === undefined ? {} : { method: 'POST', body: new URLSearchParams(query) }),
  });
  if (!answer.ok) throw new Error(`${service} ${path} ${query}: ${answer.status} ${await answer.text()}`);
  return answer.text();
}

/** The objects of that bucket, by key. */
export async function readBucket(moto: Moto, bucket: string, prefix = ''): Promise<ReadonlyMap<string, string>> {
  const list = await askMoto(moto, 's3', `/${bucket}?list-type=2&prefix=${encodeURIComponent(prefix)}`);
  const keys = [...list.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
  const objects = keys.map(async (key) => [key, await askMoto(moto, 's3', `/${bucket}/${key}`)] as const);
  return new Map(await Promise.all(objects));
}

/** Where our stacks make things that have names, and how each service is asked for them. */
const LISTS: readonly (readonly [service: string, path: string, query?: string])[] = [
  ['s3', '/'],
  ['apigateway', '/restapis'],
  ['apigateway', '/apikeys'],
  ['apigateway', '/usageplans'],
  ['lambda', '/2015-03-31/functions'],
  ['iam', '/', 'Action=ListRoles&Version=2010-05-08&MaxItems=1000'],
  ['monitoring', '/', 'Action=DescribeAlarms&Version=2010-08-01'],
  ['monitoring', '/', 'Action=ListDashboards&Version=2010-08-01'],
  ['sns', '/', 'Action=ListTopics&Version=2010-03-31'],
];

/** Every name in moto that holds `text`. */
export async function namesInMoto(moto: Moto, text: string): Promise<readonly string[]> {
  const lists = await Promise.all(LISTS.map((list) => askMoto(moto, ...list)));
  const names = lists.flatMap((list) => list.match(new RegExp(`[\\w/-]*${text}[\\w/-]*`, 'g')) ?? []);
  return [...new Set(names)].sort();
}
