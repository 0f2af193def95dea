import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { type LabelledMail, splitText } from './labelled-mail';

export interface ParsedCorpus {
  /** Every row that could be read, in file order. */
  readonly mails: readonly LabelledMail[];
  /** Every place that could not be. */
  readonly faults: readonly UnreadableRow[];
}

export interface UnreadableRow {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
}

/** After so many broken rows the rest is not read: every break costs another pass. */
const MOST_BREAKS = 50;

/** A row begins with a label, a comma and an opening quote, or holds no quote at all. */
const ROW_START = /^[^",\n]{1,60},(?:"|[^"\n]*$)/;

/**
 * Reads `label,text` rows as Comprehend's multi-class format has them: UTF-8, no header, texts quoted where they hold a comma, a quote or a line end.
 * Held-out mails may have a third column, their writer: they are judged by writer, and Comprehend never sees the column.
 * After a row whose quoting is broken it goes on with the next line that looks like the start of a row, so that one slip hides no other.
 */
export function parseCorpus(bytes: Uint8Array, kind: 'training' | 'held-out' = 'training'): ParsedCorpus {
  const columns = kind === 'training' ? 2 : 3;
  const faults: UnreadableRow[] = [];
  const fault = (line: number, message: string, remedy: string) => faults.push({ line, message, remedy });
  if (!isUtf8(bytes)) {
    fault(firstBadLine(bytes), 'is not UTF-8', 'save the file as UTF-8 (`iconv -f windows-1252 -t utf-8`, or --fix)');
    return { mails: [], faults };
  }
  const text = Buffer.from(bytes).toString('utf8').replaceAll('\r\n', '\n');
  if (text.startsWith('\uFEFF')) {
    const message =
      'begins with a byte-order mark, which would become part of the first label and make a class of its own';
    fault(1, message, 'save it as UTF-8 without one (--fix does)');
  }

  const mails: LabelledMail[] = [];
  let rest = text.replace(/^\uFEFF/, '');
  let line = 1;
  for (let breaks = 0; rest !== ''; breaks++) {
    const { rows, broken } = readRows(rest);
    for (const { fields, at } of rows) {
      const [label, content, writer = ''] = fields;
      if (content === undefined) {
        fault(line + at, `the row has no text: ${shown(label ?? '')}`, 'write `label,"text"`, or remove it');
      } else if (fields.length > columns) {
        fault(line + at, `the row has ${fields.length} columns, ${columns} are allowed`, 'put the text in quotes');
      } else {
        const mail = { label: label ?? '', ...splitText(content), line: line + at };
        mails.push(writer === '' ? mail : { ...mail, writer });
      }
    }
    if (broken === undefined) break;
    fault(
      line + broken.row,
      `broken quoting: ${broken.why} on line ${line + broken.line}`,
      'double every quote inside a quoted text, and close it',
    );
    if (breaks === MOST_BREAKS) {
      fault(line + broken.row, 'the rest was not read', 'mend the rows above first');
      break;
    }
    const lines = rest.split('\n');
    const next = lines.findIndex((candidate, index) => index > broken.row && ROW_START.test(candidate));
    if (next === -1) break;
    rest = lines.slice(next).join('\n');
    line += next;
  }
  return { mails, faults };
}

interface Rows {
  /** Fields of each row and its 0-based first line. */
  readonly rows: readonly { readonly fields: readonly string[]; readonly at: number }[];
  /** Where reading ended, 0-based lines. */
  readonly broken?: { readonly row: number; readonly line: number; readonly why: string };
}

function readRows(text: string): Rows {
  const rows: { fields: readonly string[]; at: number }[] = [];
  let start = 0;
  try {
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: '\n',
      on_record: (fields: string[], { lines }) => {
        const height = fields.reduce((sum, field) => sum + field.split('\n').length - 1, 0);
        rows.push({ fields, at: lines - 1 - height });
        start = lines;
        return null;
      },
    });
    return { rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(Reflect.get(error, 'lines') ?? start + 1) - 1;
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED';
    return {
      rows,
      broken: { row: start, line, why: open ? 'a quote is opened and never closed, the text ends' : 'a stray quote' },
    };
  }
}

function firstBadLine(bytes: Uint8Array): number {
  let line = 1;
  let from = 0;
  for (;;) {
    const end = bytes.indexOf(10, from);
    if (!isUtf8(bytes.subarray(from, end === -1 ? undefined : end))) return line;
    if (end === -1) return 0;
    from = end + 1;
    line += 1;
  }
}

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
