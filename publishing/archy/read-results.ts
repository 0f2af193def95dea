import { z } from 'zod';

const versionId = z.looseObject({ id: z.string() }).nullish();
const schema = z.looseObject({
  status: z.string(),
  exitCode: z.number().optional(),
  output: z
    .looseObject({
      traces: z.array(z.looseObject({ text: z.string(), type: z.string() })).default([]),
      flowInfo: z.looseObject({ id: z.string(), publishedVersion: versionId, checkedInVersion: versionId }).nullish(),
    })
    .optional(),
});

/** What Archy wrote into its results file. */
export interface ArchyResults {
  readonly status: string;
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
  readonly flowId: string | null;
  readonly publishedVersion: string | null;
}

/** Null when there is no file, or one that was cut off or is something else. */
export function readResults(text: string | null): ArchyResults | null {
  let content: unknown;
  try {
    content = JSON.parse(text ?? '');
  } catch {
    return null;
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) return null;
  const { status, output } = parsed.data;
  const traces = (type: string) =>
    (output?.traces ?? []).filter((trace) => trace.type === type).map(({ text }) => text.trim());
  return {
    status,
    warnings: traces('warning'),
    errors: traces('error'),
    flowId: output?.flowInfo?.id ?? null,
    publishedVersion: output?.flowInfo?.publishedVersion?.id ?? null,
  };
}
