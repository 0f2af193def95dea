import { distance } from 'fastest-levenshtein';
import { architectFunctions } from './architect-functions';
import { ExpressionSyntaxError } from './expression-errors';
import { operators } from './operators';
import { parseExpression, type Syntax } from './parse-expression';
import type { Value } from './value';

/** Gives the value of a variable, NOT_SET when it holds none. */
export type ReadVariable = (name: string) => Value;

export interface Expression {
  readonly source: string;
  /** Names of the variables that it reads. */
  readonly variables: readonly string[];
  /** @throws {ExpressionError} and nothing else, as long as `read` throws nothing */
  readonly evaluate: (read: ReadVariable) => Value;
}

type Evaluate = (read: ReadVariable) => Value;

/**
 * Makes an Architect expression runnable: `If(IsSet(State.Queue), "yes", "no")`.
 * @throws {ExpressionSyntaxError} also for an unknown function or a wrong number of arguments
 */
export function compileExpression(source: string): Expression {
  const variables = new Set<string>();
  const evaluate = compile(parseExpression(source));
  return { source, variables: [...variables], evaluate };

  function compile(syntax: Syntax): Evaluate {
    switch (syntax.kind) {
      case 'literal': {
        const { value } = syntax;
        return () => value;
      }
      case 'variable': {
        const { name } = syntax;
        variables.add(name);
        return (read) => read(name);
      }
      case 'call':
        return call(syntax.name, syntax.arguments, syntax.at);
      case 'operation': {
        const apply = operators[syntax.operator];
        const [left, right] = syntax.operands.map(compile);
        if (apply === undefined || left === undefined) throw new ExpressionSyntaxError('no operator', source, 0);
        const second = right ?? left;
        return (read) =>
          apply(
            () => left(read),
            () => second(read),
          );
      }
    }
  }

  function call(name: string, given: readonly Syntax[], at: number): Evaluate {
    const called = architectFunctions.get(LOGICAL.get(name.toLowerCase()) ?? name);
    if (called === undefined) throw new ExpressionSyntaxError(`unknown function ${name}.${hint(name)}`, source, at);
    if (given.length < called.least || given.length > called.most) {
      const wanted = called.least === called.most ? String(called.least) : `at least ${called.least}`;
      throw new ExpressionSyntaxError(`${name} takes ${wanted} arguments, not ${given.length}`, source, at);
    }
    const parts = given.map(compile);
    return (read) => called.apply(parts.map((part) => () => part(read)));
  }
}

/** Architect writes the operators in small letters; their function form is seen in any spelling. */
const LOGICAL: ReadonlyMap<string, string> = new Map([
  ['and', 'And'],
  ['or', 'Or'],
  ['not', 'Not'],
]);

function hint(name: string): string {
  const known = [...architectFunctions.keys()];
  const nearest = known.find((candidate) => distance(candidate.toLowerCase(), name.toLowerCase()) <= 2);
  return `${nearest === undefined ? '' : ` Did you mean ${nearest}?`} Known: ${known.join(', ')}`;
}
