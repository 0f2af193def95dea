import { FlowFailure } from '../../flows/language/expression-errors';
import type { Flow, FlowScope, Sequence, Variable } from '../../flows/language/flow';
import { aType, isEntityType, type Type } from '../../flows/language/type';
import { Entity, isOfType, NOT_SET, typeOf, type Value } from '../../flows/language/value';
import type { FlowServices } from './flow-run';
import { type FlowMail, mailVariables } from './mail-variables';

interface Frame {
  readonly values: Map<string, Value>;
  readonly types: ReadonlyMap<string, Type>;
}

/** The variables of one run: `Flow.x` for all of it, `State.x` for a state, `Task.x` for one call of a task. */
export class FlowMemory implements FlowScope {
  private flow: Frame = emptyFrame([]);
  private state: Frame = emptyFrame([]);
  private readonly tasks: Frame[] = [];

  constructor(
    private readonly mail: FlowMail,
    private readonly services: Pick<FlowServices, 'findQueue' | 'find' | 'time'>,
  ) {}

  readonly read = (name: string): Value => {
    const builtIn = mailVariables.get(name);
    return builtIn === undefined ? (this.frameOf(name).values.get(name) ?? NOT_SET) : builtIn(this.mail);
  };

  /** What the file names; what does not exist has no id. */
  readonly entity = (type: Type, name: string): Value => {
    if (!isEntityType(type)) return NOT_SET;
    const { findQueue, find } = this.services;
    const found = type === 'queue' ? findQueue(name) : find?.(type, name);
    return new Entity(type, found?.id ?? '', found?.name ?? name);
  };

  readonly time = (): number => this.services.time?.() ?? Date.now();

  /** @throws {FlowFailure} when the value is not of the variable's type */
  assign(name: string, value: Value): void {
    const { types, values } = this.frameOf(name);
    const type = types.get(name) ?? 'any';
    if (!isOfType(type, value)) {
      throw new FlowFailure(`${name} is a variable of type ${type} and cannot hold ${aType(typeOf(value))}`);
    }
    values.set(name, value);
  }

  enterFlow({ variables }: Flow): void {
    this.flow = emptyFrame(variables);
    this.initialise(variables, this.flow);
  }

  /** Enters a state: all state variables begin anew. */
  enterState({ variables }: Sequence): void {
    this.state = emptyFrame(variables);
    this.tasks.length = 0;
    this.initialise(variables, this.state);
  }

  enterTask({ variables }: Sequence): void {
    const frame = emptyFrame(variables);
    this.tasks.push(frame);
    this.initialise(variables, frame);
  }

  leaveTask(): void {
    this.tasks.pop();
  }

  private initialise(variables: readonly Variable[], frame: Frame): void {
    for (const { name, initial } of variables) frame.values.set(name, initial.evaluate(this));
  }

  private frameOf(name: string): Frame {
    if (name.startsWith('Task.')) return this.tasks.at(-1) ?? this.state;
    return name.startsWith('State.') ? this.state : this.flow;
  }
}

const typesOf = new WeakMap<readonly Variable[], ReadonlyMap<string, Type>>();

function emptyFrame(variables: readonly Variable[]): Frame {
  let types = typesOf.get(variables);
  if (types === undefined) {
    types = new Map(variables.map(({ name, type }) => [name, type]));
    typesOf.set(variables, types);
  }
  return { values: new Map(), types };
}
