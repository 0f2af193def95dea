import { terraformFunctions, text } from './terraform-functions';
import { parseTemplate, type Syntax } from './terraform-syntax';

/** Gives what `aws_lambda_function.classify` or `data.aws_region.here` and the names behind it stand for. */
export type Resolve = (path: readonly (string | number)[]) => unknown;

/** The value of a string of Terraform JSON. @throws {Error} when it cannot be known, with the reason */
export function evaluateTemplate(template: string, resolve: Resolve): unknown {
  return template.includes('${') || template.includes('%{') ? evaluate(parseTemplate(template)) : template;

  function evaluate(syntax: Syntax): unknown {
    switch (syntax.kind) {
      case 'literal':
        return syntax.value;
      case 'template': {
        const values = syntax.parts.map((part) => (typeof part === 'string' ? part : evaluate(part)));
        return values.length === 1 ? values[0] : values.map(text).join('');
      }
      case 'reference':
        return resolve(syntax.path.map((part) => (typeof part === 'string' ? part : key(evaluate(part)))));
      case 'access':
        return descend(evaluate(syntax.of), [key(evaluate(syntax.key))]);
      case 'call': {
        const called = terraformFunctions.get(syntax.name);
        if (called === undefined) throw new Error(`the function ${syntax.name} is not known here`);
        return called(...syntax.arguments.map(evaluate));
      }
      case 'operation':
        return operate(syntax.operator, syntax.operands);
      case 'condition':
        return evaluate(evaluate(syntax.test) === true ? syntax.then : syntax.otherwise);
      case 'list':
        return syntax.items.map(evaluate);
      case 'object':
        return Object.fromEntries(syntax.entries.map(([name, value]) => [text(evaluate(name)), evaluate(value)]));
    }
  }

  function operate(operator: string, operands: readonly Syntax[]): unknown {
    const [first, second] = operands;
    const left = first === undefined ? undefined : evaluate(first);
    if (operator === 'not') return left !== true;
    if (operator === 'negate') return -Number(left);
    if (operator === '&&' && left !== true) return false;
    if (operator === '||' && left === true) return true;
    const right = second === undefined ? undefined : evaluate(second);
    switch (operator) {
      case '&&':
      case '||':
        return right === true;
      case '==':
        return same(left, right);
      case '!=':
        return !same(left, right);
      default:
        return arithmetic(operator, Number(left), Number(right));
    }
  }
}

function same(left: unknown, right: unknown): boolean {
  return typeof left === 'object' ? JSON.stringify(left) === JSON.stringify(right) : left === right;
}

function arithmetic(operator: string, left: number, right: number): number | boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return left % right;
  }
}

function key(value: unknown): string | number {
  return typeof value === 'number' ? value : text(value);
}

/** Follows names and indexes into a value. A block that may stand once is an object: its index 0 is itself. */
export function descend(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((at, name) => {
    if (name === 0 && typeof at === 'object' && at !== null && !Array.isArray(at)) return at;
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) throw new Error(`there is no ${name}`);
    return Reflect.get(at, name);
  }, value);
}
