import { parse } from 'csv-parse/sync';
import type { LabelledText, TextModel } from '../../classifier/text-model';

export type Train = (rows: readonly LabelledText[]) => TextModel | Promise<TextModel>;
/** Reads every object whose address begins with that `s3://bucket/prefix`; rejects when it may not or cannot. */
export type ReadObjects = (s3Uri: string) => Promise<readonly string[]>;

export type TrainingOutcome =
  | { readonly kind: 'trained'; readonly model: TextModel; readonly documents: number; readonly skipped: number }
  | { readonly kind: 'failed'; readonly message: string };

/** Below this Comprehend refuses to train a class. */
const DOCUMENTS_PER_CLASS = 10;
const CLASSES = 1000;

/** Trains on the two-column CSV (label, text, no header) below `s3Uri`. Never rejects: a failure is an outcome. */
export async function runTraining(s3Uri: string, read: ReadObjects, train: Train): Promise<TrainingOutcome> {
  try {
    const objects = await read(s3Uri);
    if (objects.length === 0) return failed(`No input data found at ${s3Uri}`);
    const { rows, skipped } = readRows(objects);
    const fault = faultOf(rows);
    if (fault !== undefined) return failed(fault);
    return { kind: 'trained', model: await train(rows), documents: rows.length, skipped };
  } catch (error) {
    return failed(
      `Unable to read the input data at ${s3Uri}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function failed(message: string): TrainingOutcome {
  return { kind: 'failed', message };
}

/** A byte-order mark is part of the first label here, as it is for Comprehend. Rows of another shape are skipped. */
function readRows(objects: readonly string[]): { readonly rows: readonly LabelledText[]; readonly skipped: number } {
  const records = objects.flatMap((text) =>
    parse(text, { bom: false, relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n'] }),
  );
  const rows = records.flatMap(([label, text, ...rest]) =>
    label && text && rest.length === 0 ? [{ label, text }] : [],
  );
  return { rows, skipped: records.length - rows.length };
}

function faultOf(rows: readonly LabelledText[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { label } of rows) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size < 2) return `Found ${counts.size} label(s), at least 2 are required`;
  if (counts.size > CLASSES) return `Found ${counts.size} labels, at most ${CLASSES} are allowed`;
  const thin = [...counts].filter(([, count]) => count < DOCUMENTS_PER_CLASS).map(([label, n]) => `${label} (${n})`);
  if (thin.length === 0) return undefined;
  return `Labels with fewer than ${DOCUMENTS_PER_CLASS} documents: ${thin.join(', ')}`;
}
