import { builtInVariables } from '../language/built-in-variables';
import type { Action, Branch, Flow, FlowFault, Operand, Sequence, Variable } from '../language/flow';
import { keeping, meet, type Progress, setting } from './progress';

/** Architect's limit for one message. */
const MOST_ACTIONS = 10_000;

/**
 * Follows every path that a message can take, as Architect does: lists in order, and after a branch that ends the action after
 * it. Notes each path that ends without a queue, each way into a flow error, and each variable that is never used.
 */
export function walkFlow(flow: Flow, note: (fault: FlowFault) => void): void {
  const { states, tasks, start, variables: shared } = flow;
  const called = new Set<Sequence>();
  const running = new Set<Sequence>();
  let walked = 0;

  const begin = initialise({ set: new Set(builtInVariables.keys()), replies: 0 }, shared);
  if (run(start, begin) !== undefined) {
    const message = 'a path goes on after this last action and ends without a queue; transferToAcd must be the last';
    note(start.actions.at(-1)?.fault(message) ?? faultAt(start, message));
  }
  for (const state of states) if (state !== start) note(faultAt(state, `state ${state.ref} is never entered`));
  for (const task of tasks) if (!called.has(task)) note(faultAt(task, `task ${task.ref} is never called`));
  for (const variable of flow.unused) {
    note(faultAt(variable, `${variable.name} is never used; Archy warns about it`));
  }

  /** Progress after a state or task; undefined when no path goes on. */
  function run({ actions, variables }: Sequence, before: Progress): Progress | undefined {
    const after = runList(actions, initialise(before, variables));
    return after && keeping(after, (name) => !variables.some((variable) => variable.name === name));
  }

  function runList(list: readonly Action[], before: Progress): Progress | undefined {
    let now: Progress | undefined = before;
    for (const action of list) {
      if (now === undefined) {
        note(action.fault('this action is never reached'));
        break;
      }
      walked += 1;
      if (walked === MOST_ACTIONS) note(action.fault(`more than ${MOST_ACTIONS} actions on the paths of one message`));
      if (walked >= MOST_ACTIONS) return undefined;
      now = runAction(action, now);
    }
    return now;
  }

  function runAction(action: Action, before: Progress): Progress | undefined {
    let now = before;
    for (const [, operand] of action.operands) evaluate(operand, now.set, action.kind === 'transferToAcd');
    for (const { variable } of action.targets) {
      now = keeping(now, (name) => name !== variable);
    }
    switch (action.kind) {
      case 'updateData':
        for (const { variable, value } of action.statements) {
          const isUnset = evaluate(value, now.set);
          now = isUnset ? keeping(now, (name) => name !== variable) : setting(now, [variable]);
        }
        return now;
      case 'sendAutoReply':
        if (now.replies > 0) {
          note(action.fault('a second automatic reply on one path; Genesys Cloud sends one per conversation'));
        }
        return { ...now, replies: now.replies + 1 };
      case 'transferToAcd':
        return undefined;
      case 'disconnect':
        note(action.fault('this path ends without a queue and the message is lost; use transferToAcd'));
        return undefined;
      case 'callTask':
        return runTask(action, action.targetTaskRef, now);
      case 'decision': {
        const { implies } = action.condition;
        return branch('yes', setting(now, implies.true), 'no', setting(now, implies.false));
      }
      default:
        break;
    }
    const labels = action.branches.map(({ label }) => label);
    if (labels.length === 0) return now;
    return meet(
      action.branches.map(({ label, actions }) => {
        const set = action.targets.filter(({ on, isSet }) => isSet && (on === undefined || on === label));
        return runList(
          actions,
          setting(
            now,
            set.map(({ variable }) => variable),
          ),
        );
      }),
    );

    /** A decision goes on where a branch of it is not written. */
    function branch(yes: string, ifYes: Progress, no: string, ifNo: Progress): Progress | undefined {
      const actions = (label: string): readonly Action[] =>
        action.branches.find((one: Branch) => one.label === label)?.actions ?? [];
      return meet([runList(actions(yes), ifYes), runList(actions(no), ifNo)]);
    }
  }

  /** A task sees the flow's variables and its own, not those of its caller. */
  function runTask(action: Action, ref: string, now: Progress): Progress | undefined {
    const task = tasks.find((one) => one.ref === ref);
    if (task === undefined) return now;
    if (running.has(task)) {
      note(action.fault(`task ${ref} calls itself: no path to a queue can be promised`));
      return undefined;
    }
    called.add(task);
    running.add(task);
    const isShared = (name: string) => builtInVariables.has(name) || shared.some((variable) => variable.name === name);
    const after = run(task, keeping(now, isShared));
    running.delete(task);
    return (
      after &&
      setting(
        after,
        [...now.set].filter((name) => !isShared(name)),
      )
    );
  }

  function initialise(before: Progress, variables: readonly Variable[]): Progress {
    const set = variables.filter(({ initial }) => !evaluate(initial, before.set)).map(({ name }) => name);
    const fresh = keeping(before, (name) => !variables.some((variable) => variable.name === name));
    return setting(fresh, set);
  }

  /** Whether it may be NOT_SET. */
  function evaluate(operand: Operand, set: ReadonlySet<string>, isTarget = false): boolean {
    const isUnset = operand.mayBeNotSet(set, (offset, message) => note(operand.fault(offset, message)));
    if (isUnset && operand.isNeeded) {
      const what = isTarget ? 'and the message lost; set it to a queue on every path before' : 'which is a flow error';
      note(operand.fault(0, `${operand.text} may be unset here${isTarget ? ' ' : ', '}${what}`));
    }
    return isUnset;
  }

  function faultAt({ line, column }: { readonly line: number; readonly column: number }, message: string): FlowFault {
    return { file: flow.file, line, column, path: '', message, kind: 'wrong' };
  }
}
