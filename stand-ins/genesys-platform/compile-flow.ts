import { everyAction } from '../../flows/language/every-action';
import type { FlowFault } from '../../flows/language/flow';
import { readFlow } from '../../flows/language/read-flow';

/** Something that Architect has to say about an object of the flow. */
export interface FlowIssue {
  readonly severity: 'error' | 'warning';
  readonly objectName: string;
  readonly objectType: string;
  readonly message: string;
  /** Place in the YAML, as Archy writes it. */
  readonly refPath: string | null;
}

/** A flow file as far as the platform has to understand it to publish it. */
export interface CompiledFlow {
  readonly name: string;
  /** As the API spells it: INBOUNDEMAIL. */
  readonly type: string;
  readonly description: string;
  /** Names of the objects that publishing must find. */
  readonly queues: readonly string[];
  readonly actions: readonly ActionUse[];
  /** What is wrong or odd in the file itself. */
  readonly issues: readonly FlowIssue[];
}

interface ActionUse {
  readonly category: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly refPath: string;
}

/** Reads a flow file. @throws {Error} whose message is what Archy says about a file it cannot process */
export function compileFlow(text: string): CompiledFlow {
  const { flow, faults } = readFlow(text, 'flow');
  if (flow === undefined) {
    const said = faults.map(({ line, message }) => `line ${line}: ${message}`).join('; ');
    throw new Error(`Exception: - ERROR! the yaml is not valid -- ${said}`);
  }
  if (flow.name === '') {
    throw new Error(
      "Exception: - ERROR! a required property is missing\n    Path: '/inboundEmail'\n    Property name: 'name'",
    );
  }
  const { name, description, queues, unused } = flow;
  const actions = [...everyAction(flow)].flatMap((action): ActionUse[] => {
    if (action.kind !== 'callData' || action.category === undefined) return [];
    const { category, name, inputs, outputs } = action.category;
    const { refPath } = action;
    return [
      {
        ...{ category, name, refPath },
        inputs: inputs.map(([input]) => input),
        outputs: outputs.map(({ output }) => output),
      },
    ];
  });
  const warnings = unused.map(({ name, type }): FlowIssue => {
    const message = `The variable '${name}' is not used.`;
    return { severity: 'warning', objectName: name, objectType: archType('Variable', type), message, refPath: null };
  });
  return {
    ...{ name, type: 'INBOUNDEMAIL', description, actions },
    queues: [...new Set(queues.map((queue) => queue.name))],
    issues: [...faults.filter(({ kind }) => kind === 'wrong').map(issue), ...warnings],
  };
}

function issue({ action, message, line }: FlowFault): FlowIssue {
  const { kind = 'flow', name = 'flow', refPath = '/inboundEmail' } = action ?? {};
  const [sentence = ''] = message.split('\n');
  const objectType = action === undefined ? 'ArchFlowInboundEmail' : archType('Action', kind);
  return { severity: 'error', objectName: name, objectType, message: `${sentence} (line ${line})`, refPath };
}

/** What publishing can find in the organisation. */
export interface FlowSurroundings {
  hasQueue(name: string): boolean;
  /** Contracts of the actions with that name in that category. */
  contracts(
    category: string,
    name: string,
  ): readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
}

/** Lines that Archy prints when something the flow names is not in the organisation; none when all is there. */
export function unresolved(flow: CompiledFlow, { hasQueue, contracts }: FlowSurroundings): readonly string[] {
  const queue = flow.queues.find((name) => !hasQueue(name));
  if (queue !== undefined) return [`find 'queue' by value of '${queue}' - no matches`];
  for (const { category, name, inputs, outputs, refPath } of flow.actions) {
    const found = contracts(category, name);
    if (found.length > 1) {
      return [`item[1] - value '${name}' - is another case sensitive match - unable to disambiguate network results.`];
    }
    const [contract] = found;
    if (contract === undefined) return [`find 'data action' by value of '${name}' - no matches`];
    const stranger =
      inputs.find((input) => !contract.inputs.includes(input)) ??
      outputs.find((output) => !contract.outputs.includes(output));
    if (stranger !== undefined) {
      return [
        `the data action '${name}' has no input or output named '${stranger}'`,
        `    Path: '${refPath}'`,
        `    Property name: '${stranger}'`,
      ];
    }
  }
  return [];
}

function archType(family: string, kind: string): string {
  return `Arch${family}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}
