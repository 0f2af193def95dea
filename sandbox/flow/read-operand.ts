import { compileExpression } from '../expressions/compile-expression';
import { ExpressionSyntaxError } from '../expressions/expression-errors';
import { NOT_SET, type Value } from '../expressions/value';
import type { Assignment, Operand } from './flow';
import type { FlowReader } from './flow-reader';
import type { YamlCursor } from './yaml-cursor';

const VARIABLE = /^(?:Flow|State|Task)\.\p{L}[\p{L}\p{N}_]*$/u;
const MILLISECONDS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['milliseconds', 1],
  ['seconds', 1000],
  ['minutes', 60_000],
  ['hours', 3_600_000],
  ['days', 86_400_000],
]);

export function constant(value: Value, line: number): Operand {
  return { text: value === NOT_SET ? 'NOT_SET' : JSON.stringify(value), line, evaluate: () => value };
}

/**
 * Reads `{exp}`, `{lit}`, `{var}` or `{noValue: true}`; what is left out has no value.
 * @param asText a literal is a string however it is spelled: a queue may be called 529
 */
export function readOperand(
  reader: FlowReader,
  at: YamlCursor | undefined,
  line: number,
  asText: boolean = false,
): Operand {
  if (at === undefined || at.get('noValue') !== undefined) return constant(NOT_SET, at?.line ?? line);
  const expression = at.get('exp');
  if (expression !== undefined) return readExpression(reader, expression);
  const variable = at.get('var');
  if (variable !== undefined) return readExpression(reader, variable);
  const literal = at.get('lit');
  if (literal !== undefined) return readLiteral(reader, literal, asText);
  reader.fault(at.line, 'expected a value: exp, lit, var or noValue');
  return constant(NOT_SET, at.line);
}

/** The same, for a value that an action cannot do without. */
export function readRequired(reader: FlowReader, action: YamlCursor, key: string, asText: boolean = false): Operand {
  const at = action.get(key);
  if (at === undefined) reader.fault(action.line, `${key} is missing`);
  return readOperand(reader, at, action.line, asText);
}

function readExpression(reader: FlowReader, at: YamlCursor): Operand {
  const { line } = at;
  const source = at.text() ?? '';
  try {
    const expression = compileExpression(source);
    for (const name of expression.variables) reader.reads.push({ name, line });
    return { text: source, line, evaluate: (scope) => expression.evaluate(scope.read) };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    reader.fault(line, `expression ${JSON.stringify(source)}, character ${error.offset + 1}: ${error.message}`);
    return constant(NOT_SET, line);
  }
}

/** A scalar, or `{name: X}`: a queue. */
function readLiteral(reader: FlowReader, at: YamlCursor, asText: boolean): Operand {
  const name = at.get('name')?.text();
  if (name !== undefined) {
    reader.queues.push({ name, line: at.line });
    return { text: name, line: at.line, evaluate: (scope) => scope.queue(name) };
  }
  const value = asText ? at.text() : at.scalar();
  if (value === undefined) reader.fault(at.line, 'literal is neither a scalar nor {name: …}');
  return constant(value ?? NOT_SET, at.line);
}

/** `{lit: {minutes: 1}}` in milliseconds; undefined when there is none. */
export function readDuration(reader: FlowReader, at: YamlCursor | undefined): number | undefined {
  const literal = at?.get('lit');
  if (at === undefined || at.get('noValue') !== undefined) return undefined;
  const parts = literal?.entries() ?? [];
  const sum = parts.reduce((total, [unit, amount]) => {
    const value = amount.scalar();
    return total + (MILLISECONDS.get(unit) ?? Number.NaN) * (typeof value === 'number' ? value : Number.NaN);
  }, 0);
  if (parts.length > 0 && Number.isFinite(sum)) return sum;
  reader.fault(at.line, `expected a duration such as lit: {minutes: 1}; units: ${[...MILLISECONDS.keys()].join(', ')}`);
  return undefined;
}

/** The name of a variable that something is assigned to. */
export function readVariableName(reader: FlowReader, at: YamlCursor | undefined, line: number): string {
  const name = at?.text() ?? '';
  if (!VARIABLE.test(name)) {
    reader.fault(at?.line ?? line, `${JSON.stringify(name)} is no variable; write State.X, Task.X or Flow.X`);
  }
  reader.known.add(name);
  return name;
}

/** `{output: {var: State.X}}`; an output with noValue is thrown away. */
export function readAssignments(reader: FlowReader, at: YamlCursor | undefined): readonly Assignment[] {
  return (at?.entries() ?? []).flatMap(([output, target]): Assignment[] => {
    const variable = target.get('var');
    if (variable !== undefined) return [[output, readVariableName(reader, variable, target.line)]];
    if (target.get('noValue') === undefined) reader.fault(target.line, `${output}: expected var or noValue`);
    return [];
  });
}
