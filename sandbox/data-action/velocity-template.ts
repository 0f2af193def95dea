import { Compile, parse } from 'velocityjs';

/** Renders a template with the variables of one call. */
export type RenderTemplate = (variables: Readonly<Record<string, unknown>>) => string;

type Macro = (...given: readonly unknown[]) => string;

/** The platform's macros. Escaping functions give the inside of a string: the template writes the quotes. */
const macros: Readonly<Record<string, Readonly<Record<string, Macro>>>> = {
  esc: {
    jsonEncode: (value) => JSON.stringify(String(value ?? '')).slice(1, -1),
    jsonString: (value) => JSON.stringify(String(value ?? '')).slice(1, -1),
    url: (value) => encodeURIComponent(String(value ?? '')),
  },
  encoding: {
    base64: (value) => Buffer.from(String(value ?? ''), 'utf8').toString('base64'),
  },
  successTemplateUtils: {
    /** First element of a JSON array as JSON text, or the default. */
    firstFromArray: (json, otherwise) => {
      const array: unknown = JSON.parse(String(json));
      return Array.isArray(array) && array.length > 0 ? JSON.stringify(array[0]) : String(otherwise ?? '');
    },
  },
};

/**
 * Makes a Velocity template renderable. `${v}` of nothing prints itself, `$!{v}` prints nothing.
 * @throws {Error} when it cannot be parsed, or calls a macro that is not known here
 */
export function compileTemplate(template: string): RenderTemplate {
  for (const [whole, tool = '', macro = ''] of template.matchAll(
    /\$!?\{?(esc|encoding|successTemplateUtils)\.(\w+)/g,
  )) {
    if (macros[tool]?.[macro] === undefined) {
      const known = Object.entries(macros).flatMap(([name, all]) => Object.keys(all).map((one) => `$${name}.${one}`));
      throw new Error(`unknown macro ${whole}. Known: ${known.join(', ')}`);
    }
  }
  // Most are one plain reference; the rest goes through the interpreter, which keeps state and is made anew.
  const plain = /^\$\{(\w+)\.(\w+)\}$/.exec(template) ?? /^\$\{(\w+)()\}$/.exec(template);
  const syntax = parse(template);
  return (variables) => {
    const [, name, property] = plain ?? [];
    if (name !== undefined) {
      const owner = Object.hasOwn(variables, name) ? variables[name] : undefined;
      const value = property === '' ? owner : ownProperty(owner, property);
      if (typeof value === 'string') return value;
    }
    return new Compile(syntax, { escape: false }).render({ ...macros, ...variables });
  };
}

function ownProperty(owner: unknown, name: string | undefined): unknown {
  if (typeof owner !== 'object' || owner === null || name === undefined || !Object.hasOwn(owner, name))
    return undefined;
  return Reflect.get(owner, name);
}
