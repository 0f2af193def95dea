import type { Step } from './action-steps';
import type { DeclaredVariable, Note, Path, Variables } from './declared-variables';
import { expressionNames, KNOWN_NAMES } from './expression';
import { some } from './some';

/** Where a step stands. */
interface Surroundings {
  readonly visible: Variables;
  /** Variables that have a value on every path to here. */
  readonly set: ReadonlySet<string>;
  readonly queues: ReadonlySet<string>;
  /** Takes note of what is used. */
  readonly used: Set<DeclaredVariable>;
  readonly note: Note;
}

/** Notes names that are not there, values that may be unset and types that do not fit. */
export function checkStep(step: Step, place: Path, { visible, set, queues, used, note }: Surroundings): void {
  switch (step.kind) {
    case 'read': {
      const { reads, asks, others } = expressionNames(step.expression);
      for (const name of asks) find(name, place);
      for (const name of reads) {
        if (find(name, place) && !set.has(name)) note(place, `${name} may be unset here, which is a flow error`);
      }
      for (const name of others) {
        if (!KNOWN_NAMES.has(name)) note(place, `${name} is unknown here. Known: ${[...KNOWN_NAMES].join(', ')}`);
      }
      return;
    }
    case 'queue': {
      if (step.lit !== undefined && !queues.has(step.lit.name)) {
        note([...place, 'lit'], `no category has the queue ${step.lit.name}. Queues: ${some([...queues])}`);
      }
      if (step.exp === undefined) return;
      const variable = find(step.exp, [...place, 'exp']);
      if (variable === undefined) return;
      if (variable.type !== 'queue') note([...place, 'exp'], `${step.exp} is a ${variable.type}, not a queue`);
      if (!set.has(step.exp)) {
        note(
          [...place, 'exp'],
          `${step.exp} may be unset here and the mail lost; set it to a queue on every path before`,
        );
      }
      return;
    }
    default: {
      const variable = find(step.variable, place);
      if (variable !== undefined && step.type !== undefined && variable.type !== step.type) {
        note(place, `${step.variable} is a ${variable.type}, not a ${step.type}`);
      }
    }
  }

  function find(name: string, at: Path): DeclaredVariable | undefined {
    const variable = visible.get(name);
    if (variable === undefined) note(at, `${name} is not declared. Declared: ${some([...visible.keys()])}`);
    else used.add(variable);
    return variable;
  }
}
