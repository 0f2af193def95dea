import type { GenesysAddress } from './address';
import type { ClientCredentials } from './credentials';
import { GenesysApiError, GenesysLoginError, GenesysUnreachableError } from './errors';

/** Calls to the platform API of one organisation. */
export interface GenesysApi {
  /**
   * @param path from `/api/v2` on, with its query
   * @param body sent as JSON
   * @returns the parsed answer; undefined when it was empty
   * @throws {GenesysApiError} for an answer above 299 that no repetition mended
   * @throws {GenesysUnreachableError} @throws {GenesysLoginError}
   */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>;
}

/** Effects of the client. */
export interface Effects {
  readonly fetch: typeof fetch;
  /** Waits that many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Longest wait that a Retry-After may ask for, seconds: the same that the Terraform provider accepts. */
const LONGEST_RETRY_AFTER = 180;
const ATTEMPTS = 6;
const ANSWER_WITHIN = 30_000;

/**
 * A client that logs in at its first call. Calls that are throttled, or that meet a broken connection or a server error,
 * are repeated, after what Retry-After says or after 1, 2, 4, 8, 16 seconds.
 */
export function connect(
  address: GenesysAddress,
  { id, secret }: ClientCredentials,
  { fetch, wait }: Effects,
): GenesysApi {
  let token: Promise<string> | undefined;

  async function send(call: string, url: string, init: RequestInit): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      let response: Response;
      try {
        response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN) });
      } catch (cause) {
        if (attempt === ATTEMPTS) throw new GenesysUnreachableError(call, { cause });
        await wait(backoff(attempt));
        continue;
      }
      const pause = pauseAfter(response, attempt);
      if (pause === undefined || attempt === ATTEMPTS) return response;
      await response.arrayBuffer(); // frees the connection
      await wait(pause);
    }
  }

  async function logIn(): Promise<string> {
    const url = `${address.login}/oauth/token`;
    const response = await send('POST /oauth/token', url, {
      method: 'POST',
      headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const answer = await json(response);
    const granted = field(answer, 'access_token');
    if (granted !== undefined) return granted;
    const said = field(answer, 'error_description') ?? field(answer, 'error') ?? '';
    throw new GenesysLoginError(address.login, `${response.status} ${said}`.trim());
  }

  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const call = `${method} ${path.split('?')[0]}`;
    for (let fresh = token === undefined; ; fresh = true) {
      token ??= logIn();
      const response = await send(call, `${address.api}${path}`, {
        method,
        headers: {
          ...{ Authorization: `Bearer ${await token}`, Accept: 'application/json' },
          ...(body && { 'Content-Type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const answer = await json(response);
      if (response.ok) return answer;
      if (response.status === 401 && !fresh) {
        token = undefined; // it may have expired in the meantime
        continue;
      }
      const { status } = response;
      const attempts = pauseAfter(response, 1) === undefined ? 1 : ATTEMPTS;
      throw new GenesysApiError(call, status, field(answer, 'code') ?? '', field(answer, 'message') ?? '', attempts);
    }
  }

  return { ask };
}

const backoff = (attempt: number): number => 1000 * 2 ** (attempt - 1);

/** Milliseconds to wait before the call is repeated; undefined when it should not be. */
function pauseAfter({ status, headers }: Response, attempt: number): number | undefined {
  if (status === 429) {
    const seconds = Number(headers.get('Retry-After') ?? Number.NaN);
    if (Number.isNaN(seconds)) return backoff(attempt);
    return seconds > LONGEST_RETRY_AFTER ? undefined : seconds * 1000;
  }
  return status >= 500 && status !== 501 ? backoff(attempt) : undefined;
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return { message: text.slice(0, 200) };
  }
}

function field(answer: unknown, name: string): string | undefined {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
