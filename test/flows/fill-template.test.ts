import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { fillTemplate, type Value } from '../../flows/fill-template';

const file = 'flows/x.yaml';

function fill(template: string, values: Record<string, Value>): string {
  const filled = fillTemplate(file, template, values);
  if ('faults' in filled) throw new Error(JSON.stringify(filled.faults));
  return filled.text;
}

function faults(template: string, values: Record<string, Value>) {
  const filled = fillTemplate(file, template, values);
  return 'faults' in filled ? filled.faults : [];
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      "'",
      '{',
      '}',
      '\\',
      '#',
      ':',
      '\n',
      '\r',
      '\t',
      '$',
      '%',
      ' ',
      '\u2028',
      '\u0085',
      'é',
      '🙂',
    ),
  }),
);

describe('a value', () => {
  test('comes back from the YAML as it went in, as value and as key, whatever it holds', () => {
    fc.assert(
      fc.property(hostile, hostile, (value, key) => {
        fc.pre(key !== '__proto__');
        const text = fill('a: "{{value}}"\nb:\n  "{{key}}": 1\n', { value, key });
        expect(parse(text)).toEqual({ a: value, b: { [key]: 1 } });
        expect(parse(text, { version: '1.1' })).toEqual({ a: value, b: { [key]: 1 } });
      }),
    );
  });

  test('stays on the line of its placeholder', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const text = fill('a: "{{value}}"\nb: 2', { value });
        expect(text.split(/\r\n|[\n\r\u0085\u2028\u2029]/)).toHaveLength(2);
      }),
    );
  });

  test('is not looked through for placeholders', () => {
    expect(parse(fill('a: "{{x}}"\nb: "{{y}}"', { x: '"{{y}}"', y: '1' }))).toEqual({ a: '"{{y}}"', b: '1' });
  });

  test('that is a number is a number', () => {
    expect(parse(fill('a: "{{n}}"', { n: 21 }))).toEqual({ a: 21 });
  });
});

describe('lines that can be off', () => {
  const template = ['a: 1', '# when x is set:', 'b:', '  c: "{{x}}"', '# end', 'd: 2'].join('\n');
  test('are there when their value is', () => {
    expect(parse(fill(template, { x: 'y' }))).toEqual({ a: 1, b: { c: 'y' }, d: 2 });
  });
  test('are comments when it is not, and the lines after them keep their numbers', () => {
    const text = fill(template, { x: undefined });
    expect(parse(text)).toEqual({ a: 1, d: 2 });
    expect(text.split('\n').indexOf('d: 2')).toBe(5);
  });
});

test('a checkout with other line ends or a byte-order mark gives the same bytes', () => {
  const template = 'a: "{{x}}"\n# when y is set:\nb: "{{y}}"\n# end\n';
  const values = { x: 'é', y: undefined };
  const text = fill(template, values);
  expect(fill(template.replaceAll('\n', '\r\n'), values)).toBe(text);
  expect(fill(`\uFEFF${template}`, values)).toBe(text);
});

describe('a fault names line and column', () => {
  const cases: [
    what: string,
    template: string,
    values: Record<string, Value>,
    line: number,
    column: number,
    says: string,
  ][] = [
    ['an unknown placeholder', 'a: 1\nb: "{{y}}"', {}, 2, 4, 'y is no placeholder'],
    ['a value that is not used', 'a: 1', { x: '1' }, 1, 1, 'never uses the value of x'],
    ['a placeholder without quotes', 'a: {{x}}', { x: '1' }, 1, 4, 'stands alone in double quotes'],
    ['a placeholder inside a text', 'a: "see {{x}}"', { x: '1' }, 1, 9, 'stands alone in double quotes'],
    ['a placeholder in single quotes', "a: '{{x}}'", { x: '1' }, 1, 5, 'stands alone in double quotes'],
    ['a value that is off where it cannot be', 'a: "{{x}}"', { x: undefined }, 1, 4, 'put its lines between'],
    ['a block without end', 'a: 1\n# when x is set:\nb: "{{x}}"', { x: '1' }, 2, 1, 'without its "# end"'],
    ['an end without block', 'a: "{{x}}"\n# end', { x: '1' }, 2, 1, 'without a "when"'],
    ['nested blocks', '# when x is set:\n# when x is set:\na: "{{x}}"\n# end', { x: '1' }, 2, 1, 'do not nest'],
    ['a block of an unknown value', '# when z is set:\n# end', {}, 1, 1, 'z is no placeholder'],
  ];
  test.each(cases)('%s', (_what, template, values, line, column, says) => {
    expect(faults(template, values)).toContainEqual(
      expect.objectContaining({ file, line, column, message: expect.stringContaining(says) }),
    );
  });
});
