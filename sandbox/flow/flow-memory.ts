import { isQueue, NOT_SET, type Queue, typeName, type Value } from '../expressions/value';
import type { Flow, Scope, Sequence, Variable } from './flow';
import { FlowError } from './flow-error';
import { type FlowMail, mailVariables, unverifiedMailVariables } from './mail-variables';

interface Frame {
  readonly values: Map<string, Value>;
  readonly types: ReadonlyMap<string, string>;
}

/** The variables of one run: `Flow.x` for all of it, `State.x` for a state, `Task.x` for one call of a task. */
export class FlowMemory implements Scope {
  private flow: Frame = emptyFrame([]);
  private state: Frame = emptyFrame([]);
  private readonly tasks: Frame[] = [];

  constructor(
    private readonly mail: FlowMail,
    private readonly findQueue: (name: string) => Queue | undefined,
  ) {}

  readonly read = (name: string): Value => {
    const builtIn = mailVariables.get(name) ?? unverifiedMailVariables.get(name);
    if (builtIn !== undefined) return builtIn(this.mail);
    const value = this.frameOf(name).values.get(name);
    return value === undefined ? this.property(name) : value;
  };

  /** A queue that the file names; one that does not exist has no id. */
  readonly queue = (name: string): Queue => this.findQueue(name) ?? { id: '', name };

  /** @throws {FlowError} when the value is not of the variable's type */
  assign(name: string, value: Value): void {
    const { types, values } = this.frameOf(name);
    const type = types.get(name);
    if (!fits(type, value)) {
      throw new FlowError(`${name} is a variable of type ${type} and cannot hold a ${typeName(value)}`);
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

  /** `Task.Queue.id` */
  private property(name: string): Value {
    const dot = name.lastIndexOf('.');
    const owner = this.frameOf(name).values.get(name.slice(0, dot)) ?? NOT_SET;
    if (!isQueue(owner)) return NOT_SET;
    return name.endsWith('.id') ? owner.id : name.endsWith('.name') ? owner.name : NOT_SET;
  }
}

const typesOf = new WeakMap<readonly Variable[], ReadonlyMap<string, string>>();

function emptyFrame(variables: readonly Variable[]): Frame {
  let types = typesOf.get(variables);
  if (types === undefined) {
    types = new Map(variables.map(({ name, type }) => [name, type]));
    typesOf.set(variables, types);
  }
  return { values: new Map(), types };
}

function fits(type: string | undefined, value: Value): boolean {
  if (value === NOT_SET) return true;
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'integer':
      return Number.isInteger(value);
    case 'decimal':
      return typeof value === 'number';
    case 'queue':
      return isQueue(value);
    default:
      return true;
  }
}
