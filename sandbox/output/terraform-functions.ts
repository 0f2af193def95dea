import { createHash } from 'node:crypto';

/** The functions that our stacks use, and the few that stand close to them. Arguments come evaluated. */
export const terraformFunctions: ReadonlyMap<string, (...given: readonly unknown[]) => unknown> = new Map(
  Object.entries({
    // Sensitivity matters to Terraform's output alone.
    sensitive: (value: unknown) => value,
    nonsensitive: (value: unknown) => value,
    jsonencode: (value: unknown) => jsonEncode(value),
    jsondecode: (value: unknown) => JSON.parse(text(value)),
    base64encode: (value: unknown) => Buffer.from(text(value)).toString('base64'),
    sha256: (value: unknown) => createHash('sha256').update(text(value)).digest('hex'),
    tostring: (value: unknown) => (value === null ? null : text(value)),
    tonumber: (value: unknown) => (value === null ? null : Number(text(value))),
    lower: (value: unknown) => text(value).toLowerCase(),
    upper: (value: unknown) => text(value).toUpperCase(),
    trimspace: (value: unknown) => text(value).trim(),
    replace: (value: unknown, find: unknown, by: unknown) => text(value).replaceAll(text(find), () => text(by)),
    join: (separator: unknown, items: unknown) => list(items).map(text).join(text(separator)),
    split: (separator: unknown, value: unknown) => text(value).split(text(separator)),
    toset: (items: unknown) => [...new Set(list(items))],
    concat: (...lists: readonly unknown[]) => lists.flatMap(list),
    length: (value: unknown) => (typeof value === 'string' ? value.length : Object.keys(record(value)).length),
    element: (items: unknown, index: unknown) => list(items)[Number(index) % list(items).length],
    lookup: (map: unknown, key: unknown, otherwise: unknown) => record(map)[text(key)] ?? otherwise,
    merge: (...maps: readonly unknown[]) => Object.assign({}, ...maps.map(record)),
    coalesce: (...values: readonly unknown[]) => values.find((value) => value !== null && value !== ''),
  } satisfies Record<string, (...given: never) => unknown>),
);

/** Text as a template shows it. @throws {TypeError} for what Terraform does not turn into text */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`${value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value} is no text`);
}

/** Terraform sorts keys and writes `<`, `>` and `&` as escapes. */
function jsonEncode(value: unknown): string {
  const sorted = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  return sorted.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError('expected a list');
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  throw new TypeError('expected a map');
}
