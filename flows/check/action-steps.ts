import type { FlowAction } from '../email-flow';
import type { Path, VariableType } from './declared-variables';

/** What one action does that matters to a mail's path. Places (`at`) are relative to the action. */
export interface ActionSteps {
  readonly steps: readonly Step[];
  /** Where the mail may go on; no branch: with the next action. */
  readonly branches?: readonly Branch[];
  /** `queue`: the mail is transferred. `nowhere`: it is dropped. */
  readonly end?: 'queue' | 'nowhere';
  /** Reference of the task that is called. */
  readonly task?: string;
  readonly replies?: 1;
}

export type Step =
  /** An expression is evaluated. */
  | { readonly kind: 'read'; readonly expression: string; readonly at: Path }
  /** A queue is taken, by a literal name or from a variable. */
  | {
      readonly kind: 'queue';
      readonly exp?: string | undefined;
      readonly lit?: { readonly name: string } | undefined;
      readonly at: Path;
    }
  /** A variable is given a value (`sets`), its value is removed (`unsets`), or a branch may set it (`binds`). */
  | {
      readonly kind: 'sets' | 'unsets' | 'binds';
      readonly variable: string;
      readonly type: VariableType | undefined;
      readonly at: Path;
    };

export interface Branch {
  readonly actions: readonly FlowAction[];
  readonly at: Path;
  /** Variables that have a value on this branch. */
  readonly sets: readonly string[];
}

/** Reads an action; `undefined` type of a bound variable: the data action's contract says it. */
export function actionSteps(action: FlowAction): ActionSteps {
  if (action.updateData !== undefined) return updateData(action.updateData);
  if (action.callData !== undefined) return callData(action.callData);
  if (action.findQueue !== undefined) return findQueue(action.findQueue);
  if (action.decision !== undefined) return decision(action.decision);
  if (action.switch !== undefined) return switchCases(action.switch);
  if (action.callTask !== undefined) return { steps: [], task: action.callTask.targetTaskRef };
  if (action.sendAutoReply !== undefined) {
    const { from, replyTo, cc, bcc, messageBody } = action.sendAutoReply;
    const texts = Object.entries({ from, replyTo, cc, bcc, messageBody });
    return { steps: texts.flatMap(([key, { exp }]) => read(exp, ['sendAutoReply', key, 'exp'])), replies: 1 };
  }
  if (action.transferToAcd !== undefined) {
    return {
      steps: [{ kind: 'queue', ...action.transferToAcd.targetQueue, at: ['transferToAcd', 'targetQueue'] }],
      end: 'queue',
    };
  }
  return { steps: [], end: 'nowhere' };
}

type Of<K extends keyof FlowAction> = NonNullable<FlowAction[K]>;

function read(expression: string | undefined, at: Path): Step[] {
  return expression === undefined ? [] : [{ kind: 'read', expression, at }];
}

function updateData({ statements }: Of<'updateData'>): ActionSteps {
  return {
    steps: statements.flatMap((statement, index) =>
      (Object.keys(statement) as VariableType[]).flatMap((type): Step[] => {
        const assignment = statement[type];
        if (assignment === undefined) return [];
        const { variable, value } = assignment;
        const at = ['updateData', 'statements', index, type];
        const given: Step[] =
          type === 'queue' && statement.queue?.value.noValue === undefined
            ? [{ kind: 'queue', exp: value.exp, lit: statement.queue?.value.lit, at: [...at, 'value'] }]
            : read(value.exp, [...at, 'value', 'exp']);
        return [...given, { kind: value.noValue ? 'unsets' : 'sets', variable, type, at: [...at, 'variable'] }];
      }),
    ),
  };
}

function callData({ category, outputs: { success, failure, timeout } }: Of<'callData'>): ActionSteps {
  const at = ['callData', 'outputs'];
  const calls = Object.entries(category).flatMap(([inCategory, { dataAction }]) =>
    Object.entries(dataAction).map(([name, call]) => ({
      ...call,
      at: ['callData', 'category', inCategory, 'dataAction', name],
    })),
  );
  const bound = calls.flatMap(({ successOutputs, failureOutputs, at }) =>
    Object.entries({ successOutputs, failureOutputs }).flatMap(([outcome, outputs]) =>
      Object.entries(outputs ?? {}).flatMap(([output, { var: variable }]) =>
        variable === undefined ? [] : [{ outcome, variable, at: [...at, outcome, output, 'var'] }],
      ),
    ),
  );
  return {
    steps: [
      ...calls.flatMap(({ inputs, at }) =>
        Object.entries(inputs).flatMap(([input, { exp }]) => read(exp, [...at, 'inputs', input, 'exp'])),
      ),
      ...bound.map(({ variable, at }): Step => ({ kind: 'binds', variable, type: undefined, at })),
    ],
    branches: [
      {
        actions: success.actions,
        at: [...at, 'success', 'actions'],
        sets: bound.filter(({ outcome }) => outcome === 'successOutputs').map(({ variable }) => variable),
      },
      { actions: failure.actions, at: [...at, 'failure', 'actions'], sets: [] },
      { actions: timeout.actions, at: [...at, 'timeout', 'actions'], sets: [] },
    ],
  };
}

function findQueue({ findName, findResult, outputs: { found, notFound } }: Of<'findQueue'>): ActionSteps {
  const at = ['findQueue', 'outputs'];
  return {
    steps: [
      ...read(findName.exp, ['findQueue', 'findName', 'exp']),
      ...(findName.lit === undefined
        ? []
        : [{ kind: 'queue', lit: { name: findName.lit }, at: ['findQueue', 'findName'] } as const]),
      { kind: 'binds', variable: findResult.var, type: 'queue', at: ['findQueue', 'findResult', 'var'] },
    ],
    branches: [
      { actions: found.actions, at: [...at, 'found', 'actions'], sets: [findResult.var] },
      { actions: notFound.actions, at: [...at, 'notFound', 'actions'], sets: [] },
    ],
  };
}

function decision({ condition: { exp }, outputs: { yes, no } }: Of<'decision'>): ActionSteps {
  const at = ['decision', 'outputs'];
  const asked = /^IsSet\(\s*([A-Za-z_][\w.]*)\s*\)$/.exec(exp.trim())?.[1];
  return {
    steps: read(exp, ['decision', 'condition', 'exp']),
    branches: [
      { actions: yes?.actions ?? [], at: [...at, 'yes', 'actions'], sets: asked === undefined ? [] : [asked] },
      { actions: no?.actions ?? [], at: [...at, 'no', 'actions'], sets: [] },
    ],
  };
}

function switchCases({ evaluate: { firstTrue, firstMatch } }: Of<'switch'>): ActionSteps {
  const at = ['switch', 'evaluate', ...(firstTrue === undefined ? ['firstMatch', 'string'] : ['firstTrue'])];
  const matched = firstMatch?.string;
  const cases = [...(firstTrue?.cases ?? []), ...(matched?.cases ?? [])].map(({ case: one }, index) => ({
    one,
    at: [...at, 'cases', index, 'case'],
  }));
  const otherwise = firstTrue?.default ?? matched?.default;
  return {
    steps: [
      ...read(matched?.value.exp, [...at, 'value', 'exp']),
      ...cases.flatMap(({ one, at }) => ('exp' in one.value ? read(one.value.exp, [...at, 'value', 'exp']) : [])),
    ],
    branches: [
      ...cases.map(({ one, at }) => ({ actions: one.actions, at: [...at, 'actions'], sets: [] })),
      { actions: otherwise?.actions ?? [], at: [...at, 'default', 'actions'], sets: [] },
    ],
  };
}
