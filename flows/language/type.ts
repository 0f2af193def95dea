const ENTITY_TYPES = ['queue', 'skill', 'user', 'language', 'schedule', 'scheduleGroup', 'emergencyGroup'] as const;
const BASE_TYPES = [
  ...['string', 'integer', 'decimal', 'boolean', 'dateTime', 'duration', 'json'],
  ...ENTITY_TYPES,
] as const;

/** What an organisation has and a flow can hold. */
export type EntityType = (typeof ENTITY_TYPES)[number];
type BaseType = 'string' | 'integer' | 'decimal' | 'boolean' | 'dateTime' | 'duration' | 'json' | EntityType;
/** `any`: nothing is known, for example about a variable that is not declared. */
export type Type = BaseType | 'any' | `${BaseType | 'any'}Collection`;

export function isEntityType(type: string): type is EntityType {
  return (ENTITY_TYPES as readonly string[]).includes(type);
}

export function isType(name: string): name is Type {
  return (BASE_TYPES as readonly string[]).includes(name.replace(/Collection$/, ''));
}

/** The type of a collection's items; undefined for what is not a collection. */
export function itemType(type: Type): Type | undefined {
  if (type === 'any') return type;
  return type.endsWith('Collection') ? (type.slice(0, -'Collection'.length) as Type) : undefined;
}

/** Whether a variable or parameter of type `to` takes a `from`. What JSON holds is known only when the flow runs. */
export function isAssignable(to: Type, from: Type): boolean {
  if (to === from || to === 'any' || from === 'any' || to === 'json' || from === 'json') return true;
  if (to === 'decimal' && from === 'integer') return true;
  const [toItem, fromItem] = [itemType(to), itemType(from)];
  return toItem !== undefined && fromItem !== undefined && isAssignable(toItem, fromItem);
}

/** The type that takes both; undefined when none does. */
export function commonType(one: Type, other: Type): Type | undefined {
  if (one === 'any') return other;
  if (isAssignable(one, other)) return one;
  return isAssignable(other, one) ? other : undefined;
}

/** `a string`, `an integer`, `a collection of string`. */
export function aType(type: string): string {
  const item = /^(.+)Collection$/.exec(type)?.[1];
  if (item !== undefined) return item === 'any' || item === 'T' ? 'a collection' : `a collection of ${item}`;
  if (type === 'any' || type === 'T') return 'a value';
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}
