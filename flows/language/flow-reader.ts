import { didYouMean } from '../../config/did-you-mean';
import { builtInVariables } from './built-in-variables';
import type { Expression, Names } from './compile-expression';
import type { ActionBase, ActionPlace, FlowFault, Named, Operand, Target, Variable } from './flow';
import { aType, isAssignable, type Type } from './type';
import type { Position, YamlCursor } from './yaml-cursor';

/** What is known of an action while its fields are read. */
export interface ActionDraft extends ActionPlace {
  readonly operands: (readonly [key: string, value: Operand])[];
  readonly targets: Target[];
  /** Branches to read when the fields are done. */
  readonly branches: { readonly label: string; readonly at: YamlCursor; readonly refPath: string }[];
}

type ReferenceKind = 'state' | 'task';
const VARIABLE = /^(?:Flow|State|Task)\.\p{L}[\p{L}\p{N}_]*$/u;
const MOST_ACTIONS = 20_000;
const DEEPEST = 100;
const SHOWN_CHARACTERS = 100;

/** What reading a flow gathers on the way: faults, and every name that is checked at the end. */
export class FlowReader implements Names {
  readonly faults: FlowFault[] = [];
  readonly queues: Named[] = [];
  /** The action that is being read. */
  action: ActionDraft | undefined;
  private readonly lines: readonly string[];
  private scope: ReadonlyMap<string, Variable> = new Map();
  private readonly used = new Set<Variable>();
  /** Variables that something declares or assigns. */
  private readonly known = new Set<string>();
  private readonly strangers: { readonly name: string; readonly declared: readonly string[]; readonly fault: Fault }[] =
    [];
  private readonly references: (Position & {
    readonly kind: ReferenceKind;
    readonly ref: string;
    readonly place?: ActionPlace;
  })[] = [];
  private readonly counts = new Map<string, number>();
  private actions = 0;
  private depth = 0;

  constructor(
    readonly file: string,
    source: string,
  ) {
    this.lines = source.split('\n');
  }

  wrong(at: Position, message: string): void {
    this.faults.push(this.fault(at, message, 'wrong'));
  }

  unproven(at: Position, message: string): void {
    this.faults.push(this.fault(at, message, 'unproven'));
  }

  fault(
    { line, column }: Position,
    message: string,
    kind: FlowFault['kind'],
    action: ActionPlace | undefined = this.action,
  ): FlowFault {
    const place = { file: this.file, line, column, path: action === undefined ? '' : `${action.kind} ${action.name}` };
    if (action === undefined) return { ...place, message, kind };
    return { ...place, message, kind, action: { kind: action.kind, name: action.name, refPath: action.refPath } };
  }

  /** The message with the line of the file below and a caret under the character. */
  withCaret({ line, column }: Position, message: string): string {
    const text = this.lines[line - 1] ?? '';
    const from = Math.max(text.search(/\S|$/), column - SHOWN_CHARACTERS);
    const indent = '\n      ';
    return `${message}${indent}${text.slice(from, from + 2 * SHOWN_CHARACTERS)}${indent}${' '.repeat(column - 1 - from)}^`;
  }

  typeOf(name: string): Type | undefined {
    return builtInVariables.get(name)?.type ?? this.scope.get(name)?.type;
  }

  isUsed(variable: Variable): boolean {
    return this.used.has(variable);
  }

  /** From here on these variables are visible, those of the flow and of the state or task that is read. */
  enter(variables: readonly Variable[]): void {
    this.scope = new Map(variables.map((variable) => [variable.name, variable]));
  }

  declare(name: string): void {
    this.known.add(name);
  }

  /** Checks the variables that an expression reads, now or when everything is read. */
  reads(
    { variables, unseen }: Expression,
    faultAt: (offset: number, message: string, kind: FlowFault['kind']) => FlowFault,
  ): void {
    for (const { name, at } of unseen) {
      this.faults.push(faultAt(at, `${name} was never seen in a published flow; the sandbox runs it`, 'unproven'));
    }
    for (const { name, at } of variables) {
      const builtIn = builtInVariables.get(name);
      if (builtIn?.seen === false) {
        const message = `${name}: Architect's spelling of this variable is not verified`;
        this.faults.push({ ...faultAt(at, message, 'unproven'), subject: name });
      } else if (builtIn === undefined) {
        this.uses(name, (message, kind) => faultAt(at, message, kind));
      }
    }
  }

  /** The name of a variable that takes a value of that type. */
  assigns(at: YamlCursor | undefined, parent: YamlCursor, type: Type): string {
    const name = at?.text() ?? '';
    const position = (at ?? parent).position;
    if (!VARIABLE.test(name)) {
      this.wrong(position, `${JSON.stringify(name)} is no variable; write State.X, Task.X or Flow.X`);
      return name;
    }
    this.known.add(name);
    const declared = this.scope.get(name);
    if (declared !== undefined && !isAssignable(declared.type, type)) {
      this.wrong(position, `${name} is ${aType(declared.type)}, not ${aType(type)}`);
    }
    const place = this.action;
    this.uses(name, (message, kind) => this.fault(position, message, kind, place));
    return name;
  }

  /** A reference to a state or a task, gives its refId. */
  refersTo(kind: ReferenceKind, at: YamlCursor | undefined, parent: YamlCursor, key: string): string {
    const text = at?.text() ?? '';
    const ref = new RegExp(`^(?:/inboundEmail|\\.)/${kind}s/${kind}\\[(.+)\\]$`).exec(text)?.[1];
    const { position } = at ?? parent;
    if (ref === undefined) {
      this.wrong(position, `${key} ${JSON.stringify(text)} is not of the form /inboundEmail/${kind}s/${kind}[refId]`);
      return '';
    }
    this.references.push({ ...position, kind, ref, ...(this.action && { place: this.action }) });
    return ref;
  }

  nextActionId({ position }: YamlCursor): number {
    if (this.actions >= MOST_ACTIONS)
      throw new UnreadableFlow(this.fault(position, `more than ${MOST_ACTIONS} actions`, 'wrong'));
    this.actions += 1;
    return this.actions - 1;
  }

  /** How many of that kind there are, with this one. */
  count(kind: string): number {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    return count;
  }

  /** Reads a list of actions; a YAML alias to something around it would nest for ever. */
  nested<T>({ position }: YamlCursor, read: () => T): T {
    if (this.depth >= DEEPEST) {
      throw new UnreadableFlow(this.fault(position, `actions nested deeper than ${DEEPEST} levels`, 'wrong'));
    }
    this.depth += 1;
    const outer = this.action;
    const result = read();
    this.action = outer;
    this.depth -= 1;
    return result;
  }

  /** Checks what could not be known before the end of the file. */
  finish(sequences: readonly { readonly kind: ReferenceKind; readonly ref: string }[]): void {
    for (const { name, declared, fault } of this.strangers) {
      const hint = `${didYouMean(name, [...declared, ...builtInVariables.keys()])}Declared: ${some(declared)}`;
      const isKnown = this.known.has(name);
      this.faults.push(
        fault(`${name} is ${isKnown ? 'not declared here' : 'not declared'}. ${hint}`, isKnown ? 'unproven' : 'wrong'),
      );
    }
    for (const { kind, ref, place, ...position } of this.references) {
      const refs = sequences.filter((sequence) => sequence.kind === kind).map((sequence) => sequence.ref);
      if (refs.includes(ref)) continue;
      const message = `there is no ${kind} with refId ${ref}. ${didYouMean(ref, refs)}There is: ${some(refs)}`;
      this.faults.push(this.fault(position, message, 'wrong', place));
    }
  }

  /** Takes note of the use of a variable, which may be declared or assigned nowhere, or further below. */
  private uses(name: string, fault: Fault): void {
    const variable = this.scope.get(name);
    if (variable === undefined) this.strangers.push({ name, declared: [...this.scope.keys()], fault });
    else this.used.add(variable);
  }
}

type Fault = (message: string, kind: FlowFault['kind']) => FlowFault;

/** Reading cannot go on. */
export class UnreadableFlow extends Error {
  override readonly name = 'UnreadableFlow';

  constructor(readonly fault: FlowFault) {
    super(fault.message);
  }
}

/** The first few of a list that may have a thousand entries, for a message. */
export function some(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  return names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : names.join(', ');
}

/** A fault of an action that has been read. */
export function actionFault(reader: FlowReader, place: ActionPlace, own: Position): ActionBase['fault'] {
  return (message, at = own) => reader.fault(at, message, 'wrong', place);
}
