import { didYouMean } from '../../config/did-you-mean';
import type { ContractSchema } from '../../lambda/contract';
import type { DataActionName } from '../data-action';
import { everyAction } from '../language/every-action';
import type { Action, ActionOf, Flow, FlowFault, Named } from '../language/flow';
import type { Type } from '../language/type';
import type { Position } from '../language/yaml-cursor';

/** The two sides of the data action. */
export interface Contract {
  readonly request: ContractSchema;
  readonly response: ContractSchema;
}

/** Type of variable that holds a value of the contract. */
const HOLDS = { string: 'string', number: 'decimal', integer: 'integer', boolean: 'boolean' } as const satisfies Record<
  ContractSchema['properties'][string]['type'],
  Type
>;

/** Notes each Call Data Action that is not the project's data action with the inputs and outputs of the contract. */
export function checkDataActions(
  flow: Flow,
  { request, response }: Contract,
  expected: DataActionName,
  note: (fault: FlowFault) => void,
): void {
  const variables = [...flow.variables, ...[...flow.states, ...flow.tasks].flatMap((sequence) => sequence.variables)];
  for (const action of everyAction(flow)) if (action.kind === 'callData') check(action);

  function check(action: ActionOf<'callData'>): void {
    const { category, name, inputs, outputs, at } = action.category;
    if (category !== expected.category) {
      note(action.fault(`the data action's category is called ${expected.category}`, at.category));
    }
    if (name !== expected.name) note(action.fault(`the data action is called ${expected.name}`, at.name));
    const given = inputs.map(([name, { line, column }]) => ({ name, line, column }));
    checkNames(action, given, request, at.inputs, 'input');
    for (const [name, value] of inputs) {
      const isGiven = value.isNeeded || !request.required.includes(name);
      if (!isGiven) note(action.fault(`the contract requires the input ${name}`, value));
    }
    const taken = outputs.map(({ output, line, column }) => ({ name: output, line, column }));
    checkNames(action, taken, response, at.outputs, 'output');
    for (const target of outputs) {
      const type = response.properties[target.output]?.type;
      const variable = variables.find((one) => one.name === target.variable);
      if (type === undefined || variable === undefined || variable.type === HOLDS[type]) continue;
      const message = `${variable.name} is a ${variable.type}; ${target.output} is a ${type} and needs a ${HOLDS[type]}`;
      note(action.fault(message, target));
    }
  }

  function checkNames(
    action: Action,
    found: readonly Named[],
    schema: ContractSchema,
    at: Position,
    what: 'input' | 'output',
  ): void {
    const known = Object.keys(schema.properties);
    for (const { name, ...position } of found) {
      if (known.includes(name)) continue;
      const hint = `${didYouMean(name, known)}It has: ${known.join(', ')}`;
      note(action.fault(`the contract has no ${what} ${name}. ${hint}`, position));
    }
    for (const name of what === 'input' ? schema.required : known) {
      if (!found.some((one) => one.name === name)) note(action.fault(`the contract's ${what} ${name} is missing`, at));
    }
  }
}
