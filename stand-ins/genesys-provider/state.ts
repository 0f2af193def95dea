import { isObject, type ObjectValue, UNKNOWN, type Value } from './dynamic-value';

/** The planned object with what the server decided; what nobody decided is null. */
export function settled(planned: ObjectValue, decided: ObjectValue): ObjectValue {
  const state = settle(planned);
  return isObject(state) ? { ...state, ...decided } : decided;
}

function settle(value: Value): Value {
  if (value === UNKNOWN) return null;
  if (Array.isArray(value)) return value.map(settle);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, settle(inner)]));
  return value;
}

/** The object in a block of at most one; an empty one when the block is absent. */
export function single(value: Value | undefined): ObjectValue {
  const [first] = Array.isArray(value) ? value : [];
  return first !== undefined && isObject(first) ? first : {};
}

export function objects(value: Value | undefined): readonly ObjectValue[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function object(value: Value | undefined): ObjectValue {
  return value !== undefined && isObject(value) ? value : {};
}

export function string(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** What the server leaves empty and the configuration leaves out are the same to the provider. */
export function orNull(value: Value | undefined): Value {
  return value === undefined || value === '' ? null : value;
}

export const NO_RULES = { forceNew: [], defaults: {}, json: [] } as const;
