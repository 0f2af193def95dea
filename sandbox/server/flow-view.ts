import type { Action } from '../../flows/language/flow';
import { describeNotices } from '../flow/describe-notices';
import type { LoadedFlow } from '../flow/load-flow';
import type { ActionView, FlowView } from './api';

export function flowView(flow: LoadedFlow): FlowView {
  const { name, file, states, tasks } = flow;
  return {
    name,
    file,
    sequences: [...states, ...tasks].map(({ kind, ref, name, actions }) => ({
      ...{ kind, ref, name },
      actions: actions.map(actionView),
    })),
    notices: describeNotices(flow),
  };
}

function actionView({ id, name, kind, line, branches }: Action): ActionView {
  return {
    ...{ id, name, kind, line },
    branches: branches.map(({ label, actions }) => ({ label, actions: actions.map(actionView) })),
  };
}
