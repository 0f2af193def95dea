import { ExpressionSyntaxError } from './expression-errors';

export type Token =
  | ({ readonly kind: 'string'; readonly value: string } & Span)
  | ({ readonly kind: 'number'; readonly value: number } & Span)
  | ({ readonly kind: 'name' | 'symbol'; readonly value: string } & Span)
  | ({ readonly kind: 'end'; readonly value: '' } & Span);

/** Offsets in the expression; `end` is that of the character after the last one. */
interface Span {
  readonly at: number;
  readonly end: number;
}

const SPACE = /\s+/y;
const NUMBER = /\d+(?:\.\d+)?/y;
/** Names of variables have dots: `State.QueueName`, `Task.Queue.id`. */
const NAME = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy;
const SYMBOL = /==|!=|<=|>=|[-+*/%<>(),.]/y;
const STRING = /"((?:[^"\\]|\\[\s\S])*)"/y;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Cuts an expression into tokens; the last one is `end`. */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  while (at < source.length) {
    const space = match(SPACE);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const token = next();
    tokens.push(token);
    at = token.end;
  }
  return [...tokens, { kind: 'end', value: '', at, end: at }];

  function next(): Token {
    const span = ([whole]: RegExpExecArray) => ({ at, end: at + whole.length });
    const string = match(STRING);
    if (string !== null) return { kind: 'string', value: unquote(string[1] ?? '', at), ...span(string) };
    const number = match(NUMBER);
    if (number !== null) {
      if (number[0].length > 20) throw new ExpressionSyntaxError('number has more than 20 digits', at);
      return { kind: 'number', value: Number(number[0]), ...span(number) };
    }
    const name = match(NAME);
    if (name !== null) return { kind: 'name', value: name[0], ...span(name) };
    const symbol = match(SYMBOL);
    if (symbol !== null) return { kind: 'symbol', value: symbol[0], ...span(symbol) };
    const found = String.fromCodePoint(source.codePointAt(at) ?? 0);
    if (found === '"') throw new ExpressionSyntaxError('string is not closed, add a double quote', at);
    const hint = found === "'" ? '; strings stand in double quotes' : found === '=' ? '; equality is ==' : '';
    throw new ExpressionSyntaxError(`unexpected ${JSON.stringify(found)}${hint}`, at);
  }

  function unquote(body: string, start: number): string {
    if (!body.includes('\\')) return body;
    return body.replace(/\\([\s\S])/g, (whole: string, escaped: string, offset: number) => {
      const meant = ESCAPES.get(escaped);
      if (meant !== undefined) return meant;
      const known = 'known: \\" \\\\ \\n \\r \\t';
      throw new ExpressionSyntaxError(`unknown escape ${whole} in a string, ${known}`, start + 1 + offset);
    });
  }
}
