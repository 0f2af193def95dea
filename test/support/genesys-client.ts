import type { GenesysApi } from '../../stand-ins/genesys-platform/start-genesys-api';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or the text when it is no JSON. */
  readonly body: unknown;
}

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>;

/** A caller with a token of the API's first client, or of the one given. */
export async function signIn(
  { url, client }: Pick<GenesysApi, 'url' | 'client'>,
  { id, secret } = client,
): Promise<Ask> {
  const reply = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await reply.json()) as { access_token: string };
  return (method, path, body, headers) =>
    call(url, method, path, body, { Authorization: `Bearer ${token}`, ...headers });
}

export async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const raw = typeof body === 'string';
  const reply = await fetch(path.startsWith('http') ? path : `${url}${path}`, {
    method,
    headers: { ...(body !== undefined && !raw && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  let parsed: unknown = text;
  try {
    parsed = JSON.parse(text);
  } catch {
    // plain text, such as a template
  }
  return { status: reply.status, headers: reply.headers, body: parsed };
}
