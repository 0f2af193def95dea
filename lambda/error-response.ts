import {
  BadRequestError,
  ClassifierNotInServiceError,
  ClassifierThrottledError,
  ClassifierTimeoutError,
} from './errors';
import type { ProxyResult } from './proxy-result';
import { proxyResult } from './proxy-result';

/** Seconds after which a caller may try again: what an endpoint needs to catch up, not to be made. */
const RETRY_AFTER_SECONDS = '10';

/** The one place where an error becomes a status: 400 bad input, 503 try again later, 500 everything else. */
export function errorResponse(error: unknown, requestId: string): ProxyResult {
  if (error instanceof BadRequestError) return proxyResult(400, { message: error.message });
  if (
    error instanceof ClassifierThrottledError ||
    error instanceof ClassifierNotInServiceError ||
    error instanceof ClassifierTimeoutError
  ) {
    return proxyResult(503, { message: 'The classifier cannot answer now' }, { 'Retry-After': RETRY_AFTER_SECONDS });
  }
  return proxyResult(500, { message: 'Internal error', requestId });
}
