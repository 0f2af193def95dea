import {
  ClassifierCallError,
  ClassifierNotInServiceError,
  ClassifierReplyError,
  ClassifierThrottledError,
  ClassifierTimeoutError,
} from './errors';

/** Comprehend declares no throttling error for ClassifyDocument, so it is known by name and status only. */
const THROTTLED = ['ThrottlingException', 'TooManyRequestsException', 'ProvisionedThroughputExceededException'];
/** A parked endpoint does not exist. */
const NOT_IN_SERVICE = ['ResourceUnavailableException', 'ResourceNotFoundException', 'InternalServerException'];

/** What an error of the SDK's client means. `timedOut`: the deadline is over, whatever the client says. */
export function classifierError(error: unknown, timedOut: boolean): Error {
  const cause = { cause: error };
  if (timedOut) return new ClassifierTimeoutError('no answer before the deadline', cause);
  if (!(error instanceof Error)) return new ClassifierCallError('the client failed', cause);
  if (error instanceof ClassifierReplyError) return error;
  const status = statusOf(error);
  if (status === 429 || THROTTLED.includes(error.name)) {
    return new ClassifierThrottledError('more mails than the endpoint carries', cause);
  }
  if (error.name === 'TimeoutError') return new ClassifierTimeoutError('no attempt was answered in time', cause);
  if (NOT_IN_SERVICE.includes(error.name) || (status ?? 0) >= 500 || isNetworkError(error)) {
    return new ClassifierNotInServiceError('the endpoint does not answer', cause);
  }
  if (status !== undefined && status < 300) return new ClassifierReplyError('the reply cannot be read', cause);
  return new ClassifierCallError('the call was refused', cause);
}

function statusOf(error: Error): number | undefined {
  const { $metadata, $response } = error as Error & {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: { readonly statusCode?: number };
  };
  return $metadata?.httpStatusCode ?? $response?.statusCode;
}

/** Errors of Node's sockets and name look-up have a code and no status. */
function isNetworkError(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && /^E[A-Z_]+$/.test(error.code);
}
