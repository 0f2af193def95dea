import { ExpressionSyntaxError } from './expression-errors';
import { type Token, tokenize } from './tokenize';

export type Syntax =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly depth: number }
  | { readonly kind: 'variable'; readonly name: string; readonly at: number; readonly depth: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly arguments: readonly Syntax[];
      readonly at: number;
      readonly depth: number;
    }
  | {
      readonly kind: 'operation';
      readonly operator: string;
      readonly operands: readonly Syntax[];
      readonly depth: number;
    };

/** Deeper nesting is refused, so that no expression can exhaust the stack. */
const MAX_DEPTH = 200;

/** How tightly an operator binds: `or` least. All are left-associative. */
const BINDING: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ['==', 4],
  ['!=', 4],
  ['<', 5],
  ['<=', 5],
  ['>', 5],
  ['>=', 5],
  ['+', 6],
  ['-', 6],
  ['*', 7],
  ['/', 7],
  ['%', 7],
]);
const NOT_BINDING = 3;
const MINUS_BINDING = 8;

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['not_set', null],
]);

/** Parses an Architect expression (a Pratt parser). @throws {ExpressionSyntaxError} */
export function parseExpression(source: string): Syntax {
  const tokens = tokenize(source);
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end', value: '', at: source.length };
  const take = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const whole = expression(0, 0);
  if (peek().kind !== 'end') throw unexpected(peek(), 'expected an operator or the end');
  return whole;

  function expression(minimum: number, nesting: number): Syntax {
    if (nesting > MAX_DEPTH) throw tooDeep(peek());
    let left = prefix(nesting + 1);
    for (;;) {
      const token = peek();
      const operator = operatorOf(token);
      const binding = operator === undefined ? undefined : BINDING.get(operator);
      if (operator === undefined || binding === undefined || binding <= minimum) return left;
      take();
      left = operation(token, operator, [left, expression(binding, nesting + 1)]);
    }
  }

  function prefix(nesting: number): Syntax {
    const token = take();
    if (token.kind === 'string' || token.kind === 'number') return { kind: 'literal', value: token.value, depth: 1 };
    if (token.value === '-') return operation(token, 'negate', [expression(MINUS_BINDING, nesting)]);
    if (token.value === '(') {
      const inner = expression(0, nesting);
      expect(')');
      return inner;
    }
    if (token.kind !== 'name') throw unexpected(token, 'expected a value');
    // `and(…)`, `or(…)` and `not(…)` exist as functions too.
    if (isOpen(peek())) return call(token, nesting);
    const lower = token.value.toLowerCase();
    if (lower === 'not') return operation(token, 'not', [expression(NOT_BINDING, nesting)]);
    const literal = LITERALS.get(lower);
    if (literal !== undefined) return { kind: 'literal', value: literal, depth: 1 };
    if (BINDING.has(lower)) throw unexpected(token, 'expected a value');
    return { kind: 'variable', name: token.value, at: token.at, depth: 1 };
  }

  function call(name: Token, nesting: number): Syntax {
    expect('(');
    const given: Syntax[] = [];
    if (peek().value !== ')' || peek().kind !== 'symbol') {
      given.push(expression(0, nesting));
      while (peek().kind === 'symbol' && peek().value === ',') {
        take();
        given.push(expression(0, nesting));
      }
    }
    expect(')');
    return { kind: 'call', name: String(name.value), arguments: given, at: name.at, depth: depthOver(given, name) };
  }

  function operation(token: Token, operator: string, operands: readonly Syntax[]): Syntax {
    return { kind: 'operation', operator, operands, depth: depthOver(operands, token) };
  }

  function depthOver(parts: readonly Syntax[], token: Token): number {
    const depth = parts.reduce((deepest, part) => Math.max(deepest, part.depth), 0) + 1;
    if (depth > MAX_DEPTH) throw tooDeep(token);
    return depth;
  }

  function expect(symbol: string): void {
    const token = take();
    if (token.kind !== 'symbol' || token.value !== symbol) throw unexpected(token, `expected ${symbol}`);
  }

  function unexpected(token: Token, expected: string): ExpressionSyntaxError {
    const found = token.kind === 'end' ? 'the end' : JSON.stringify(token.value);
    return new ExpressionSyntaxError(`unexpected ${found}, ${expected}`, source, token.at);
  }

  function tooDeep(token: Token): ExpressionSyntaxError {
    return new ExpressionSyntaxError(`nested deeper than ${MAX_DEPTH} levels`, source, token.at);
  }
}

function operatorOf(token: Token): string | undefined {
  if (token.kind === 'symbol') return token.value;
  return token.kind === 'name' ? token.value.toLowerCase() : undefined;
}

function isOpen(token: Token): boolean {
  return token.kind === 'symbol' && token.value === '(';
}
