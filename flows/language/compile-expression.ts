import { didYouMean } from '../../config/did-you-mean';
import { architectFunctions } from './architect-functions';
import type { ArchitectFunction, Surroundings } from './define-function';
import { ExpressionSyntaxError, FlowFailure } from './expression-errors';
import { jsonProperty } from './functions/json';
import { operators } from './operators';
import { parseExpression, type Syntax } from './parse-expression';
import { aType, commonType, isAssignable, isEntityType, itemType, type Type } from './type';
import { Entity, isOfType, NOT_SET, typeOf, type Value } from './value';

/** The variables that an expression may read. */
export interface Names {
  /** The longest of these that `name` begins with is the variable, the rest are properties. */
  readonly typeOf: (name: string) => Type | undefined;
}

/** What an expression reads when it is evaluated. */
export interface Scope extends Surroundings {
  /** NOT_SET when the variable holds nothing. */
  readonly read: (name: string) => Value;
}

/** Takes note of something at that offset of the expression. */
export type NoteAt = (offset: number, message: string) => void;

export interface Expression extends Pick<Part, 'type' | 'evaluate' | 'mayBeNotSet' | 'implies'> {
  readonly source: string;
  /** Variables that it reads, each with its offset. */
  readonly variables: readonly { readonly name: string; readonly at: number }[];
  /** Functions that were never seen in a flow that was published. */
  readonly unseen: readonly { readonly name: string; readonly at: number }[];
}

interface Part {
  readonly type: Type;
  /** @throws {FlowFailure} and nothing else, as long as the scope throws nothing */
  readonly evaluate: (scope: Scope) => Value;
  /** Whether it may be NOT_SET when only these variables are certain to be set; notes each way in which it may fail. */
  readonly mayBeNotSet: (set: ReadonlySet<string>, note: NoteAt) => boolean;
  /** Variables that are certain to be set when it is true, and when it is false. */
  readonly implies: { readonly true: readonly string[]; readonly false: readonly string[] };
  readonly syntax: Syntax;
  /** The variable that it is, when it is nothing else. */
  readonly variable?: string;
  /** Its value, when that is always the same. */
  readonly constant?: Value;
}

const NOTHING: Part['implies'] = { true: [], false: [] };

/**
 * Makes an Architect expression runnable: `If(IsSet(State.Queue), "yes", "no")`. Arity and types are checked.
 * @throws {ExpressionSyntaxError} with the offset, for everything that makes it no expression of the language
 */
export function compileExpression(source: string, names: Names): Expression {
  const variables: { name: string; at: number }[] = [];
  const unseen: { name: string; at: number }[] = [];
  const { type, evaluate, mayBeNotSet, implies } = compile(parseExpression(source));
  return { source, type, evaluate, mayBeNotSet, implies, variables, unseen };

  function compile(syntax: Syntax): Part {
    switch (syntax.kind) {
      case 'literal':
        return constantPart(syntax, syntax.value);
      case 'variable':
        return variable(syntax, syntax.name);
      case 'property':
        return property(syntax, compile(syntax.of), syntax.name);
      case 'call':
        return call(syntax, syntax.name, syntax.arguments);
      case 'operation':
        return operation(syntax, syntax.operator, syntax.operands.map(compile));
    }
  }

  function text({ at, end }: Syntax): string {
    return source.slice(at, end);
  }

  function variable(syntax: Syntax, whole: string): Part {
    const segments = whole.split('.');
    const isOwn = /^(?:Flow|State|Task)\./.test(whole);
    let length = segments.length;
    while (length > 2 && names.typeOf(segments.slice(0, length).join('.')) === undefined) length -= 1;
    if (!isOwn && names.typeOf(segments.slice(0, length).join('.')) === undefined) length = segments.length;
    const name = segments.slice(0, length).join('.');
    variables.push({ name, at: syntax.at });
    const part: Part = {
      type: names.typeOf(name) ?? 'any',
      evaluate: ({ read }) => read(name),
      mayBeNotSet: (set) => !set.has(name),
      implies: NOTHING,
      syntax: { ...syntax, end: syntax.at + name.length },
      variable: name,
    };
    return segments.slice(length).reduce((owner, next) => property(syntax, owner, next), part);
  }

  function property(syntax: Syntax, owner: Part, name: string): Part {
    const isEntity = isEntityType(owner.type);
    if (!isEntity && owner.type !== 'json' && owner.type !== 'any') {
      throw new ExpressionSyntaxError(`${aType(owner.type)} has no property ${name}`, owner.syntax.end);
    }
    if (isEntity && name !== 'id' && name !== 'name') {
      throw new ExpressionSyntaxError(`${aType(owner.type)} has id and name, not ${name}`, owner.syntax.end);
    }
    return {
      type: isEntity ? 'string' : 'json',
      evaluate: (scope) => {
        const value = owner.evaluate(scope);
        if (!(value instanceof Entity)) return jsonProperty(value, name);
        return name === 'id' ? value.id : name === 'name' ? value.name : NOT_SET;
      },
      mayBeNotSet: (set, note) => {
        mustBeSet(owner, set, note);
        return !isEntity;
      },
      implies: NOTHING,
      syntax,
    };
  }

  function mustBeSet(part: Part, set: ReadonlySet<string>, note: NoteAt): void {
    const { at } = part.syntax;
    if (part.mayBeNotSet(set, note)) note(at, `${text(part.syntax)} may be unset here, which is a flow error`);
  }

  /** What JSON holds may be of any type. */
  function mustBeKnown({ type, constant, syntax }: Part, note: NoteAt): void {
    if (constant !== undefined || (type !== 'json' && itemType(type) !== 'any')) return;
    note(syntax.at, `${text(syntax)} may be of another type here, which is a flow error`);
  }

  function call(syntax: Syntax, written: string, given: readonly Syntax[]): Part {
    const lower = written.toLowerCase();
    if (lower === 'and' || lower === 'or' || lower === 'not') return operation(syntax, lower, given.map(compile));
    const called = architectFunctions.get(written);
    if (called === undefined) {
      const known = [...architectFunctions.keys()];
      const hint = didYouMean(written, known);
      throw new ExpressionSyntaxError(`unknown function ${written}. ${hint}Known: ${known.join(', ')}`, syntax.at);
    }
    if (given.length < called.least || given.length > called.most) {
      const wanted = called.least === called.most ? `${called.least}` : `at least ${called.least}`;
      const problem = `${written} takes ${wanted} ${wanted === '1' ? 'argument' : 'arguments'}, not ${given.length}`;
      throw new ExpressionSyntaxError(`${problem}: ${called.signature}`, syntax.at);
    }
    if (!called.seen) unseen.push({ name: written, at: syntax.at });
    const parts = given.map(compile);
    const type = resultType(called, parts);
    if (called.name === 'If') return choice(syntax, type, parts);
    const [first] = parts;
    const asked = first?.variable === undefined ? [] : [first.variable];
    const implied = { IsSet: { true: asked, false: [] }, IsNotSetOrEmpty: { true: [], false: asked } };
    const part: Part = {
      type,
      evaluate: (scope) =>
        apply(
          called,
          parts.map((one) => one.evaluate(scope)),
          scope,
        ),
      mayBeNotSet: (set, note) => {
        let anyNotSet = !called.parameters.some(({ takesNotSet }) => takesNotSet);
        for (const [index, one] of parts.entries()) {
          const { type = 'any', takesNotSet = false } = parameterAt(called, index) ?? {};
          if (type !== 'any' && type !== 'T') mustBeKnown(one, note);
          if (!takesNotSet) mustBeSet(one, set, note);
          else if (one.mayBeNotSet(set, note)) anyNotSet = true;
        }
        const { fails } = called;
        if (fails?.when(...(parts.map((one) => one.constant ?? undefined) as Value[]))) {
          note(syntax.at, `${written} may fail here, which is a flow error: ${fails.says}`);
        }
        return called.mayBeNotSet && anyNotSet;
      },
      implies: Object.hasOwn(implied, called.name) ? implied[called.name as keyof typeof implied] : NOTHING,
      syntax,
    };
    return parts.length > 0 ? folded(part, parts) : part;
  }

  /** `If` evaluates what it chooses; in that branch the condition is known. */
  function choice(syntax: Syntax, type: Type, parts: readonly Part[]): Part {
    const [condition, then, otherwise] = parts as [Part, Part, Part];
    return {
      type,
      evaluate: (scope) => (truth(condition, scope) ? then : otherwise).evaluate(scope),
      mayBeNotSet: (set, note) => {
        mustBeKnown(condition, note);
        mustBeSet(condition, set, note);
        const [one, other] = [condition.implies.true, condition.implies.false].map(
          (names) => new Set([...set, ...names]),
        );
        const thenNotSet = then.mayBeNotSet(one ?? set, note);
        return otherwise.mayBeNotSet(other ?? set, note) || thenNotSet;
      },
      implies: NOTHING,
      syntax,
    };
  }

  function operation(syntax: Syntax, written: string, parts: readonly Part[]): Part {
    if (written === 'not' || written === 'and' || written === 'or') return logical(syntax, written, parts);
    if (written === 'negate') return operation(syntax, '-', [constantPart(syntax, 0), ...parts]);
    const [left, right] = parts;
    const operator = operators.get(written);
    if (operator === undefined || left === undefined || right === undefined) {
      throw new ExpressionSyntaxError(`unknown operator ${written}`, syntax.at);
    }
    const type = operator.result(left.type, right.type);
    if (type === undefined) {
      const isText = written === '+' && (left.type === 'string' || right.type === 'string');
      const hint = isText ? `; write Append(${text(left.syntax)}, ${text(right.syntax)})` : '';
      const found = `not ${aType(left.type)} and ${aType(right.type)}`;
      throw new ExpressionSyntaxError(`${written} takes ${operator.takes}, ${found}${hint}`, syntax.at);
    }
    const isSame = written === '==' || written === '!=';
    const part: Part = {
      type,
      evaluate: (scope) => {
        const [one, other] = [left.evaluate(scope), right.evaluate(scope)];
        if (!operator.takesNotSet && (one === NOT_SET || other === NOT_SET)) {
          throw new FlowFailure(
            `${text(one === NOT_SET ? left.syntax : right.syntax)} is NOT_SET; ${written} needs a value`,
          );
        }
        if (operator.result(typeOf(one), typeOf(other)) === undefined) {
          throw new FlowFailure(
            `${written} takes ${operator.takes}, not ${aType(typeOf(one))} and ${aType(typeOf(other))}`,
          );
        }
        return operator.apply(one, other);
      },
      mayBeNotSet: (set, note) => {
        for (const one of parts) {
          mustBeKnown(one, note);
          if (operator.takesNotSet) one.mayBeNotSet(set, note);
          else mustBeSet(one, set, note);
        }
        if (operator.fails?.(right.constant)) {
          note(syntax.at, `the result of ${written} may be out of range or not a number, which is a flow error`);
        }
        return false;
      },
      implies: isSame ? compared(written, left, right) : NOTHING,
      syntax,
    };
    return folded(part, parts);
  }

  /** Architect is not known to leave the second operand alone, so it must be safe whatever the first one is. */
  function logical(syntax: Syntax, written: 'and' | 'or' | 'not', parts: readonly Part[]): Part {
    const wanted = written === 'not' ? 1 : 2;
    if (written === 'not' ? parts.length !== 1 : parts.length < 2) {
      throw new ExpressionSyntaxError(
        `${written} takes ${wanted === 1 ? '1 argument' : 'at least 2 arguments'}`,
        syntax.at,
      );
    }
    for (const part of parts) {
      if (isAssignable('boolean', part.type)) continue;
      throw new ExpressionSyntaxError(`${written} takes booleans, not ${aType(part.type)}`, part.syntax.at);
    }
    const every = (side: 'true' | 'false') => parts.flatMap(({ implies }) => implies[side]);
    const common = (side: 'true' | 'false') =>
      every(side).filter((name) => parts.every(({ implies }) => implies[side].includes(name)));
    return {
      type: 'boolean',
      evaluate: (scope) => {
        if (written === 'not') return !parts.every((part) => truth(part, scope));
        return written === 'and' ? parts.every((part) => truth(part, scope)) : parts.some((part) => truth(part, scope));
      },
      mayBeNotSet: (set, note) => {
        for (const part of parts) {
          mustBeKnown(part, note);
          mustBeSet(part, set, note);
        }
        return false;
      },
      implies: {
        not: { true: every('false'), false: every('true') },
        and: { true: every('true'), false: common('false') },
        or: { true: common('true'), false: every('false') },
      }[written],
      syntax,
    };
  }

  function truth({ evaluate, syntax }: Part, scope: Scope): boolean {
    const value = evaluate(scope);
    if (typeof value === 'boolean') return value;
    const found = value === NOT_SET ? 'NOT_SET' : aType(typeOf(value));
    throw new FlowFailure(`${text(syntax)} is ${found}, not true or false`);
  }

  function resultType(called: ArchitectFunction, parts: readonly Part[]): Type {
    let bound: Type = 'any';
    for (const [index, { type, syntax }] of parts.entries()) {
      const wanted = parameterAt(called, index)?.type ?? 'any';
      const item = wanted === 'T' ? type : wanted === 'TCollection' ? itemType(type) : undefined;
      const common: Type | undefined = item === undefined ? undefined : commonType(bound, item);
      const fits = wanted.startsWith('T') ? common !== undefined : isAssignable(wanted as Type, type);
      if (!fits) {
        const expected = wanted.startsWith('T') && bound !== 'any' ? aType(bound) : aType(wanted);
        const hint = wanted === 'string' ? `; write ToString(${text(syntax)})` : '';
        const problem = `${called.name} takes ${expected} here, not ${aType(type)}${hint}`;
        throw new ExpressionSyntaxError(`${problem}: ${called.signature}`, syntax.at);
      }
      bound = common ?? bound;
    }
    return called.result.replace(/^T(?=$|Collection)/, () => bound) as Type;
  }

  /** What is always the same is calculated once; what can only fail is refused. */
  function folded(part: Part, parts: readonly Part[]): Part {
    if (!parts.every(({ constant }) => constant !== undefined)) return part;
    try {
      const value = part.evaluate(NO_SCOPE);
      return constantPart(part.syntax, value, part.type === 'json' ? typeOf(value) : part.type);
    } catch (error) {
      if (!(error instanceof FlowFailure)) throw error;
      throw new ExpressionSyntaxError(error.message, part.syntax.at);
    }
  }
}

const NO_SCOPE: Scope = { read: () => NOT_SET, time: () => 0 };

function constantPart(syntax: Syntax, constant: Value, type: Type = typeOf(constant)): Part {
  return {
    type,
    constant,
    evaluate: () => constant,
    mayBeNotSet: () => constant === NOT_SET,
    implies: NOTHING,
    syntax,
  };
}

function parameterAt({ parameters }: ArchitectFunction, index: number) {
  return parameters[index] ?? parameters.at(-1);
}

/** @throws {FlowFailure} */
function apply(called: ArchitectFunction, given: readonly Value[], scope: Scope): Value {
  for (const [index, value] of given.entries()) {
    const { name = '', type = 'any', takesNotSet = false } = parameterAt(called, index) ?? {};
    if (value === NOT_SET && takesNotSet) continue;
    if (value === NOT_SET) throw new FlowFailure(`${called.name}: ${name} is NOT_SET, ${aType(type)} is needed`);
    const wanted = type.replace(/^T(?=$|Collection)/, 'any') as Type;
    if (!isOfType(wanted, value)) {
      throw new FlowFailure(`${called.name}: ${name} is ${aType(typeOf(value))}, ${aType(type)} is needed`);
    }
  }
  if (called.fails?.when(...given)) throw new FlowFailure(`${called.name}: ${called.fails.says}`);
  return called.evaluate.call(scope, ...given);
}

/** `State.X != NOT_SET`, `State.X == "text"`: the variable is set. */
function compared(operator: string, left: Part, right: Part): Part['implies'] {
  const name = left.variable ?? right.variable;
  const other = left.variable === undefined ? left : right;
  if (name === undefined || other.constant === undefined) return NOTHING;
  const isSetWhenTrue = (operator === '==') === (other.constant !== NOT_SET);
  return isSetWhenTrue ? { true: [name], false: [] } : { true: [], false: [name] };
}
