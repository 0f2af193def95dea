import { ExpressionError } from './expression-errors';
import { display, isQueue, NOT_SET, type Value } from './value';

/** Calculates an argument; a function that does not need it leaves it alone. */
type Argument = () => Value;

export interface ArchitectFunction {
  readonly least: number;
  readonly most: number;
  readonly apply: (given: readonly Argument[]) => Value;
}

/**
 * The functions of Architect's expression language that mail flows use. Only IsSet, IsNotSetOrEmpty, ToString,
 * ToDisplayString and the chosen value of If accept NOT_SET; everywhere else Architect runs the flow's error handling.
 * Strings are compared with their case; an index counts from 0.
 */
export const architectFunctions: ReadonlyMap<string, ArchitectFunction> = new Map(
  Object.entries({
    IsSet: of(1, ([value]) => value !== NOT_SET),
    IsNotSetOrEmpty: of(1, ([value]) => value === NOT_SET || value === ''),
    If: {
      least: 3,
      most: 3,
      apply: ([condition, then, otherwise]) => {
        const chosen = boolean('If', condition?.()) ? then : otherwise;
        return chosen?.() ?? NOT_SET;
      },
    },
    And: { least: 2, most: 100, apply: (given) => given.every((one) => boolean('And', one())) },
    Or: { least: 2, most: 100, apply: (given) => given.some((one) => boolean('Or', one())) },
    Not: of(1, ([value]) => !boolean('Not', value)),
    ToString: of(1, ([value]) => (value === NOT_SET || value === undefined ? NOT_SET : display(value))),
    ToDisplayString: of(1, ([value]) => display(value ?? NOT_SET)),
    Append: {
      least: 2,
      most: 100,
      apply: (given) =>
        joined(
          'Append',
          given.map((one) => string('Append', one())),
        ),
    },
    Trim: of(1, ([text]) => string('Trim', text).trim()),
    Lower: of(1, ([text]) => string('Lower', text).toLowerCase()),
    Upper: of(1, ([text]) => string('Upper', text).toUpperCase()),
    Length: of(1, ([text]) => string('Length', text).length),
    Contains: of(2, ([text, part]) => string('Contains', text).includes(string('Contains', part))),
    Replace: of(3, ([text, find, replacement]) => {
      const found = string('Replace', find);
      if (found === '') throw new ExpressionError('Replace: the text to find is empty');
      return joined('Replace', string('Replace', text).split(found), string('Replace', replacement));
    }),
    Substring: of(3, ([text, start, length]) => {
      const from = index('Substring', start);
      return string('Substring', text).slice(from, from + index('Substring', length));
    }),
  } satisfies Record<string, ArchitectFunction>),
);

function of(count: number, apply: (values: readonly Value[]) => Value): ArchitectFunction {
  return { least: count, most: count, apply: (given) => apply(given.map((one) => one())) };
}

function string(name: string, value: Value | undefined): string {
  if (typeof value === 'string') return value;
  throw wrongType(name, 'a string', value);
}

/** Beyond this a string variable is refused, so that a flow that doubles a text in a loop ends. */
const MOST_CHARACTERS = 50_000_000;

function joined(name: string, pieces: readonly string[], between = ''): string {
  const length = pieces.reduce((sum, piece) => sum + piece.length + between.length, 0);
  if (length <= MOST_CHARACTERS) return pieces.join(between);
  throw new ExpressionError(`${name}: the text grows beyond ${MOST_CHARACTERS} characters`);
}

function index(name: string, value: Value | undefined): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw wrongType(name, 'an integer from 0 on', value);
}

export function boolean(name: string, value: Value | undefined): boolean {
  if (typeof value === 'boolean') return value;
  throw wrongType(name, 'a boolean', value);
}

export function wrongType(name: string, wanted: string, value: Value | undefined): ExpressionError {
  return new ExpressionError(`${name} needs ${wanted}, not ${shown(value ?? NOT_SET)}`);
}

/** The content of a string is not shown: it may be a customer's mail. */
function shown(value: Value): string {
  if (value === NOT_SET) return 'NOT_SET';
  if (isQueue(value)) return `the queue ${value.name}`;
  return typeof value === 'string' ? 'a string' : String(value);
}
