import { boolean, wrongType } from './architect-functions';
import { ExpressionError } from './expression-errors';
import { isQueue, NOT_SET, typeName, type Value } from './value';

type Operand = () => Value;

/** Applies one operator; `and` and `or` look at the second operand only when they must. @throws {ExpressionError} */
export const operators: Readonly<Record<string, (left: Operand, right: Operand) => Value>> = {
  and: (left, right) => boolean('and', left()) && boolean('and', right()),
  or: (left, right) => boolean('or', left()) || boolean('or', right()),
  not: (operand) => !boolean('not', operand()),
  negate: (operand) => -number('-', operand()),
  '==': (left, right) => equal(left(), right()),
  '!=': (left, right) => !equal(left(), right()),
  '<': (left, right) => compare('<', left(), right()) < 0,
  '<=': (left, right) => compare('<=', left(), right()) <= 0,
  '>': (left, right) => compare('>', left(), right()) > 0,
  '>=': (left, right) => compare('>=', left(), right()) >= 0,
  '+': (left, right) => finite('+', number('+', left()) + number('+', right())),
  '-': (left, right) => finite('-', number('-', left()) - number('-', right())),
  '*': (left, right) => finite('*', number('*', left()) * number('*', right())),
  '/': (left, right) => finite('/', number('/', left()) / number('/', right())),
  '%': (left, right) => finite('%', number('%', left()) % number('%', right())),
};

/** NOT_SET equals only NOT_SET: `ToString(NOT_SET) == ""` is false. */
function equal(left: Value, right: Value): boolean {
  if (left === NOT_SET || right === NOT_SET) return left === right;
  if (typeName(left) !== typeName(right)) {
    throw new ExpressionError(`a ${typeName(left)} cannot be compared with a ${typeName(right)}`);
  }
  return isQueue(left) && isQueue(right) ? left.id === right.id : left === right;
}

function compare(operator: string, left: Value, right: Value): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  return number(operator, left) - number(operator, right);
}

function number(operator: string, value: Value): number {
  if (typeof value === 'number') return value;
  throw wrongType(operator, 'numbers', value);
}

function finite(operator: string, result: number): number {
  if (Number.isFinite(result)) return result;
  throw new ExpressionError(`the result of ${operator} is no number, was something divided by 0?`);
}
