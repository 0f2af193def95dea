import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Fault } from './fault';
import { type Parsed, parseYamlRecord } from './yaml-record';

/** The record in that file below `root`, or every fault of it. */
export function readRecord<S extends z.ZodType>(root: string, file: string, schema: S): Parsed<z.output<S>> {
  const fault = (message: string): { faults: readonly Fault[] } => ({
    faults: [{ file, line: 0, column: 0, path: '', message }],
  });
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(root, file));
  } catch {
    return fault('cannot be read; is it there?');
  }
  if (!isUtf8(bytes)) return fault('is not UTF-8; save it as UTF-8');
  return parseYamlRecord(file, bytes.toString('utf8'), schema);
}
