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

/** What is read of an error of the SDK's client, of Node's sockets or of Node's name look-up. */
interface ClientFailure {
  readonly name?: string;
  /** Set by Node, not by Comprehend. */
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  /** The reply, also when it could not be read. */
  readonly $response?: { readonly statusCode?: number };
}

/** What a failed call means. `timedOut`: the deadline is over, whatever the client says. */
export function classifierError(error: unknown, timedOut: boolean): Error {
  if (error instanceof ClassifierReplyError) return error;
  const cause = { cause: error };
  if (timedOut) return new ClassifierTimeoutError('no answer before the deadline', cause);
  const { name = '', code, $metadata, $response }: ClientFailure = typeof error === 'object' && error ? error : {};
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  if (status === 429 || THROTTLED.includes(name)) {
    return new ClassifierThrottledError('more mails than the endpoint carries', cause);
  }
  // The client calls a cut connection a TimeoutError as well; Node's code tells them apart.
  const unreachable = typeof code === 'string' && /^E[A-Z_]+$/.test(code) && code !== 'ETIMEDOUT';
  if (name === 'TimeoutError' && !unreachable) {
    return new ClassifierTimeoutError('no attempt was answered in time', cause);
  }
  if (unreachable || NOT_IN_SERVICE.includes(name) || (status !== undefined && status >= 500)) {
    return new ClassifierNotInServiceError('the endpoint does not answer', cause);
  }
  if (status !== undefined && status < 300) return new ClassifierReplyError('the reply cannot be read', cause);
  return new ClassifierCallError('the call was refused', cause);
}
