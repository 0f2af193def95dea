/** Architect's value of a variable that holds nothing. It is not the empty string. */
export const NOT_SET = null;

/** A queue as a flow holds it: the result of Find Queue or a literal. */
export interface Queue {
  readonly id: string;
  readonly name: string;
}

export type Value = string | number | boolean | Queue | typeof NOT_SET;

export function isQueue(value: Value): value is Queue {
  return typeof value === 'object' && value !== NOT_SET;
}

/** The name of the value's type as a message shows it. */
export function typeName(value: Value): string {
  if (value === NOT_SET) return 'NOT_SET';
  return isQueue(value) ? 'queue' : typeof value;
}

/** What ToDisplayString gives: a queue is its name, NOT_SET is empty. */
export function display(value: Value): string {
  if (value === NOT_SET) return '';
  return isQueue(value) ? value.name : String(value);
}
