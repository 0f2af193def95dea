import { types } from 'node:util';

/**
 * What is known about an error and all that caused it, without any message: the JSON parser, the SDK and Comprehend
 * may quote a customer's mail there. Name, code, HTTP status and AWS request id remain if they look like one, and of
 * the innermost error the places in the code.
 */
export function errorCauses(error: unknown): readonly string[] {
  const causes: string[] = [];
  let current = error;
  while (types.isNativeError(current) && causes.length < 5) {
    causes.push(describe(current));
    if (!types.isNativeError(current.cause)) return [...causes, ...places(current)];
    current = current.cause;
  }
  return causes;
}

/** The name of an error, for the log and the metrics. */
export function errorName(error: unknown): string {
  return types.isNativeError(error) && /^\w{0,60}(?:Error|Exception)$/.test(error.name) ? error.name : 'UnknownError';
}

function describe(error: Error): string {
  const { code, $metadata } = error as Error & {
    readonly code?: unknown;
    readonly $metadata?: Readonly<Record<'httpStatusCode' | 'requestId' | 'attempts', unknown>>;
  };
  const facts = [
    ['code', code, /^[A-Z][A-Z0-9_]{1,60}$/],
    ['status', $metadata?.httpStatusCode, /^\d{3}$/],
    ['awsRequestId', $metadata?.requestId, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
    ['attempts', $metadata?.attempts, /^\d{1,2}$/],
  ] as const;
  const known = facts.flatMap(([fact, value, shape]) => (shape.test(String(value)) ? [`${fact}=${value}`] : []));
  return [errorName(error), ...known].join(' ');
}

/** The first frames of the stack; the stack begins with the message, which is left out. */
function places({ name, message, stack = '' }: Error): readonly string[] {
  const header = message === '' ? name : `${name}: ${message}`;
  if (!stack.startsWith(`${header}\n`)) return [];
  const frames = stack.slice(header.length + 1).split('\n');
  return frames.slice(0, 5).map((frame) => frame.trim());
}
