import { isDeepStrictEqual } from 'node:util';
import { ServiceError } from './service-error';

export interface RequestTokens {
  /** The result of an earlier request with the same token; throws when that request asked for something else. */
  recall(token: string | undefined, request: unknown): string | undefined;
  remember(token: string | undefined, request: unknown, result: string): void;
}

/** Idempotency: a request that is sent again with its token makes nothing twice. */
export function requestTokens(): RequestTokens {
  const seen = new Map<string, { readonly request: unknown; readonly result: string }>();
  return {
    recall(token, request) {
      const earlier = token === undefined ? undefined : seen.get(token);
      if (earlier === undefined) return undefined;
      if (isDeepStrictEqual(earlier.request, request)) return earlier.result;
      throw new ServiceError('InvalidRequestException', `ClientRequestToken ${token} was used for a different request`);
    },
    remember(token, request, result) {
      if (token !== undefined) seen.set(token, { request, result });
    },
  };
}
