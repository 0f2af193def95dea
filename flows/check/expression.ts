/** Names that an Architect expression mentions. */
export interface ExpressionNames {
  /** Variables of the flow, `State.X`, `Task.X`, `Flow.X`, whose value the expression needs. */
  readonly reads: readonly string[];
  /** Variables that are only asked whether they are set. */
  readonly asks: readonly string[];
  /** Functions, and built-in variables such as `Email.Message.body`. */
  readonly others: readonly string[];
}

/** Functions and built-in variables seen in published e-mail flows. */
export const KNOWN_NAMES: ReadonlySet<string> = new Set([
  'IsSet',
  'IsNotSetOrEmpty',
  'If',
  'Trim',
  'Append',
  'ToDisplayString',
  'ToString',
  'GetAt',
  'FindFirst',
  'Email.Message.subject',
  'Email.Message.body',
]);

const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'true', 'false']);
const ASKING = /\b(?:IsSet|IsNotSetOrEmpty)\(\s*([A-Za-z_][\w.]*)\s*\)/g;
const STRING = /"(?:[^"\\]|\\.)*"/gs;
const NAME = /[A-Za-z_][\w.]*/g;
const VARIABLE = /^(State|Task|Flow)\./;

/** Finds the names in an expression; what stands in double quotes is text. */
export function expressionNames(expression: string): ExpressionNames {
  const asks: string[] = [];
  const rest = expression.replace(STRING, '""').replace(ASKING, (whole, name: string) => {
    if (!VARIABLE.test(name)) return whole;
    asks.push(name);
    return whole.slice(0, whole.indexOf('('));
  });
  const names = (rest.match(NAME) ?? []).filter((name) => !WORDS.has(name.toLowerCase()));
  return {
    reads: names.filter((name) => VARIABLE.test(name)),
    asks,
    others: names.filter((name) => !VARIABLE.test(name)),
  };
}
