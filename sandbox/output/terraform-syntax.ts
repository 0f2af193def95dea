/** Terraform's template language as far as synthesized stacks use it. */
export type Syntax =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** Text with values in it; a single value alone keeps its type. */
  | { readonly kind: 'template'; readonly parts: readonly (string | Syntax)[] }
  /** `aws_lambda_function.classify.arn`, `data.x.y.z[0]` */
  | { readonly kind: 'reference'; readonly path: readonly (string | Syntax)[] }
  | { readonly kind: 'access'; readonly of: Syntax; readonly key: Syntax }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Syntax[] }
  | { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Syntax[] }
  | { readonly kind: 'condition'; readonly test: Syntax; readonly then: Syntax; readonly otherwise: Syntax }
  | { readonly kind: 'list'; readonly items: readonly Syntax[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: Syntax, value: Syntax])[] };

/** The text cannot be read as a template. */
export class TemplateSyntaxError extends Error {
  override readonly name = 'TemplateSyntaxError';
}

const BINDING: ReadonlyMap<string, number> = new Map([
  ['||', 1],
  ['&&', 2],
  ['==', 3],
  ['!=', 3],
  ['<', 4],
  ['<=', 4],
  ['>', 4],
  ['>=', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['%', 6],
]);
const UNARY_BINDING = 7;
const MAX_DEPTH = 100;

const OPERATOR = /\|\||&&|[=!<>]=|[<>+\-*/%]/y;
const NAME = /[A-Za-z_][\w-]*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /\s*/y;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);
const KEYWORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Parses a string of Terraform JSON: `${…}` is a value, `$${` stands for itself. @throws {TemplateSyntaxError} */
export function parseTemplate(text: string): Syntax {
  let at = 0;
  let depth = 0;
  return template(undefined);

  /** Up to the end of the text, or to the quote that ends a string inside of an expression. */
  function template(end: '"' | undefined): Syntax {
    const parts: (string | Syntax)[] = [];
    let plain = '';
    while (at < text.length && text[at] !== end) {
      const two = text.slice(at, at + 2);
      if (text.startsWith('$${', at) || text.startsWith('%%{', at)) {
        plain += `${text[at]}{`;
        at += 3;
      } else if (two === '${') {
        at += 2;
        if (plain !== '') parts.push(plain);
        plain = '';
        parts.push(expression(0));
        take('}');
      } else if (two === '%{') {
        throw fault('directives (%{…}) are not supported');
      } else if (end !== undefined && text[at] === '\\') {
        plain += escaped();
      } else {
        plain += text[at];
        at += 1;
      }
    }
    if (end !== undefined) take(end);
    if (parts.length === 0) return { kind: 'literal', value: plain };
    return { kind: 'template', parts: plain === '' ? parts : [...parts, plain] };
  }

  function escaped(): string {
    const letter = text[at + 1] ?? '';
    const unicode = /^u([0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6))?.[1];
    const meant = unicode === undefined ? ESCAPES.get(letter) : String.fromCharCode(Number.parseInt(unicode, 16));
    if (meant === undefined) throw fault(`unknown escape \\${letter}`);
    at += unicode === undefined ? 2 : 6;
    return meant;
  }

  function expression(minimum: number): Syntax {
    depth += 1;
    if (depth > MAX_DEPTH) throw fault(`nested deeper than ${MAX_DEPTH} levels`);
    let left = operand();
    for (;;) {
      space();
      const operator = peek(OPERATOR);
      const binding = operator === undefined ? undefined : BINDING.get(operator);
      if (operator === undefined || binding === undefined || binding <= minimum) break;
      at += operator.length;
      left = { kind: 'operation', operator, operands: [left, expression(binding)] };
    }
    if (minimum === 0 && text[at] === '?') {
      at += 1;
      const then = expression(0);
      take(':');
      left = { kind: 'condition', test: left, then, otherwise: expression(0) };
    }
    depth -= 1;
    return left;
  }

  function operand(): Syntax {
    space();
    const sign = text[at];
    if (sign === '!' || sign === '-') {
      at += 1;
      return { kind: 'operation', operator: sign === '!' ? 'not' : 'negate', operands: [expression(UNARY_BINDING)] };
    }
    return accesses(primary());
  }

  function primary(): Syntax {
    const number = read(NUMBER);
    if (number !== undefined) return { kind: 'literal', value: Number(number) };
    if (skip('"')) return template('"');
    if (skip('(')) {
      const inner = expression(0);
      take(')');
      return inner;
    }
    if (skip('[')) return { kind: 'list', items: list(']', () => expression(0)) };
    if (skip('{')) return { kind: 'object', entries: list('}', entry) };
    const name = read(NAME);
    if (name === undefined) throw fault('expected a value');
    if (skip('(')) return { kind: 'call', name, arguments: list(')', () => expression(0)) };
    const keyword = KEYWORDS.get(name);
    if (keyword !== undefined) return { kind: 'literal', value: keyword };
    return { kind: 'reference', path: [name] };
  }

  function entry(): readonly [Syntax, Syntax] {
    space();
    const name = read(NAME);
    const key: Syntax = name === undefined ? primary() : { kind: 'literal', value: name };
    space();
    if (!skip('=')) take(':');
    return [key, expression(0)];
  }

  /** What follows a value: `.name`, `.0`, `[key]`. */
  function accesses(value: Syntax): Syntax {
    let found = value;
    for (;;) {
      let key: Syntax;
      if (skip('.')) {
        const name = read(NAME) ?? read(/\d+/y);
        if (name === undefined) throw fault('expected a name after the dot');
        key = { kind: 'literal', value: /^\d/.test(name) ? Number(name) : name };
      } else if (skip('[')) {
        key = expression(0);
        take(']');
      } else return found;
      if (found.kind === 'reference') {
        const { value: name } = key.kind === 'literal' ? key : { value: null };
        found = { kind: 'reference', path: [...found.path, typeof name === 'string' ? name : key] };
      } else found = { kind: 'access', of: found, key };
    }
  }

  function list<T>(end: string, item: () => T): readonly T[] {
    const items: T[] = [];
    for (;;) {
      space();
      if (skip(end)) return items;
      items.push(item());
      space();
      if (!skip(',') && text[at] !== end) throw fault(`expected , or ${end}`);
    }
  }

  function take(expected: string): void {
    if (expected !== '"') space();
    if (!skip(expected)) throw fault(`expected ${expected}`);
  }

  function skip(expected: string): boolean {
    if (!text.startsWith(expected, at)) return false;
    at += expected.length;
    return true;
  }

  function space(): void {
    read(SPACE);
  }

  function peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  }

  function read(pattern: RegExp): string | undefined {
    const found = peek(pattern);
    at += found?.length ?? 0;
    return found;
  }

  function fault(message: string): TemplateSyntaxError {
    const found = at < text.length ? JSON.stringify(text.slice(at, at + 12)) : 'the end';
    return new TemplateSyntaxError(`${message}, found ${found} at character ${at + 1}`);
  }
}
