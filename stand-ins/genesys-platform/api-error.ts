import type { z } from 'zod';

/** A refusal, in the shape that the platform's SDKs parse. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  body(contextId: string): object {
    return { message: this.message, code: this.code, status: this.status, contextId, details: [], errors: [] };
  }
}

export const notFound = (what: string) => new ApiError(404, 'not.found', `The requested ${what} was not found.`);
export const conflict = (message: string) => new ApiError(409, 'general.conflict', message);
export const badRequest = (message: string) => new ApiError(400, 'bad.request', message);

/** A write that names another version than the current one; the provider reads again and repeats. */
export function demandVersion(stated: number | undefined, current: number): void {
  if (stated !== current) throw conflict(`version ${stated ?? 'none'} does not match the current version ${current}`);
}

/** The body in its expected form. @throws {ApiError} 400 that names the first wrong field */
export function read<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw badRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not valid'}`);
}
