import { FlowFailure } from './expression-errors';
import { commonType, type Type } from './type';
import { Duration, isEqual, type Value } from './value';

/** An operator of two operands that are both evaluated. */
export interface Operator {
  /** The type of the result; undefined when these types do not go together. */
  readonly result: (left: Type, right: Type) => Type | undefined;
  /** What it takes, for a message. */
  readonly takes: string;
  readonly takesNotSet?: true;
  /** Whether it can fail though the types fit. */
  readonly fails?: (right: Value | undefined) => boolean;
  readonly apply: (left: Value, right: Value) => Value;
}

const ANY_NUMBER: readonly Type[] = ['integer', 'decimal', 'json', 'any'];
const areNumbers = (left: Type, right: Type) => ANY_NUMBER.includes(left) && ANY_NUMBER.includes(right);
function sum(left: Type, right: Type): Type {
  if (left === 'integer' && right === 'integer') return 'integer';
  const isKnown = [left, right].every((type) => type === 'integer' || type === 'decimal');
  return isKnown ? 'decimal' : 'any';
}
const isTime = (type: Type) => type === 'dateTime' || type === 'duration';

function arithmetic(
  apply: (left: number, right: number) => number,
  times: (left: Type, right: Type) => Type | undefined = () => undefined,
): Operator {
  return {
    result: (left, right) => (areNumbers(left, right) ? sum(left, right) : times(left, right)),
    takes: 'numbers',
    fails: () => true,
    apply: (left, right) => {
      const result = apply(amount(left), amount(right));
      if (!Number.isFinite(result)) throw new FlowFailure('the result is not a number; was it divided by 0?');
      if (left instanceof Date && right instanceof Date) return new Duration(result);
      if (left instanceof Date || right instanceof Date) return dateOf(result);
      return left instanceof Duration ? new Duration(result) : result;
    },
  };
}

function comparison(holds: (order: number) => boolean): Operator {
  return {
    result: (left, right) => {
      const type = commonType(left, right);
      const isOrdered = type === 'string' || (type !== undefined && (isTime(type) || ANY_NUMBER.includes(type)));
      return isOrdered ? 'boolean' : undefined;
    },
    takes: 'two numbers, strings, dates or durations',
    apply: (left, right) => {
      if (typeof left === 'string' && typeof right === 'string') return holds(left < right ? -1 : left > right ? 1 : 0);
      return holds(amount(left) - amount(right));
    },
  };
}

/** NOT_SET equals only NOT_SET: `ToString(NOT_SET) == ""` is false. */
function equality(wanted: boolean): Operator {
  return {
    result: (left, right) => (commonType(left, right) === undefined ? undefined : 'boolean'),
    takes: 'two values of one type',
    takesNotSet: true,
    apply: (left, right) => isEqual(left, right) === wanted,
  };
}

/** `and`, `or` and `not` are compiled by themselves: the first two may leave the second operand alone. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['==', equality(true)],
  ['!=', equality(false)],
  ['<', comparison((order) => order < 0)],
  ['<=', comparison((order) => order <= 0)],
  ['>', comparison((order) => order > 0)],
  ['>=', comparison((order) => order >= 0)],
  [
    '+',
    arithmetic(
      (left, right) => left + right,
      (left, right) => (isTime(left) && right === 'duration' ? left : undefined),
    ),
  ],
  [
    '-',
    arithmetic(
      (left, right) => left - right,
      (left, right) => {
        if (left === 'dateTime' && right === 'dateTime') return 'duration';
        return isTime(left) && right === 'duration' ? left : undefined;
      },
    ),
  ],
  ['*', arithmetic((left, right) => left * right)],
  [
    '/',
    {
      ...arithmetic((left, right) => left / right),
      result: (left, right) => (areNumbers(left, right) ? 'decimal' : undefined),
    },
  ],
  ['%', arithmetic((left, right) => left % right)],
]);

function amount(value: Value): number {
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.getTime();
  if (value instanceof Duration) return value.milliseconds;
  throw new FlowFailure('a number is needed');
}

function dateOf(milliseconds: number): Date {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) throw new FlowFailure('the date is out of range');
  return date;
}
