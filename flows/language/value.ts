import { type EntityType, isAssignable, type Type } from './type';

/** Architect's value of a variable that holds nothing. It is not the empty string. */
export const NOT_SET = null;

export class Duration {
  constructor(readonly milliseconds: number) {}
}

/** An object or a list of JSON; a string, a number or a boolean of JSON is that value itself. */
export class Json {
  constructor(readonly value: object) {}
}

/** A queue, a skill, a user … of the organisation as a flow holds it. One that does not exist has no id. */
export class Entity {
  constructor(
    readonly type: EntityType,
    readonly id: string,
    readonly name: string,
  ) {}
}

export type Value = string | number | boolean | Date | Duration | Json | Entity | readonly Value[] | typeof NOT_SET;

/** The type of a value; that of NOT_SET fits everywhere. */
export function typeOf(value: Value): Type {
  if (value === NOT_SET) return 'any';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value as 'string' | 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'decimal';
  if (value instanceof Date) return 'dateTime';
  if (value instanceof Duration) return 'duration';
  if (value instanceof Json) return 'json';
  if (value instanceof Entity) return value.type;
  const [first = NOT_SET] = value;
  const item = typeOf(first);
  return item.endsWith('Collection') ? 'anyCollection' : (`${item}Collection` as Type);
}

/** Whether a variable or a parameter of that type holds the value. */
export function isOfType(type: Type, value: Value): boolean {
  if (value instanceof Json) return type === 'json' || type === 'any';
  return isAssignable(type, typeOf(value));
}

/** What ToDisplayString gives: a queue is its name, NOT_SET is empty. */
export function display(value: Value): string {
  if (value === NOT_SET) return '';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Duration) return `PT${value.milliseconds / 1000}S`;
  if (value instanceof Json) return JSON.stringify(value.value);
  if (value instanceof Entity) return value.name;
  return typeof value === 'object' ? value.map(display).join(', ') : String(value);
}

/** What JSON holds there; anything that JSON does not know is NOT_SET. */
export function fromJson(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'object' && value !== null ? new Json(value) : NOT_SET;
}

/** As a data action takes it. */
export function toJson(value: Value): unknown {
  if (value instanceof Json) return value.value;
  if (value instanceof Date || value instanceof Duration || value instanceof Entity) return display(value);
  return typeof value === 'object' && value !== NOT_SET ? value.map(toJson) : value;
}

/** Of two values of one type. */
export function isEqual(left: Value, right: Value): boolean {
  if (left instanceof Entity && right instanceof Entity) return left.id === right.id && left.name === right.name;
  if (typeof left === 'object' && typeof right === 'object' && left !== NOT_SET && right !== NOT_SET) {
    return JSON.stringify(toJson(left)) === JSON.stringify(toJson(right));
  }
  return left === right;
}
