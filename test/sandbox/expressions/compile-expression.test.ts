import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { architectFunctions } from '../../../sandbox/expressions/architect-functions';
import { compileExpression } from '../../../sandbox/expressions/compile-expression';
import { ExpressionError, ExpressionSyntaxError } from '../../../sandbox/expressions/expression-errors';
import type { Value } from '../../../sandbox/expressions/value';

const queue = { id: 'q-1', name: 'IRA' };
const variables: Readonly<Record<string, Value>> = {
  'Email.Message.subject': 'Rollover',
  'State.Empty': '',
  'State.Unset': null,
  'State.Queue': queue,
  'Task.Count': 3,
};
const value = (source: string) => compileExpression(source).evaluate((name) => variables[name] ?? null);

describe('an Architect expression', () => {
  test.each<readonly [string, Value]>([
    ['"a \\"quoted\\" text"', 'a "quoted" text'],
    ['"back\\\\slash"', 'back\\slash'],
    ['Email.Message.subject', 'Rollover'],
    ['IsSet(State.Queue)', true],
    ['IsSet(State.Unset)', false],
    ['IsSet(State.Empty)', true],
    ['IsNotSetOrEmpty(State.Empty)', true],
    ['IsNotSetOrEmpty(State.Unset)', true],
    ['IsNotSetOrEmpty(State.Queue)', false],
    ['If(Task.Count > 2, "many", "few")', 'many'],
    ['If(IsSet(State.Unset), State.Unset + 1, 0)', 0],
    ['Trim(Append("  a", "b", "c  "))', 'abc'],
    ['ToDisplayString(State.Queue)', 'IRA'],
    ['ToDisplayString(State.Unset)', ''],
    ['ToString(State.Unset) == ""', false],
    ['ToString(NOT_SET) == NOT_SET', true],
    ['ToString(0.5)', '0.5'],
    ['Upper(Substring("rollover", 0, 4))', 'ROLL'],
    ['Substring("ab", 1, 100)', 'b'],
    ['Substring("ab", 5, 1)', ''],
    ['Length(Lower("ÄB"))', 2],
    ['Contains(Lower(Email.Message.subject), "roll")', true],
    ['Replace("a.b.c", ".", "$&")', 'a$&b$&c'],
    ['1 + 2 * 3 - -4', 11],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['7 % 4 == 3', true],
    ['not true or true', true],
    ['not (true or true)', false],
    ['true or false and false', true],
    ['AND(true, Not(false)) and OR(false, true)', true],
    ['not 1 == 2', true],
    ['false and State.Unset', false],
    ['"a" < "b"', true],
    ['State.Queue == State.Queue', true],
    ['  1\n+\t1 ', 2],
  ])('%s is %p', (source, expected) => {
    expect(value(source)).toBe(expected);
  });

  test.each([
    ['5 + State.Unset', /NOT_SET/],
    ['State.Unset < 5', /NOT_SET/],
    ['Append("Hi ", State.Unset)', /Append needs a string, not NOT_SET/],
    ['If(State.Unset, 1, 2)', /If needs a boolean/],
    ['"1" == 1', /string cannot be compared with a number/],
    ['1 / 0', /divided by 0/],
    ['Trim(State.Queue)', /not the queue IRA/],
    ['Substring("ab", -1, 1)', /from 0 on/],
    ['Replace("ab", "", "c")', /empty/],
  ])('%s fails when it is evaluated', (source, message) => {
    expect(() => value(source)).toThrow(ExpressionError);
    expect(() => value(source)).toThrow(message);
  });

  test.each([
    ['Trimm("a")', /unknown function Trimm. Did you mean Trim\?/, 0],
    ['constructor("a")', /unknown function constructor/, 0],
    ['1 + Trim("a", "b")', /Trim takes 1 arguments, not 2/, 4],
    ['"open', /not closed/, 0],
    ["'single'", /double quotes/, 0],
    ['"a\\q"', /unknown escape \\q/, 2],
    ['1 = 1', /equality is ==/, 2],
    ['1 2', /expected an operator/, 2],
    ['', /unexpected the end/, 0],
    ['(1', /expected \)/, 2],
    ['and', /expected a value/, 0],
  ])('%s is refused with its place', (source, message, offset) => {
    const failure = expect.objectContaining({ name: 'ExpressionSyntaxError', message: expect.stringMatching(message) });
    expect(() => compileExpression(source)).toThrow(failure);
    expect(() => compileExpression(source)).toThrow(expect.objectContaining({ offset }));
  });

  test('what is nested too deeply is refused, whichever way', () => {
    const open = `${'('.repeat(5000)}1`;
    const chain = `1${'+1'.repeat(5000)}`;
    for (const source of [open, chain]) expect(() => compileExpression(source)).toThrow(/nested deeper than 200/);
  });

  test('names the variables that it reads', () => {
    expect(compileExpression('If(IsSet(State.A), State.B, State.A)').variables).toEqual(['State.A', 'State.B']);
  });

  test('a text that doubles is refused before it fills the memory', () => {
    let text = 'x'.repeat(1_000_000);
    const doubled = compileExpression('Append(State.X, State.X)');
    expect(() => {
      for (;;) text = String(doubled.evaluate(() => text));
    }).toThrow(/grows beyond/);
  });
});

describe('whatever the text', () => {
  const pieces = fc.constantFrom(
    ...architectFunctions.keys(),
    ...['(', ')', ',', '"', '"a"', '\\', '1', '0', '-', '+', '*', '/', '%', '<', '==', '!=', ' ', '\n', 'é', '.'],
    ...['and', 'or', 'not', 'true', 'NOT_SET', 'State.Unset', 'State.Queue', '__proto__', 'toString', '🂡'],
  );
  const source = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
  );

  test('nothing but the two named errors is thrown', () => {
    fc.assert(
      fc.property(source, (text) => {
        try {
          value(text);
        } catch (error) {
          if (!(error instanceof ExpressionSyntaxError || error instanceof ExpressionError)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
  });

  const literal = fc.oneof(fc.string().map(quote), fc.nat(1000).map(String), fc.constantFrom('true', 'false'));
  const wellFormed = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 5 },
      literal,
      fc.constantFrom('State.Unset', 'State.Queue', 'NOT_SET'),
      fc.tuple(tie('expression'), fc.constantFrom('+', '==', '<', 'and', 'or'), tie('expression')).map((parts) => {
        return `(${parts.join(' ')})`;
      }),
      fc
        .tuple(fc.constantFrom(...architectFunctions), fc.array(tie('expression'), { minLength: 3, maxLength: 3 }))
        .map(([[name, { least }], given]) => `${name}(${given.slice(0, least).join(', ')})`),
    ),
  })).expression;

  test('a well-formed expression has a value or says why not', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        const expression = compileExpression(text);
        try {
          expression.evaluate(() => null);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a quoted string evaluates to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(value(quote(text))).toBe(text);
      }),
    );
  });
});

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
