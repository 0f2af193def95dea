import { isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { didYouMean } from './did-you-mean';
import type { Fault } from './fault';

export type Parsed<T> = { readonly value: T; readonly locate: Locate } | { readonly faults: readonly Fault[] };
/** Where in the file the value of that path stands. */
export type Locate = (path: Path) => Pick<Fault, 'file' | 'line' | 'column' | 'path'>;
type Path = readonly PropertyKey[];

/** Parses YAML text into the record that `schema` describes; every fault carries its place in the file. */
export function parseYamlRecord<S extends z.ZodType>(file: string, text: string, schema: S): Parsed<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { file, line, column: col, path: '', message: `not readable as YAML: ${error.message}` };
      }),
    };
  }
  const locate: Locate = (path) => {
    const range = rangeOf(path);
    const { line, col } = range === undefined ? { line: 1, col: 1 } : lines.linePos(range);
    return { file, line, column: col, path: path.map(String).join('.') };
  };
  /** Offset of the key that leads to the value, or of the nearest thing above that is in the file. */
  function rangeOf(path: Path): number | undefined {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      if (node?.range != null) return node.range[0];
    }
    return undefined;
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, locate };

  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const faults = result.error.issues.flatMap(flatten).flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') {
      const allowed = keysAt(shape, issue.path, value);
      return issue.keys.map((key) => ({
        ...locateKey(issue.path, key),
        message: `unknown key. ${owner(shape, issue.path, key) ?? didYouMean(key, allowed)}Allowed here: ${allowed.join(', ')}`,
      }));
    }
    return [{ ...locate(issue.path), message: message(issue, valueAt(value, issue.path)) }];
  });
  return { faults: faults.sort((a, b) => a.line - b.line || a.column - b.column) };

  function locateKey(path: Path, key: string) {
    const parent = document.getIn(path, true);
    const pair =
      typeof parent === 'object' && parent !== null && 'items' in parent && Array.isArray(parent.items)
        ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
        : undefined;
    const offset: number | undefined = pair?.key?.range?.[0];
    const place = locate([...path, key]);
    if (offset === undefined) return place;
    const { line, col } = lines.linePos(offset);
    return { ...place, line, column: col };
  }
}

type Issue = z.core.$ZodIssue;

/** A union reports each of its branches; the branch that came nearest (fewest faults) says what is wrong. */
function flatten(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const nearest = issue.errors.reduce((best, branch) => (branch.length < best.length ? branch : best));
  return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(flatten);
}

function message(issue: Issue, found: unknown): string {
  const shown = found === undefined ? 'nothing' : shorten(JSON.stringify(found));
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined
        ? `missing, a value of type ${issue.expected} is required`
        : `${shown} is not of type ${issue.expected}`;
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const hint = nearestNumber(found, issue.values) ?? didYouMean(String(found), allowed);
      return `${shown} is not allowed. ${hint}Allowed: ${allowed.join(', ')}`;
    }
    case 'too_big':
      return `${shown} is too large, at most ${issue.maximum}${percentHint(found, issue.maximum)}`;
    case 'too_small':
      return found === '' ? 'may not be empty' : `${shown} is too small, at least ${issue.minimum}`;
    default:
      return `${shown}: ${issue.message}`;
  }
}

/** By distance, not by spelling: 31 is near 30. */
function nearestNumber(found: unknown, allowed: readonly unknown[]): string | undefined {
  const numbers = allowed.filter((value) => typeof value === 'number');
  if (typeof found !== 'number' || numbers.length === 0) return undefined;
  const nearest = numbers.reduce((best, one) => (Math.abs(one - found) < Math.abs(best - found) ? one : best));
  return `Nearest: ${nearest}. `;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function percentHint(found: unknown, maximum: number | bigint): string {
  return Number(maximum) === 1 && typeof found === 'number' && found <= 100 ? `. Did you mean ${found / 100}?` : '';
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Keys that the schema knows for the object at that path: over the branches of its unions that the value's own constants choose. */
function keysAt(schema: JsonSchema, path: Path, root: unknown): string[] {
  const level = levelAt(schema, path);
  const value = valueAt(root, path);
  const chosen = level.filter((branch) => constants(branch).every(([key, one]) => valueAt(value, [key]) === one));
  return [...new Set((chosen.length > 0 ? chosen : level).flatMap((at) => Object.keys(at.properties ?? {})))];
}

/** `dir belongs to type: local. ` for a key that another branch of the union knows. */
function owner(schema: JsonSchema, path: Path, key: string): string | undefined {
  const branch = levelAt(schema, path).find((one) => one.properties?.[key] !== undefined);
  const [[name, value] = []] = branch === undefined ? [] : constants(branch);
  return name === undefined ? undefined : `${key} belongs to ${name}: ${value}. `;
}

function levelAt(schema: JsonSchema, path: Path): JsonSchema[] {
  return path.reduce<JsonSchema[]>(
    (level, key) =>
      level.flatMap((at) => {
        const next = typeof key === 'number' ? at.items : (at.properties?.[String(key)] ?? at.additionalProperties);
        return typeof next === 'object' && !Array.isArray(next) ? branches(next, schema) : [];
      }),
    branches(schema, schema),
  );
}

/** Properties of an object that can have one value only. */
function constants({ properties = {} }: JsonSchema): [string, unknown][] {
  return Object.entries(properties).flatMap(([key, property]) =>
    typeof property === 'object' && property.const !== undefined ? [[key, property.const]] : [],
  );
}

function branches(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  const name = /^#\/\$defs\/(.+)$/.exec(schema.$ref ?? '')?.[1];
  const referred = name === undefined ? undefined : root.$defs?.[name];
  const inner = [
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
    ...(referred ? [referred] : []),
  ];
  return [schema, ...inner.flatMap((branch) => branches(branch, root))];
}
