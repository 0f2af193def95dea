import { ServiceError } from './service-error';

export interface Page<T> {
  readonly items: readonly T[];
  /** To be spread into the reply: `NextToken` if there is more. */
  readonly next: { readonly NextToken?: string };
}

/** One page of `all`, from where `token` says; throws InvalidRequestException for a token that is none of ours. */
export function page<T>(all: readonly T[], token: string | undefined, size = 100): Page<T> {
  const start =
    token === undefined
      ? 0
      : Number(
          Buffer.from(token, 'base64url')
            .toString()
            .replace(/^from:/, ''),
        );
  if (!Number.isInteger(start)) throw new ServiceError('InvalidRequestException', 'Invalid NextToken');
  const end = start + size;
  return {
    items: all.slice(start, end),
    next: end < all.length ? { NextToken: Buffer.from(`from:${end}`).toString('base64url') } : {},
  };
}
