/** What goes wrong with a call instead of its answer. */
export type Mishap =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** The connection is closed without an answer. */
  | 'reset'
  /** No answer ever comes. */
  | 'hang'
  /** What was asked for is done, but no answer ever comes. */
  | 'done unanswered';

export interface FaultRule {
  /** Any method when left out. */
  readonly method?: string;
  /** Path of the table's line, for example `/api/v2/flows/{id}`; any when left out. */
  readonly route?: string;
  /** Calls that it hits; every one when left out. */
  readonly times?: number;
  /** Wait before the answer, milliseconds. */
  readonly delay?: number;
  /** Left out: the proper answer, only late. */
  readonly mishap?: Mishap;
}

/** Rules to hit calls with, first match first; a rule is used up after its `times`. */
export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  /** The rule that hits this call, counted down. */
  take(method: string, route: string | null): FaultRule | undefined;
}

export function faultList(): Faults {
  let rules: { rule: FaultRule; left: number }[] = [];
  return {
    add: (rule) => {
      rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      rules = [];
    },
    take: (method, route) => {
      const hit = rules.find(
        ({ rule, left }) => left > 0 && (rule.method ?? method) === method && (rule.route ?? route) === route,
      );
      if (hit !== undefined) hit.left -= 1;
      return hit?.rule;
    },
  };
}

/** The answer to a caller who asks too often. */
export const throttled = (seconds: number): Mishap => ({
  status: 429,
  headers: { 'Retry-After': String(seconds) },
  body: {
    message: `Rate limit exceeded the maximum. Retry the request in [${seconds}] seconds`,
    code: 'too.many.requests',
    status: 429,
    contextId: '',
    details: [],
    errors: [],
  },
});
