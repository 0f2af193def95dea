import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { architectFunctions } from '../../../flows/language/architect-functions';
import { compileExpression, type Scope } from '../../../flows/language/compile-expression';
import { ExpressionSyntaxError, FlowFailure } from '../../../flows/language/expression-errors';
import type { Type } from '../../../flows/language/type';
import { Entity, toJson, type Value } from '../../../flows/language/value';

const variables: Readonly<Record<string, readonly [Type, Value]>> = {
  'Email.Message.subject': ['string', 'Rollover'],
  'State.Empty': ['string', ''],
  'State.Unset': ['string', null],
  'State.Text': ['string', '{"team": "IRA", "size": 3}'],
  'State.Long': ['string', `${'a'.repeat(40)}!`],
  'State.Number': ['integer', null],
  'State.Minus': ['integer', -1],
  'State.Huge': ['integer', 1e15],
  'State.Flag': ['boolean', null],
  'State.Queue': ['queue', new Entity('queue', 'q-1', 'IRA')],
  'Task.Count': ['integer', 3],
  'Task.Zero': ['integer', 0],
};
const own = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
const scope: Scope = { read: (name) => own(name)?.[1] ?? null, time: () => Date.UTC(2026, 11, 1, 8, 30, 15) };
const compile = (source: string) => compileExpression(source, { typeOf: (name) => own(name)?.[0] });
const value = (source: string) => toJson(compile(source).evaluate(scope));

interface Example {
  readonly exp: string;
  readonly is?: unknown;
  readonly fails?: string;
  readonly refused?: string;
  readonly at?: number;
}

const folder = join(__dirname, 'functions');
const examples = readdirSync(folder).flatMap((file) =>
  (parse(readFileSync(join(folder, file), 'utf8')) as readonly Example[]).map((one) => ({ file, ...one })),
);

test.each(examples)('$file: $exp', ({ exp, is, fails, refused, at }) => {
  if (refused !== undefined) {
    const message = expect.stringContaining(refused);
    expect(() => compile(exp)).toThrow(expect.objectContaining({ name: 'ExpressionSyntaxError', message, offset: at }));
  } else if (fails !== undefined) {
    const { evaluate } = compile(exp);
    expect(() => evaluate(scope)).toThrow(
      expect.objectContaining({ name: 'FlowFailure', message: expect.stringContaining(fails) }),
    );
  } else expect(value(exp)).toEqual(is);
});

test('every function has an example', () => {
  const named = examples.map(({ exp }) => exp).join(' ');
  expect([...architectFunctions.keys()].filter((name) => !named.includes(`${name}(`))).toEqual([]);
});

describe('an Architect expression', () => {
  test('that is nested too deeply is refused, whichever way', () => {
    const open = `${'('.repeat(5000)}1`;
    const chain = `1${'+1'.repeat(5000)}`;
    for (const source of [open, chain]) expect(() => compile(source)).toThrow(/nested deeper than 200/);
  });

  test('names the variables that it reads, and the functions that no published flow had', () => {
    const { variables, unseen } = compile('If(IsSet(State.Empty), Lower(State.Text), State.Empty)');
    expect(variables).toEqual([
      { name: 'State.Empty', at: 9 },
      { name: 'State.Text', at: 29 },
      { name: 'State.Empty', at: 42 },
    ]);
    expect(unseen).toEqual([{ name: 'Lower', at: 23 }]);
  });

  test('that doubles a text is refused before it fills the memory', () => {
    let text = 'x'.repeat(1_000_000);
    const doubled = compile('Append(State.Text, State.Text)');
    expect(() => {
      for (;;) text = String(doubled.evaluate({ ...scope, read: () => text }));
    }).toThrow(/grows beyond/);
  });
});

describe('what may fail is known before', () => {
  const risks = (source: string, set: readonly string[] = []) => {
    const found: string[] = [];
    const mayBeNotSet = compile(source).mayBeNotSet(new Set(set), (at, message) => found.push(`${at} ${message}`));
    return { found, mayBeNotSet };
  };

  test.each([
    ['Append(State.Text, "!")', 7, 'State.Text may be unset here'],
    ['IsSet(State.Text) and State.Text == State.Empty and State.Flag', 52, 'State.Flag may be unset'],
    ['GetAt(MakeList(State.Text), 5)', 15, 'State.Text may be unset'],
    ['ToInt("1") + ToInt(ToDisplayString(State.Text))', 13, 'ToInt may fail here'],
    ['If(IsSet(State.Text), Trim(State.Text), Trim(State.Empty))', 45, 'State.Empty may be unset'],
    ['1 / Length("ab")', 0, ''],
  ])('%s', (source, at, says) => {
    const { found } = risks(source);
    expect(found).toEqual(says === '' ? [] : expect.arrayContaining([expect.stringMatching(`^${at} ${says}`)]));
  });

  test.each([
    'If(IsSet(State.Text), Trim(State.Text), "")',
    'If(IsNotSetOrEmpty(State.Text), "", Trim(State.Text))',
    'If(not IsSet(State.Text), "", Trim(State.Text))',
    'If(State.Text != NOT_SET, Trim(State.Text), "")',
    'If(IsSet(State.Text) and IsSet(State.Empty), Append(State.Text, State.Empty), "")',
    'ToDisplayString(State.Text)',
    'GetAt(MakeList("a", "b"), 1)',
  ])('nothing in %s', (source) => {
    expect(risks(source)).toEqual({ found: [], mayBeNotSet: false });
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
          if (!(error instanceof ExpressionSyntaxError || error instanceof FlowFailure)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
  });

  const literal = fc.oneof(fc.string().map(quote), fc.nat(1000).map(String), fc.constantFrom('true', 'false'));
  const names = fc.constantFrom(...Object.keys(variables), 'NOT_SET', 'MakeList("a", "b")', 'GetCurrentDateTimeUtc()');
  const operators = fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '>=', 'and', 'or');
  const wellFormed = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 5 },
      literal,
      names,
      fc.tuple(tie('expression'), operators, tie('expression')).map((parts) => `(${parts.join(' ')})`),
      fc
        .tuple(fc.constantFrom(...architectFunctions), fc.array(tie('expression'), { minLength: 4, maxLength: 4 }))
        .map(([[name, { least }], given]) => `${name}(${given.slice(0, least).join(', ')})`),
    ),
  })).expression;

  test('an expression without a known risk has a value, and NOT_SET only where that was foreseen', () => {
    let safe = 0;
    fc.assert(
      fc.property(wellFormed, fc.subarray(Object.keys(variables)), (text, set) => {
        let expression: ReturnType<typeof compile>;
        try {
          expression = compile(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionSyntaxError);
          return;
        }
        const risks: string[] = [];
        const mayBeNotSet = expression.mayBeNotSet(new Set(set), (_at, message) => risks.push(message));
        const values: Readonly<Record<string, Value>> = { 'State.Unset': 'x', 'State.Number': 7, 'State.Flag': true };
        const read = (name: string) => (set.includes(name) ? (own(name)?.[1] ?? values[name] ?? null) : null);
        try {
          const result = expression.evaluate({ ...scope, read });
          if (!mayBeNotSet) expect({ text, result }).not.toEqual({ text, result: null });
          if (risks.length === 0) safe += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(FlowFailure);
          expect({ text, risks }).not.toEqual({ text, risks: [] });
        }
      }),
      { numRuns: 5000 },
    );
    expect(safe).toBeGreaterThan(500);
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
