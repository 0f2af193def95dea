import type { DataActionReference, FlowFault, Named } from './flow';
import { FlowLoadError } from './flow-load-error';

/** What reading a flow gathers on the way: faults, and every name that is checked at the end. */
export class FlowReader {
  readonly faults: FlowFault[] = [];
  readonly notices: FlowFault[] = [];
  readonly queues: Named[] = [];
  readonly dataActions: DataActionReference[] = [];
  /** Variables that something declares or assigns. */
  readonly known = new Set<string>();
  readonly reads: Named[] = [];
  /** References to states and tasks, `kind` is what they must lead to. */
  readonly references: (Named & { readonly kind: 'state' | 'task' })[] = [];
  private actions = 0;
  private depth = 0;

  constructor(readonly file: string) {}

  fault(line: number, message: string): void {
    this.faults.push({ file: this.file, line, message });
  }

  notice(line: number, message: string): void {
    this.notices.push({ file: this.file, line, message });
  }

  nextActionId(line: number): number {
    if (this.actions >= MOST_ACTIONS) this.refuse(line, `more than ${MOST_ACTIONS} actions`);
    this.actions += 1;
    return this.actions - 1;
  }

  /** Reads a list of actions; a YAML alias to something around it would nest for ever. */
  nested<T>(line: number, read: () => T): T {
    if (this.depth >= DEEPEST) this.refuse(line, `actions nested deeper than ${DEEPEST} levels`);
    this.depth += 1;
    const result = read();
    this.depth -= 1;
    return result;
  }

  private refuse(line: number, message: string): never {
    throw new FlowLoadError([{ file: this.file, line, message }]);
  }
}

const MOST_ACTIONS = 20_000;
const DEEPEST = 100;
