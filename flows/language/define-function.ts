import type { Duration, Json, NOT_SET, Value } from './value';

/** What a function may ask for besides its arguments. */
export interface Surroundings {
  /** Date and time, milliseconds since 1970 in UTC. */
  readonly time: () => number;
}

interface Parameter {
  readonly name: string;
  /** A type, or `T`, `TCollection`: whatever type it is, all of them agree. */
  readonly type: string;
  readonly takesNotSet: boolean;
}

/** An entry of the table of functions. */
export interface ArchitectFunction {
  readonly name: string;
  /** `Left(text: string, length: integer): string` */
  readonly signature: string;
  readonly parameters: readonly Parameter[];
  readonly least: number;
  /** Infinity when the last parameter repeats. */
  readonly most: number;
  readonly result: string;
  readonly mayBeNotSet: boolean;
  /** Whether it was seen in a flow that was published. */
  readonly seen: boolean;
  readonly fails: Failing<readonly Value[]> | undefined;
  readonly evaluate: (this: Surroundings, ...given: Value[]) => Value;
}

/** When a call fails though each type fits. `when` is also asked before a run: an argument that is unknown yet is undefined. */
interface Failing<G extends readonly unknown[]> {
  readonly when: (...given: { -readonly [K in keyof G]: G[K] | undefined }) => boolean;
  readonly says: string;
}

interface More<G extends readonly unknown[]> {
  readonly seen?: true;
  readonly fails?: Failing<G>;
}

/**
 * Defines a function by its signature. `...name` repeats, `name?` may be left out, `or NOT_SET` stands behind the type of
 * what may hold nothing. The types of the arguments follow from it.
 */
export function define<const S extends string>(
  signature: S,
  evaluate: (this: Surroundings, ...given: Given<S>) => Value,
  { seen = undefined, fails }: More<Given<S>> = {},
): ArchitectFunction {
  const [, name = '', list = '', result = '', orNotSet] = /^(\w+)\((.*)\): (\w+)( or NOT_SET)?$/.exec(signature) ?? [];
  const parts = list === '' ? [] : list.split(', ').map((part) => /^(\.\.\.)?(\w+)(\?)?: (\w+)( or .*)?$/.exec(part));
  return {
    name,
    signature,
    parameters: parts.map((part) => ({
      name: part?.[2] ?? '',
      type: part?.[4] ?? '',
      takesNotSet: part?.[5] !== undefined,
    })),
    least: parts.filter((part) => part?.[1] === undefined && part?.[3] === undefined).length,
    most: parts.at(-1)?.[1] === undefined ? parts.length : Number.POSITIVE_INFINITY,
    result,
    mayBeNotSet: orNotSet !== undefined,
    seen: seen === true,
    fails: fails as ArchitectFunction['fails'],
    evaluate: evaluate as ArchitectFunction['evaluate'],
  };
}

interface Holds {
  readonly string: string;
  readonly integer: number;
  readonly decimal: number;
  readonly boolean: boolean;
  readonly dateTime: Date;
  readonly duration: Duration;
  readonly json: Json;
  readonly stringCollection: readonly string[];
  readonly TCollection: readonly Value[];
  readonly anyCollection: readonly Value[];
}
type Held<T> = T extends `${infer Type} or NOT_SET`
  ? Held<Type> | typeof NOT_SET
  : T extends keyof Holds
    ? Holds[T]
    : Value;
type Argument<P> = P extends `...${string}: ${infer T}`
  ? Held<T>[]
  : P extends `${string}?: ${infer T}`
    ? [Held<T>?]
    : P extends `${string}: ${infer T}`
      ? [Held<T>]
      : [];
type Arguments<L> = L extends `${infer First}, ${infer Rest}` ? [...Argument<First>, ...Arguments<Rest>] : Argument<L>;
type Given<S> = S extends `${string}(${infer List}): ${string}` ? Arguments<List> : never;
