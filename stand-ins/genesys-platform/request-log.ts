/** One call that reached the server, for assertions. Tokens and headers are not kept. */
export interface RequestRecord {
  readonly method: string;
  /** With its query, as it came. */
  readonly path: string;
  /** Path of the table's line, null when the table has none. */
  readonly route: string | null;
  readonly client: string | null;
  readonly body: unknown;
  /** 0 when an injected fault left the call without an answer. */
  readonly status: number;
}
