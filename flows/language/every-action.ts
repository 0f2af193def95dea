import type { Action, Flow } from './flow';

/** Every action of a flow in the order of the file, those inside of branches with them. */
export function* everyAction({ states, tasks }: Pick<Flow, 'states' | 'tasks'>): Generator<Action> {
  for (const { actions } of [...states, ...tasks]) yield* within(actions);
}

function* within(actions: readonly Action[]): Generator<Action> {
  for (const action of actions) {
    yield action;
    for (const branch of action.branches) yield* within(branch.actions);
  }
}
