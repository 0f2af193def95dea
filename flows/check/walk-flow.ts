import type { EmailFlow, FlowAction, FlowVariable } from '../email-flow';
import { type ActionSteps, actionSteps } from './action-steps';
import { checkStep } from './check-step';
import { type DeclaredVariable, declaredVariables, type Note, type Path, type Variables } from './declared-variables';
import { initiallySet, keeping, meet, type Progress, setting } from './progress';
import { some } from './some';

/** A state or a task. */
interface Body {
  readonly refId: string;
  readonly actions: readonly FlowAction[];
  readonly variables: Variables;
  readonly path: Path;
}

/** Architect's limit for one mail. */
const MOST_ACTIONS = 10_000;

/**
 * Follows every path that a mail can take, as Architect does: lists in order, and after a branch that ends the action after it.
 * Notes each path that ends without a queue, each variable that may be unset where it is read, and what is never used.
 */
export function walkFlow(flow: EmailFlow, queues: ReadonlySet<string>, note: Note): void {
  const shared = declaredVariables('Flow', flow.variables, ['variables'], note);
  const states = flow.states.map(({ state }, at) => body('State', state, ['states', at, 'state'], note));
  const tasks = flow.tasks.map(({ task }, at) => body('Task', task, ['tasks', at, 'task'], note));
  const used = new Set<DeclaredVariable>();
  const called = new Set<Body>();
  const running = new Set<Body>();
  let walked = 0;

  const start = states.find(({ refId }) => refId === refIdOf(flow.startUpRef));
  if (start === undefined) {
    note(['startUpRef'], `no state of that refId. There is: ${refIds(states)}`);
    return;
  }
  if (run(start, setting({ set: new Set(), replies: 0 }, initiallySet(shared))) !== undefined) {
    const last = start.actions.length - 1;
    const place = [...start.path, 'actions', ...(last < 0 ? [] : [last])];
    note(place, 'a path goes on after this last action and ends without a queue; let transferToAcd be the last');
  }
  for (const { path, refId } of states) if (refId !== start.refId) note(path, `state ${refId} is never entered`);
  for (const task of tasks) if (!called.has(task)) note(task.path, `task ${task.refId} is never called`);
  for (const { variables } of [{ variables: shared }, ...states, ...tasks]) {
    for (const variable of variables.values()) {
      if (!used.has(variable)) note(variable.path, `${variable.name} is never used; Archy warns about it`);
    }
  }

  /** Progress after a state or task; undefined when no path goes on. */
  function run({ actions, variables, path }: Body, before: Progress): Progress | undefined {
    const visible = new Map([...shared, ...variables]);
    const after = runList(actions, [...path, 'actions'], visible, setting(before, initiallySet(variables)));
    return after && keeping(after, (name) => !variables.has(name));
  }

  function runList(
    list: readonly FlowAction[],
    path: Path,
    visible: Variables,
    before: Progress,
  ): Progress | undefined {
    let now: Progress | undefined = before;
    for (const [index, action] of list.entries()) {
      const place = [...path, index];
      if (now === undefined) {
        note(place, 'this action is never reached');
        break;
      }
      walked += 1;
      if (walked === MOST_ACTIONS) note(place, `more than ${MOST_ACTIONS} actions on the paths of one mail`);
      if (walked >= MOST_ACTIONS) return undefined;
      now = runAction(actionSteps(action), place, visible, now);
    }
    return now;
  }

  function runAction(action: ActionSteps, path: Path, visible: Variables, before: Progress): Progress | undefined {
    const { steps, branches, end, task, replies } = action;
    let now = before;
    for (const step of steps) {
      checkStep(step, [...path, ...step.at], { visible, set: now.set, queues, used, note });
      if (step.kind === 'sets') now = setting(now, [step.variable]);
      if (step.kind === 'unsets' || step.kind === 'binds') now = keeping(now, (name) => name !== step.variable);
    }
    if (replies !== undefined) {
      if (now.replies > 0) note(path, 'a second automatic reply on one path; Genesys Cloud sends one per conversation');
      now = { ...now, replies: now.replies + 1 };
    }
    if (end === 'nowhere') note(path, 'this path ends without a queue and the mail is lost; use transferToAcd');
    if (end !== undefined) return undefined;
    if (task !== undefined) return runTask(task, path, now);
    if (branches === undefined) return now;
    return meet(
      branches.map(({ actions, at, sets }) => runList(actions, [...path, ...at], visible, setting(now, sets))),
    );
  }

  /** A task sees the flow's variables and its own, not those of its caller. */
  function runTask(reference: string, path: Path, now: Progress): Progress | undefined {
    const task = tasks.find(({ refId }) => refId === refIdOf(reference));
    if (task === undefined) {
      note([...path, 'callTask', 'targetTaskRef'], `no task of that refId. There is: ${refIds(tasks)}`);
      return now;
    }
    if (running.has(task)) {
      note(
        [...path, 'callTask', 'targetTaskRef'],
        `task ${task.refId} calls itself: no path to a queue can be promised`,
      );
      return undefined;
    }
    called.add(task);
    running.add(task);
    const after = run(
      task,
      keeping(now, (name) => shared.has(name)),
    );
    running.delete(task);
    const own = [...now.set].filter((name) => !shared.has(name));
    return after && setting(after, own);
  }
}

function body(
  scope: 'State' | 'Task',
  { refId, actions, variables }: { refId: string; actions: readonly FlowAction[]; variables: readonly FlowVariable[] },
  path: Path,
  note: Note,
): Body {
  return { refId, actions, path, variables: declaredVariables(scope, variables, [...path, 'variables'], note) };
}

function refIdOf(reference: string): string {
  return reference.slice(reference.indexOf('[') + 1, -1);
}

function refIds(bodies: readonly Body[]): string {
  return some(bodies.map(({ refId }) => refId));
}
