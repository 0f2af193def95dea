import { isObject, type ObjectValue, UNKNOWN, type Value } from './dynamic-value';
import type { BlockSchema } from './schema';

/** What the real provider's schema knows and `terraform providers schema -json` does not print. */
export interface PlanRules {
  /** Attributes whose change replaces the resource. */
  readonly forceNew: readonly string[];
  /** Values that the provider plans for attributes that the configuration leaves out; a nested one is named `block.attribute`. */
  readonly defaults: Readonly<Record<string, Value>>;
  /** Attributes that hold JSON: an equal document is no change. */
  readonly json: readonly string[];
  /** Blocks that keep what the server has when the configuration leaves them out. */
  readonly serverDecides?: readonly string[];
  /** Attributes and blocks whose difference the provider hides, judged by the state before the change. */
  readonly suppressed?: (prior: ObjectValue) => readonly string[];
}

export interface Planned {
  readonly state: ObjectValue;
  /** Attributes that force the replacement. */
  readonly requiresReplace: readonly string[];
}

/** Plans as the provider's SDK does: what is not configured keeps its value if the server decides it, else takes its default. */
export function plan(block: BlockSchema, rules: PlanRules, prior: ObjectValue | null, config: ObjectValue): Planned {
  const state = planBlock(block, rules, prior, config, '');
  if (prior === null) return { state, requiresReplace: [] };
  for (const name of rules.suppressed?.(prior) ?? []) state[name] = prior[name] ?? null;
  const requiresReplace = rules.forceNew.filter((name) => !sameValue(state[name] ?? null, prior[name] ?? null));
  return { state, requiresReplace };
}

function planBlock(
  block: BlockSchema,
  rules: PlanRules,
  prior: ObjectValue | null,
  config: ObjectValue,
  path: string,
): ObjectValue {
  const planned: ObjectValue = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const configured = config[name] ?? null;
    const before = prior?.[name] ?? null;
    const key = path === '' ? name : `${path}.${name}`;
    if (configured !== null) {
      planned[name] = rules.json.includes(key) && sameJson(configured, before) ? before : configured;
    } else if (key in rules.defaults) {
      planned[name] = rules.defaults[key] ?? null;
    } else if (attribute.computed === true) {
      planned[name] = prior === null ? UNKNOWN : before;
    } else {
      planned[name] = before === '' || before === 0 || before === false ? before : null; // unset and zero are one to the SDK
    }
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    const configured = config[name] ?? null;
    const before = prior?.[name] ?? null;
    const items = Array.isArray(configured) ? configured : [];
    const priorItems = Array.isArray(before) ? before : [];
    const key = path === '' ? name : `${path}.${name}`;
    if (items.length === 0 && priorItems.length > 0 && rules.serverDecides?.includes(key)) {
      planned[name] = priorItems;
      continue;
    }
    planned[name] =
      configured === UNKNOWN || isObject(configured)
        ? configured
        : items.map((item, index) => {
            const twin = priorItems[index] ?? null;
            return isObject(item) ? planBlock(nested.block, rules, isObject(twin) ? twin : null, item, key) : item;
          });
  }
  return planned;
}

export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index] ?? null));
  if (isObject(a) && isObject(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => sameValue(a[name] ?? null, b[name] ?? null));
  }
  return false;
}

function sameJson(a: Value, b: Value): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  try {
    return sameValue(JSON.parse(a), JSON.parse(b));
  } catch {
    return false;
  }
}
