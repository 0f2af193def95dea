import { z } from 'zod';
import { OutputError } from './output-error';
import type { ResolvedOutput, ResolvedResource } from './resolve-stacks';

/** A block that may stand once: an object, or a list of one. Absent is undefined. */
export function block<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (Array.isArray(value) ? value[0] : value), schema);
}

/** JSON in an argument. */
export const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is no JSON' });
    return z.NEVER;
  }
});

export const stringMap = z.record(z.string(), z.string());

export interface ParsedResource<T> extends ResolvedResource {
  readonly value: T;
}

/** All resources of a type with their arguments in the shape that is needed. @throws {OutputError} for one that differs */
export function parseAll<S extends z.ZodType>(
  output: ResolvedOutput,
  type: string,
  schema: S,
): readonly ParsedResource<z.output<S>>[] {
  return output.ofType(type).map((resource) => {
    const parsed = schema.safeParse(resource.arguments);
    if (parsed.success) return { ...resource, value: parsed.data };
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    throw new OutputError(resource.stack, resource.address, path, issue?.message ?? 'is not understood');
  });
}

/** The one that fits. @throws {OutputError} on behalf of the resource that needs it */
export function required<T>(found: T | undefined, needs: ResolvedResource, what: string): T {
  if (found !== undefined) return found;
  throw new OutputError(needs.stack, needs.address, what, 'is not in the stack');
}
