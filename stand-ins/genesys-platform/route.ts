import type { Client, Store } from './store';

/** One call to the API, after authentication. */
export interface ApiRequest<Path extends string = string> {
  /** Values of the `{names}` in the path, decoded. */
  readonly params: Readonly<Record<NamesIn<Path>, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON, or the form of the token call; undefined when there was no body. */
  readonly body: unknown;
  /** Body as it came. */
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly client: Client;
  /** Address of this server, for links to itself. */
  readonly url: string;
}

export interface ApiAnswer {
  readonly status: number;
  /** Sent as JSON; undefined sends no body. */
  readonly body?: unknown;
  /** Sent as plain text instead. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One line of the table of routes. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  /** Permission the client needs; `none`: any client; `open`: no token either. */
  readonly permission: string;
  readonly handle: (request: ApiRequest, store: Store) => ApiAnswer | Promise<ApiAnswer>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type NamesIn<Path extends string> = string extends Path
  ? string
  : Path extends `${string}{${infer Name}}${infer Rest}`
    ? Name | NamesIn<Rest>
    : never;

/** Makes a line of the table; the handler knows the names in its path. */
export function route<Path extends string>(
  method: Method,
  path: Path,
  permission: string,
  handle: (request: ApiRequest<Path>, store: Store) => ApiAnswer | Promise<ApiAnswer>,
): Route {
  return { method, path, permission, handle: (request, store) => handle(request as ApiRequest<Path>, store) };
}

export const ok = (body: unknown): ApiAnswer => ({ status: 200, body });
export const noContent: ApiAnswer = { status: 204 };
