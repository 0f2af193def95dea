import { ExpressionSyntaxError } from './expression-errors';

export type Token =
  | { readonly kind: 'string'; readonly value: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'name' | 'symbol'; readonly value: string; readonly at: number }
  | { readonly kind: 'end'; readonly value: ''; readonly at: number };

const SPACE = /\s+/y;
const NUMBER = /\d+(?:\.\d+)?/y;
/** Names of variables have dots: `State.QueueName`, `Task.Queue.id`. */
const NAME = /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy;
const SYMBOL = /==|!=|<=|>=|[-+*/%<>(),]/y;
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
    const [token, length] = next();
    tokens.push(token);
    at += length;
  }
  return [...tokens, { kind: 'end', value: '', at }];

  function next(): readonly [Token, number] {
    const string = match(STRING);
    if (string !== null) return [{ kind: 'string', value: unquote(string[1] ?? '', at), at }, string[0].length];
    const number = match(NUMBER);
    if (number !== null) {
      if (number[0].length > 20) throw new ExpressionSyntaxError('number has more than 20 digits', source, at);
      return [{ kind: 'number', value: Number(number[0]), at }, number[0].length];
    }
    const name = match(NAME);
    if (name !== null) return [{ kind: 'name', value: name[0], at }, name[0].length];
    const symbol = match(SYMBOL);
    if (symbol !== null) return [{ kind: 'symbol', value: symbol[0], at }, symbol[0].length];
    const found = String.fromCodePoint(source.codePointAt(at) ?? 0);
    if (found === '"') throw new ExpressionSyntaxError('string is not closed, add a double quote', source, at);
    const hint = found === "'" ? '; strings stand in double quotes' : found === '=' ? '; equality is ==' : '';
    throw new ExpressionSyntaxError(`unexpected ${JSON.stringify(found)}${hint}`, source, at);
  }

  function unquote(body: string, start: number): string {
    if (!body.includes('\\')) return body;
    return body.replace(/\\([\s\S])/g, (whole: string, escaped: string, offset: number) => {
      const meant = ESCAPES.get(escaped);
      if (meant !== undefined) return meant;
      const known = 'known: \\" \\\\ \\n \\r \\t';
      throw new ExpressionSyntaxError(`unknown escape ${whole} in a string, ${known}`, source, start + 1 + offset);
    });
  }
}
