import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type ObjectValue, type Value } from './dynamic-value';

/** The platform answered with an error; the message reads as the real provider prints it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly method: string,
    readonly path: string,
    readonly status: number,
    detail: string,
  ) {
    super(`API Error: ${status} - ${detail} (${method} ${path})`);
  }
}

export interface Call {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Value;
}

/** The platform API as the provider calls it. */
export interface Api {
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, call?: Call): Promise<ObjectValue>;
  /** null instead of an error when the object does not exist. */
  find(path: string, query?: Readonly<Record<string, string>>): Promise<ObjectValue | null>;
  /** DELETE, then GET until the object is gone. */
  remove(
    path: string,
    options?: { readonly query?: Readonly<Record<string, string>>; readonly goneIsError?: boolean },
  ): Promise<void>;
  /** PUT of a file to an address outside the API, without authorization. */
  upload(url: string, headers: ObjectValue, text: string): Promise<void>;
}

/**
 * Gets the tokens and makes the calls of a provider start.
 * @param config the provider block; its gateway block, or GENESYSCLOUD_GATEWAY_* beside an empty one, redirects every call
 */
export async function connect(config: ObjectValue, variables: NodeJS.ProcessEnv): Promise<Api> {
  const base = gatewayUrl(config, variables);
  const id = text(config['oauthclient_id']) ?? variables['GENESYSCLOUD_OAUTHCLIENT_ID'];
  const secret = text(config['oauthclient_secret']) ?? variables['GENESYSCLOUD_OAUTHCLIENT_SECRET'];
  const token =
    text(config['access_token']) ?? variables['GENESYSCLOUD_ACCESS_TOKEN'] ?? (await tokens(base, id, secret, config));
  const api = client(base, token);
  const organization = await api.call('GET', '/organizations/me');
  if (typeof organization['defaultCountryCode'] !== 'string')
    throw new Error('organizations/me has no defaultCountryCode');
  const products = await api.call('GET', '/authorization/products');
  if (!Array.isArray(products['entities'])) throw new Error('authorization/products has no entities');
  return api;
}

function gatewayUrl(config: ObjectValue, variables: NodeJS.ProcessEnv): string {
  const [gateway] = Array.isArray(config['gateway']) ? config['gateway'] : [];
  if (gateway === undefined || !isObject(gateway)) {
    throw new Error(
      'the stand-in provider speaks to a local platform API only: the configuration needs a gateway block',
    );
  }
  const of = (name: string) => text(gateway[name]) ?? variables[`GENESYSCLOUD_GATEWAY_${name.toUpperCase()}`] ?? '';
  return `${of('protocol') || 'https'}://${of('host')}:${of('port')}`;
}

/** One token for the provider and one for each slot of its pool, as the real one asks for. */
async function tokens(
  base: string,
  id: string | undefined,
  secret: string | undefined,
  config: ObjectValue,
): Promise<string> {
  if (!id || !secret) throw new Error('failed to authorize: oauthclient_id and oauthclient_secret are required');
  const pool = typeof config['token_pool_size'] === 'number' ? config['token_pool_size'] : 10;
  let token = '';
  for (let slot = 0; slot <= pool; slot++) {
    const response = await fetch(`${base}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const answer = (await response.json()) as { access_token?: string; error?: string; error_description?: string };
    if (!response.ok || answer.access_token === undefined) {
      throw new Error(
        `failed to authorize: ${response.status} ${answer.error ?? ''} ${answer.error_description ?? ''}`,
      );
    }
    token = answer.access_token;
  }
  return token;
}

const RETRIES = 20;

function client(base: string, token: string): Api {
  async function call(method: string, path: string, { query = {}, body }: Call = {}): Promise<ObjectValue> {
    const search = new URLSearchParams(query).toString();
    const url = `${base}/api/v2${path}${search === '' ? '' : `?${search}`}`;
    for (let attempt = 0; ; attempt++) {
      const response = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'content-type': 'application/json',
          connection: 'close',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = await response.text();
      if (response.ok) return parse(answer);
      const wait = Number(response.headers.get('retry-after') ?? 1);
      const passing = response.status === 429 ? wait <= 180 : response.status >= 500 && response.status !== 501;
      if (!passing || attempt >= RETRIES) {
        const { message } = parse(answer);
        throw new ApiError(method, path, response.status, typeof message === 'string' ? message : answer.slice(0, 300));
      }
      await sleep(wait * 1000);
    }
  }
  async function find(path: string, query: Readonly<Record<string, string>> = {}): Promise<ObjectValue | null> {
    try {
      return await call('GET', path, { query });
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
  }
  return {
    call,
    find,
    async remove(path, { query = {}, goneIsError = false } = {}) {
      try {
        await retryConflict(() => call('DELETE', path, { query }));
      } catch (error) {
        if (goneIsError || !isGone(error)) throw error;
      }
      for (let attempt = 0; attempt < 30; attempt++) {
        if ((await find(path)) === null) return;
        await sleep(200);
      }
      throw new Error(`${path} is still there after its deletion`);
    },
    async upload(url, headers, content) {
      const plain = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
      const response = await fetch(url, { method: 'PUT', headers: Object.fromEntries(plain), body: content });
      if (response.status !== 200) throw new Error(`upload to ${url}: ${response.status}`);
    },
  };
}

async function retryConflict(action: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await action();
      return;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409 || attempt >= 5) throw error;
      await sleep(500);
    }
  }
}

function isGone(error: unknown): boolean {
  return error instanceof ApiError && [404, 408, 410].includes(error.status);
}

function parse(answer: string): ObjectValue {
  try {
    const value = JSON.parse(answer) as Value;
    return isObject(value) ? value : {};
  } catch {
    return { text: answer };
  }
}

export function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
