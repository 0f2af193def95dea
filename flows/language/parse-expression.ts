import { ExpressionSyntaxError } from './expression-errors';
import { type Token, tokenize } from './tokenize';

export type Syntax = Place &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'property'; readonly of: Syntax; readonly name: string }
    | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Syntax[] }
    | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Syntax[] }
  );

interface Place {
  /** Offset of its first character, and that behind its last one. */
  readonly at: number;
  readonly end: number;
  readonly depth: number;
}

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
  const peek = (): Token => tokens[position] ?? { kind: 'end', value: '', at: source.length, end: source.length };
  /** Where the token before the next one ends. */
  let end = 0;
  const take = (): Token => {
    const token = peek();
    position += 1;
    end = token.end;
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
    let found = primary(nesting);
    while (isSymbol(peek(), '.')) {
      take();
      const name = take();
      if (name.kind !== 'name') throw unexpected(name, 'expected the name of a property');
      for (const property of name.value.split('.')) {
        found = { kind: 'property', of: found, name: property, at: found.at, end, depth: depthOver([found], name) };
      }
    }
    return found;
  }

  function primary(nesting: number): Syntax {
    const token = take();
    const { at } = token;
    const literal = (value: string | number | boolean | null): Syntax => ({
      kind: 'literal',
      value,
      at,
      end,
      depth: 1,
    });
    if (token.kind === 'string' || token.kind === 'number') return literal(token.value);
    if (isSymbol(token, '-')) return operation(token, 'negate', [expression(MINUS_BINDING, nesting)]);
    if (isSymbol(token, '(')) {
      const inner = expression(0, nesting);
      expect(')');
      return inner;
    }
    if (token.kind !== 'name') throw unexpected(token, 'expected a value');
    const lower = token.value.toLowerCase();
    if (isSymbol(peek(), '(')) return call(token, nesting);
    if (lower === 'not') return operation(token, 'not', [expression(NOT_BINDING, nesting)]);
    const value = LITERALS.get(lower);
    if (value !== undefined) return literal(value);
    if (BINDING.has(lower)) throw unexpected(token, 'expected a value');
    return { kind: 'variable', name: token.value, at, end, depth: 1 };
  }

  function call(name: Token, nesting: number): Syntax {
    expect('(');
    const given: Syntax[] = [];
    if (!isSymbol(peek(), ')')) {
      given.push(expression(0, nesting));
      while (isSymbol(peek(), ',')) {
        take();
        given.push(expression(0, nesting));
      }
    }
    expect(')');
    return {
      kind: 'call',
      name: String(name.value),
      arguments: given,
      at: name.at,
      end,
      depth: depthOver(given, name),
    };
  }

  function operation(token: Token, operator: string, operands: readonly Syntax[]): Syntax {
    const at = Math.min(token.at, operands[0]?.at ?? token.at);
    return { kind: 'operation', operator, operands, at, end, depth: depthOver(operands, token) };
  }

  function depthOver(parts: readonly Syntax[], token: Token): number {
    const depth = parts.reduce((deepest, part) => Math.max(deepest, part.depth), 0) + 1;
    if (depth > MAX_DEPTH) throw tooDeep(token);
    return depth;
  }

  function expect(symbol: string): void {
    const token = take();
    if (!isSymbol(token, symbol)) throw unexpected(token, `expected ${symbol}`);
  }

  function unexpected(token: Token, expected: string): ExpressionSyntaxError {
    const found = token.kind === 'end' ? 'the end' : JSON.stringify(token.value);
    return new ExpressionSyntaxError(`unexpected ${found}, ${expected}`, token.at);
  }

  function tooDeep(token: Token): ExpressionSyntaxError {
    return new ExpressionSyntaxError(`nested deeper than ${MAX_DEPTH} levels`, token.at);
  }
}

function operatorOf(token: Token): string | undefined {
  if (token.kind === 'symbol') return token.value;
  return token.kind === 'name' ? token.value.toLowerCase() : undefined;
}

function isSymbol({ kind, value }: Token, symbol: string): boolean {
  return kind === 'symbol' && value === symbol;
}
