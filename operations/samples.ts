import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export interface Sample {
  readonly label: string;
  /** Subject, line break, body. */
  readonly text: string;
}

/** The first mails of the held-out corpus, the classes in turn, so that a few of them show every class. */
export function readSamples(root: string, count: number): readonly Sample[] {
  const rows: string[][] = parse(readFileSync(join(root, 'corpus/held-out.csv')), { bom: true });
  const byLabel = new Map<string, Sample[]>();
  for (const [label = '', text = ''] of rows) byLabel.set(label, [...(byLabel.get(label) ?? []), { label, text }]);
  const classes = [...byLabel.values()];
  const longest = Math.max(...classes.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) => classes.flatMap((samples) => samples[turn] ?? []));
  return turns.flat().slice(0, count);
}
