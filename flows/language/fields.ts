import { didYouMean } from '../../config/did-you-mean';
import type { Operand } from './flow';
import type { FlowReader } from './flow-reader';
import { constantOperand, readOperand, type Wanted } from './read-operand';
import type { Type } from './type';
import { NOT_SET } from './value';
import type { YamlCursor } from './yaml-cursor';

/** How one key of an action is read. */
export interface Field<T> {
  /** `required`: nothing runs without it. `published`: published flows have it, the sandbox can do without. */
  readonly presence: 'required' | 'published' | 'optional';
  /** Another spelling that the sandbox takes. */
  readonly alias?: string;
  /** @param at undefined when the key is not there */
  readonly read: (reader: FlowReader, at: YamlCursor | undefined, action: YamlCursor, key: string) => T;
}

export type Presence = Field<unknown>['presence'];

interface ValueOptions {
  readonly presence?: Presence;
  /** `exp`, `lit` and, for what is not required, `noValue` when not given. */
  readonly seen?: Wanted['seen'];
  readonly alias?: string;
  readonly range?: { readonly least: number; readonly most: number };
}

/** A value that is evaluated when the action begins. */
export function value(type: Type, { presence = 'required', seen, alias, range }: ValueOptions = {}): Field<Operand> {
  const isNeeded = presence === 'required';
  return {
    presence,
    ...(alias && { alias }),
    read: (reader, at, action, key) => {
      const forms = seen ?? (isNeeded ? (['exp', 'lit'] as const) : (['exp', 'lit', 'noValue'] as const));
      const operand =
        at === undefined
          ? constantOperand(reader, NOT_SET, action, false)
          : readOperand(reader, at, key, { type, isNeeded, seen: forms });
      const literal = Number(operand.text);
      if (range && at && (literal < range.least || literal > range.most)) {
        reader.wrong(operand, `${key} is between ${range.least} and ${range.most}`);
      }
      reader.action?.operands.push([key, operand]);
      return operand;
    },
  };
}

interface TargetOptions {
  readonly on?: string;
  readonly isSet?: boolean;
  readonly presence?: Presence;
}

/** A variable that the action assigns: `{var: State.X}`. */
export function target(
  type: Type,
  { on, isSet = true, presence = 'required' }: TargetOptions = {},
): Field<string | undefined> {
  return {
    presence,
    read: (reader, at, _action, key) => (at === undefined ? undefined : assign(reader, at, key, type, on, isSet)),
  };
}

/** `output: {var: State.X}` */
export function assign(
  reader: FlowReader,
  at: YamlCursor,
  output: string,
  type: Type,
  on: string | undefined,
  isSet: boolean,
): string | undefined {
  const given = at.get('var');
  if (given === undefined) {
    if (at.get('noValue') === undefined) reader.wrong(at.position, `${output}: expected var or noValue`);
    return undefined;
  }
  const variable = reader.assigns(given, at, type);
  reader.action?.targets.push({ output, variable, on, isSet, ...given.position });
  return variable;
}

/** `{output: {var: State.X}}` for every output; one with noValue is thrown away. */
export function readTargets(
  reader: FlowReader,
  at: YamlCursor | undefined,
  on: string,
  typeOf: (output: string) => Type,
): void {
  for (const [output, target] of at?.entries() ?? []) assign(reader, target, output, typeOf(output), on, false);
}

/** `{input: {exp: …}}` for every input. */
export function readInputs(
  reader: FlowReader,
  at: YamlCursor | undefined,
  isNeeded: boolean,
): readonly (readonly [string, Operand])[] {
  return (at?.entries() ?? []).map(([input, value]) => {
    const isGiven = value.get('noValue') === undefined;
    const wanted = { type: 'any', isNeeded: isNeeded && isGiven, seen: ['exp', 'lit', 'noValue'] } as const;
    const operand = readOperand(reader, value, input, wanted);
    reader.action?.operands.push([input, operand]);
    return [input, operand] as const;
  });
}

/** A reference to a state or a task; gives its refId. */
export function reference(kind: 'state' | 'task'): Field<string> {
  return { presence: 'required', read: (reader, at, action, key) => reader.refersTo(kind, at, action, key) };
}

/** One of these words; the first when it is left out. */
export function word<const W extends readonly [string, ...string[]]>(...words: W): Field<W[number]> {
  return {
    presence: 'published',
    read: (reader, at, _action, key) => {
      const found = at?.text() ?? words[0];
      const known = words.find((one) => one === found);
      if (known === undefined && at !== undefined) {
        reader.wrong(at.position, `${key} is not ${found}. ${didYouMean(found, words)}Known: ${words.join(', ')}`);
      }
      return known ?? words[0];
    },
  };
}

/** A key that makes no difference to where a message goes. */
export function idle(presence: Presence = 'optional'): Field<undefined> {
  return { presence, read: () => undefined };
}

/** The one entry of a map whose key is a name, for example of a data action. */
export function onlyEntry(
  reader: FlowReader,
  action: YamlCursor,
  at: YamlCursor | undefined,
  key: string,
): readonly [name: string, content: YamlCursor | undefined] {
  const [first, ...others] = at?.entries() ?? [];
  if (first === undefined || others.length > 0) reader.wrong((at ?? action).position, `${key} must name exactly one`);
  return first ?? ['', undefined];
}
