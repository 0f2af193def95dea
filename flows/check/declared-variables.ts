import type { FlowVariable } from '../email-flow';

export type Path = readonly PropertyKey[];
/** Notes a fault at that place below `inboundEmail`. */
export type Note = (path: Path, message: string) => void;

export type VariableType = 'string' | 'queue' | 'integer' | 'decimal' | 'boolean';

export interface DeclaredVariable {
  readonly name: string;
  readonly type: VariableType;
  /** Whether it has a value from the beginning. */
  readonly initial: boolean;
  readonly path: Path;
}

export type Variables = ReadonlyMap<string, DeclaredVariable>;

const TYPES = {
  stringVariable: 'string',
  queueVariable: 'queue',
  integerVariable: 'integer',
  decimalVariable: 'decimal',
  booleanVariable: 'boolean',
} as const;

/** The variables of one list, by name. Those of a state are called State.X, of a task Task.X, of the flow Flow.X. */
export function declaredVariables(
  scope: 'State' | 'Task' | 'Flow',
  list: readonly FlowVariable[],
  path: Path,
  note: Note,
): Variables {
  const declared = new Map<string, DeclaredVariable>();
  for (const [index, variable] of list.entries()) {
    for (const [key, type] of Object.entries(TYPES)) {
      const declaration = variable[key as keyof typeof TYPES];
      if (declaration === undefined) continue;
      const { name, initialValue } = declaration;
      const place = [...path, index, key, 'name'];
      if (!name.startsWith(`${scope}.`)) note(place, `a variable that is declared here is called ${scope}.…`);
      if (declared.has(name)) note(place, `${name} is declared twice`);
      declared.set(name, { name, type, initial: initialValue.lit !== undefined, path: place });
    }
  }
  return declared;
}
