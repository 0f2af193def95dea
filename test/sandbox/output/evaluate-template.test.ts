import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { descend, evaluateTemplate } from '../../../sandbox/output/evaluate-template';

const values = { a_b: { 'c-d': { name: 'x', list: [1, { z: 2 }], n: 3, yes: true, none: null } } };
const value = (template: string) => evaluateTemplate(template, (path) => descend(values, path));
/** Terraform's `${…}` around an expression. */
const is = (expression: string) => `\${${expression}}`;

describe('a template', () => {
  test.each<readonly [string, unknown]>([
    ['plain', 'plain'],
    ['', ''],
    [is('a_b.c-d.name'), 'x'],
    [is(' a_b.c-d.list '), [1, { z: 2 }]],
    [`n=${is('a_b.c-d.n')}, ${is('a_b.c-d.yes')}!`, 'n=3, true!'],
    [is('a_b.c-d.list[1].z'), 2],
    [is('a_b.c-d.list.0'), 1],
    [is('a_b["c-d"].name'), 'x'],
    [is('a_b.c-d[0].name'), 'x'],
    [`$${is('input.x')} %%{ if } $! $ ${is('"a"')} {}`, `${is('input.x')} %{ if } $! $ a {}`],
    [is(`"q \\"w\\" \\n \\u00e4 $${is('no')} ${is('a_b.c-d.n')}"`), `q "w" \n ä ${is('no')} 3`],
    [is('jsonencode({b = 1, "a": [true, null, "<&"]})'), '{"a":[true,null,"\\u003c\\u0026"],"b":1}'],
    [is('jsondecode("[1]")[0]'), 1],
    [is('sensitive(a_b.c-d.name)'), 'x'],
    [is('join("-", ["a", a_b.c-d.name])'), 'a-x'],
    [is('merge({a = 1}, {b = 2}).b'), 2],
    [is('replace("a.b.c", ".", "$&")'), 'a$&b$&c'],
    [is('length(a_b.c-d.list) == 2 && !false ? "two" : "other"'), 'two'],
    [is('1 + 2 * 3 - 4 / 2'), 5],
    [is('-a_b.c-d.n % 2 < 0 || fail()'), true],
    [is('a_b.c-d.none == null'), true],
    [is('a_b.c-d.list != [1]'), true],
    [is('false && fail()'), false],
  ])('%s', (template, expected) => {
    expect(value(template)).toEqual(expected);
  });

  test.each([
    [is('a_b.missing'), /there is no missing/],
    [is('a_b.c-d.list[2]'), /there is no 2/],
    [is('a_b.constructor'), /there is no constructor/],
    [is('upcase("a")'), /function upcase is not known/],
    [is('a_b.c-d.name'.slice(0, -5)).slice(0, -1), /expected }, found the end at character/],
    [`x ${is('a_b.c-d.list')}`, /a list is no text/],
    [`x ${is('a_b.c-d.none')}`, /null is no text/],
    ['%{ if true }a%{ endif }', /directives/],
    [is('1 +'), /expected a value/],
    [is('[1 2]'), /expected , or \]/],
    [is('"a'), /expected "/],
    [is('('.repeat(500)), /nested deeper/],
    [is('a_b.'), /expected a name/],
  ])('%s cannot be known', (template, message) => {
    expect(() => value(template)).toThrow(message);
  });

  test('text that was escaped comes back as it was', () => {
    const pieces = fc.constantFrom('$', '{', '}', '%', '"', '\\', 'a', '${', '%{', '$${');
    fc.assert(
      fc.property(
        fc.array(pieces).map((parts) => parts.join('')),
        (text) => {
          const escaped = text.replace(/([$%])\{/g, '$1$1{');
          // A sign before the escape reads as part of it in Terraform too.
          fc.pre(!/([$%])\1\{/.test(text));
          expect(value(escaped)).toBe(text);
        },
      ),
    );
  });

  test('whatever the text, it has a value or an error with a reason', () => {
    const pieces = fc.constantFrom(
      ...['${', '}', '(', ')', '[', ']', '"', '\\', '.', ',', '=', '?', ':', '!', '-', 'a', '1', 'join', ' '],
    );
    fc.assert(
      fc.property(
        fc.array(pieces).map((parts) => parts.join('')),
        (text) => {
          try {
            value(text);
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
            expect(error).not.toBeInstanceOf(RangeError);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
