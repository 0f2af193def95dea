/**
 * What is known about an error and all that caused it, without any message: the JSON parser, the SDK and Comprehend
 * quote their input there, which is a customer's mail. Name, code, HTTP status and AWS request id remain, and for the
 * innermost error the places in the code.
 */
export function errorCauses(error: unknown): readonly string[] {
  const causes: string[] = [];
  let current = error;
  while (current instanceof Error && causes.length < 5) {
    causes.push(describe(current));
    if (!(current.cause instanceof Error)) return [...causes, ...places(current)];
    current = current.cause;
  }
  return causes;
}

function describe(error: Error): string {
  const { code, $metadata } = error as Error & {
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string; readonly attempts?: number };
  };
  const facts = {
    code: typeof code === 'string' ? code : undefined,
    status: $metadata?.httpStatusCode,
    awsRequestId: $metadata?.requestId,
    attempts: $metadata?.attempts,
  };
  const known = Object.entries(facts).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${word(value)}`]));
  return [word(error.name), ...known].join(' ');
}

/** Names and ids may come out of a reply; only what looks like one is kept. */
function word(value: string | number): string {
  return String(value)
    .replace(/[^\w.:-]/g, '')
    .slice(0, 80);
}

/** The first frames of the stack; the stack begins with the message, which is left out. */
function places({ name, message, stack = '' }: Error): readonly string[] {
  const header = message === '' ? name : `${name}: ${message}`;
  if (!stack.startsWith(`${header}\n`)) return [];
  return stack
    .slice(header.length + 1)
    .split('\n', 5)
    .map((line) => line.trim());
}
