import type { ContractSchema } from '../../lambda/contract';
import type { DataActionName } from '../data-action';
import type { EmailFlow, FlowAction } from '../email-flow';
import { actionSteps } from './action-steps';
import { declaredVariables, type Note, type Path, type VariableType } from './declared-variables';

/** The two sides of the data action. */
export interface Contract {
  readonly request: ContractSchema;
  readonly response: ContractSchema;
}

/** Type of variable that holds a value of the contract. */
const HOLDS = { string: 'string', number: 'decimal', integer: 'integer', boolean: 'boolean' } as const satisfies Record<
  ContractSchema['properties'][string]['type'],
  VariableType
>;

/** Notes each Call Data Action that is not the project's data action with the inputs and outputs of the contract. */
export function checkDataActions(flow: EmailFlow, contract: Contract, expected: DataActionName, note: Note): void {
  const bodies = [
    ...flow.states.map(({ state }, at) => ({ ...state, scope: 'State' as const, path: ['states', at, 'state'] })),
    ...flow.tasks.map(({ task }, at) => ({ ...task, scope: 'Task' as const, path: ['tasks', at, 'task'] })),
  ];
  const shared = declaredVariables('Flow', flow.variables, [], ignore);
  for (const { scope, variables, actions, path } of bodies) {
    const visible = new Map([...shared, ...declaredVariables(scope, variables, [], ignore)]);
    for (const { action, at } of everyAction(actions, [...path, 'actions'])) {
      for (const [category, { dataAction }] of Object.entries(action.callData?.category ?? {})) {
        const place = [...at, 'callData', 'category', category];
        if (category !== expected.category) note(place, `the data action's category is called ${expected.category}`);
        for (const [name, { inputs, successOutputs }] of Object.entries(dataAction)) {
          const here = [...place, 'dataAction', name];
          if (name !== expected.name) note(here, `the data action is called ${expected.name}`);
          checkNames(Object.keys(inputs), contract.request, [...here, 'inputs'], 'input');
          for (const [input, { noValue }] of Object.entries(inputs)) {
            if (noValue) note([...here, 'inputs', input], `the contract requires the input ${input}`);
          }
          checkNames(Object.keys(successOutputs), contract.response, [...here, 'successOutputs'], 'output');
          for (const [output, { var: name }] of Object.entries(successOutputs)) {
            const type = contract.response.properties[output]?.type;
            const variable = name === undefined ? undefined : visible.get(name);
            if (type === undefined || variable === undefined || variable.type === HOLDS[type]) continue;
            note(
              [...here, 'successOutputs', output, 'var'],
              `${variable.name} is a ${variable.type}; ${output} is a ${type} and needs a ${HOLDS[type]}`,
            );
          }
        }
      }
    }
  }

  function checkNames(found: readonly string[], schema: ContractSchema, path: Path, what: string) {
    const known = Object.keys(schema.properties);
    for (const name of found) {
      if (!known.includes(name))
        note([...path, name], `the contract has no ${what} ${name}. It has: ${known.join(', ')}`);
    }
    for (const name of known) {
      if (!found.includes(name)) note(path, `the contract's ${what} ${name} is missing`);
    }
  }
}

function* everyAction(actions: readonly FlowAction[], path: Path): Generator<{ action: FlowAction; at: Path }> {
  for (const [index, action] of actions.entries()) {
    const at = [...path, index];
    yield { action, at };
    for (const branch of actionSteps(action).branches ?? []) yield* everyAction(branch.actions, [...at, ...branch.at]);
  }
}

/** walkFlow notes what is wrong with declarations. */
function ignore(): void {}
