import { didYouMean } from '../../config/did-you-mean';
import { compileExpression, type NoteAt } from './compile-expression';
import { ExpressionSyntaxError } from './expression-errors';
import type { FlowFault, Operand } from './flow';
import type { FlowReader } from './flow-reader';
import { aType, isAssignable, isEntityType, type Type } from './type';
import { Duration, display, NOT_SET, type Value } from './value';
import type { YamlCursor } from './yaml-cursor';

type Form = 'exp' | 'lit' | 'var' | 'noValue';
const FORMS: readonly Form[] = ['exp', 'lit', 'var', 'noValue'];

export interface Wanted {
  readonly type: Type;
  readonly isNeeded: boolean;
  /** Forms that were seen in published flows. */
  readonly seen: readonly Form[];
}

const MILLISECONDS: ReadonlyMap<string, number> = new Map([
  ['milliseconds', 1],
  ['seconds', 1000],
  ['minutes', 60_000],
  ['hours', 3_600_000],
  ['days', 86_400_000],
]);

/** Reads `{exp}`, `{lit}`, `{var}` or `{noValue: true}`. */
export function readOperand(reader: FlowReader, at: YamlCursor, key: string, wanted: Wanted): Operand {
  const entries = at.entries();
  const [form, content] = entries[0] ?? [];
  if (entries.length !== 1 || content === undefined || !isForm(form)) {
    const stranger = entries.map(([name]) => name).find((name) => !isForm(name)) ?? '';
    const hint = stranger === '' ? '' : didYouMean(stranger, FORMS);
    reader.wrong(at.position, `${key}: expected exactly one of exp, lit, var, noValue. ${hint}`.trim());
    return constantOperand(reader, NOT_SET, at, wanted.isNeeded);
  }
  if (!wanted.seen.includes(form)) {
    const proven = wanted.seen.map((one) => `${key}: {${one}: …}`).join(' or ');
    reader.unproven(content.position, `${key} with ${form} was never seen in a published e-mail flow; seen: ${proven}`);
  }
  if (form === 'exp' || form === 'var') return readExpression(reader, content, key, wanted);
  if (form === 'lit') return readLiteral(reader, content, key, wanted);
  return constantOperand(reader, NOT_SET, at, wanted.isNeeded);
}

function isForm(name: string | undefined): name is Form {
  return FORMS.some((form) => form === name);
}

export function constantOperand(
  reader: FlowReader,
  value: Value,
  at: YamlCursor,
  isNeeded: boolean,
  more: Partial<Operand> = {},
): Operand {
  const action = reader.action;
  return {
    text: value === NOT_SET ? 'NOT_SET' : typeof value === 'string' ? JSON.stringify(value) : display(value),
    ...at.position,
    type: 'any',
    variables: [],
    isNeeded,
    literal: undefined,
    evaluate: () => value,
    mayBeNotSet: () => value === NOT_SET,
    implies: { true: [], false: [] },
    fault: (_offset, message) => reader.fault(at.position, message, 'wrong', action),
    ...more,
  };
}

function readExpression(reader: FlowReader, at: YamlCursor, key: string, { type, isNeeded }: Wanted): Operand {
  const source = at.text() ?? '';
  const action = reader.action;
  const faultAt = (offset: number, message: string, kind: FlowFault['kind'] = 'wrong'): FlowFault => {
    const position = at.characterPosition(offset);
    return reader.fault(position, reader.withCaret(position, message), kind, action);
  };
  try {
    const expression = compileExpression(source, reader);
    if (!isAssignable(type, expression.type)) {
      const hint = type === 'string' ? `; write ToString(${source})` : '';
      throw new ExpressionSyntaxError(`${key} takes ${aType(type)}, not ${aType(expression.type)}${hint}`, 0);
    }
    reader.reads(expression, faultAt);
    const { evaluate, mayBeNotSet, implies, variables } = expression;
    return {
      ...{ text: source, ...at.position, type: expression.type, isNeeded, literal: undefined, implies, evaluate },
      variables: variables.map(({ name }) => name),
      mayBeNotSet: (set: ReadonlySet<string>, note: NoteAt) => {
        const isKnown = type === 'any' || (expression.type !== 'any' && expression.type !== 'json');
        if (!isKnown) note(0, `${source} may be of another type than ${type}, which is a flow error`);
        return mayBeNotSet(set, note);
      },
      fault: faultAt,
    };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    reader.faults.push(faultAt(error.offset, error.message));
    return constantOperand(reader, NOT_SET, at, false);
  }
}

function readLiteral(reader: FlowReader, at: YamlCursor, key: string, { type, isNeeded }: Wanted): Operand {
  if (isEntityType(type)) {
    const named = at.get('name');
    const name = named?.text();
    if (named === undefined || name === undefined) {
      reader.wrong(at.position, `${key} takes ${aType(type)}: write lit: {name: …}`);
      return constantOperand(reader, NOT_SET, at, isNeeded);
    }
    if (type === 'queue') reader.queues.push({ name, ...named.position });
    return constantOperand(reader, name, named, isNeeded, {
      ...{ type, text: name, literal: name, evaluate: ({ entity }) => entity(type, name) },
    });
  }
  const value = literalOf(type, at);
  if (value !== undefined) return constantOperand(reader, value, at, isNeeded, { type });
  const expected =
    type === 'duration'
      ? `a duration such as lit: {minutes: 1}; units: ${[...MILLISECONDS.keys()].join(', ')}`
      : `lit: with ${aType(type)}`;
  reader.wrong(at.position, `${key}: expected ${expected}${at.text() === undefined ? '' : `, not ${at.text()}`}`);
  return constantOperand(reader, NOT_SET, at, false);
}

/** A literal of that type; undefined when the file has something else. A string is one however it is spelled: `lit: 529`. */
function literalOf(type: Type, at: YamlCursor): Value | undefined {
  const value = at.scalar();
  switch (type) {
    case 'string':
      return at.text();
    case 'integer':
      return Number.isInteger(value) ? (value as number) : undefined;
    case 'decimal':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'dateTime': {
      const date = new Date(at.text() ?? '');
      return Number.isNaN(date.getTime()) ? undefined : date;
    }
    case 'duration':
      return durationOf(at);
    default:
      if (at.isList()) return at.items().map((item) => item.scalar() ?? NOT_SET);
      return value ?? undefined;
  }
}

function durationOf(at: YamlCursor): Duration | undefined {
  const parts = at.entries();
  const sum = parts.reduce((total, [unit, amount]) => {
    const value = amount.scalar();
    return total + (MILLISECONDS.get(unit) ?? Number.NaN) * (typeof value === 'number' ? value : Number.NaN);
  }, 0);
  return parts.length > 0 && sum >= 0 ? new Duration(sum) : undefined;
}
