import type { z } from 'zod';
import { GenesysApiError } from './errors';

/** The answer in the form that is expected. @throws {GenesysApiError} when a proxy or another product answered */
export function readAnswer<S extends z.ZodType>(schema: S, call: string, answer: unknown): z.output<S> {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new GenesysApiError(call, 200, '', `not the platform's answer: ${issue?.path.join('.')}: ${issue?.message}`);
}
