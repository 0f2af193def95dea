import { isMap, isNode, isScalar, parseDocument, stringify } from 'yaml';

/** The text with the value at that path replaced, or a new key added at the end of the map that it belongs to. All else stays as it is. */
export function editYaml(text: string, path: readonly (string | number)[], value: string | boolean | object): string {
  const document = parseDocument(text);
  const old = document.getIn(path, true);
  const written = (column: number) => indent(stringify(value).trimEnd(), column);
  if (isNode(old) && old.range != null) {
    const [start, rangeEnd] = old.range;
    const end = start + text.slice(start, rangeEnd).trimEnd().length; // a block's range goes on to what follows
    const column = start - (text.lastIndexOf('\n', start - 1) + 1);
    return `${text.slice(0, start)}${written(column)}${text.slice(end)}`;
  }
  const parent = document.getIn(path.slice(0, -1), true);
  const [first] = isMap(parent) ? parent.items : [];
  const last = isMap(parent) ? parent.items.at(-1) : undefined;
  if (!isScalar(first?.key) || first.key.range == null || !isNode(last?.value) || last.value.range == null) {
    throw new Error(`the record has no ${path.slice(0, -1).join('.')} to write ${String(path.at(-1))} into`);
  }
  const start = first.key.range[0];
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const end = text.indexOf('\n', last.value.range[1] - 1);
  const at = end === -1 ? text.length : end;
  return `${text.slice(0, at)}\n${' '.repeat(column)}${String(path.at(-1))}: ${written(column + 2)}${text.slice(at)}`;
}

function indent(text: string, columns: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(columns)}`);
}
