import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from './api-error';
import type { ApiAnswer, Route } from './route';
import { findRoute } from './routes';
import { type Client, newId, type Store } from './store';

export interface Call {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Address of this server. */
  readonly url: string;
}

const NOBODY: Client = { id: '', secret: '' };

/** Answers one call from the store and logs it. */
export async function answer(store: Store, { method, target, headers, text, url }: Call): Promise<ApiAnswer> {
  const { pathname, searchParams: query } = new URL(target, url);
  const found = findRoute(method, pathname);
  const contextId = newId();
  let client = NOBODY;
  let body: unknown;
  let result: ApiAnswer;
  try {
    if (found === undefined) throw new ApiError(404, 'not.found', `${method} ${pathname} is not part of this server`);
    client = authorize(store, found.route, headers.authorization);
    body = parseBody(text, headers['content-type']);
    result = await found.route.handle({ params: found.params, query, body, text, headers, client, url }, store);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    result = { status: error.status, body: error.body(contextId), headers: error.headers };
  }
  const route = found?.route.path ?? null;
  store.requests.push({ method, path: target, route, client: client.id || null, body, status: result.status });
  return { ...result, headers: { 'ININ-Correlation-Id': contextId, ...result.headers } };
}

function authorize({ tokens }: Store, { permission }: Route, header: string | undefined): Client {
  if (permission === 'open') return NOBODY;
  if (header === undefined) {
    throw new ApiError(
      401,
      'authentication.required',
      'No authentication bearer token specified in authorization header.',
    );
  }
  const client = tokens.get(header.replace(/^bearer /i, ''));
  if (client === undefined) throw new ApiError(401, 'bad.credentials', 'Invalid login credentials.');
  if (permission !== 'none' && client.permissions !== undefined && !client.permissions.includes(permission)) {
    throw new ApiError(
      403,
      'missing.any.permissions',
      `Unable to perform the requested action. You must have at least one of the following permissions assigned: [${permission}]`,
    );
  }
  return client;
}

function parseBody(text: string, type: string | undefined): unknown {
  if (text === '' || !type?.includes('json')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'bad.request', 'The request body is not valid JSON.');
  }
}
