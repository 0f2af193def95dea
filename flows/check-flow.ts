import { type CategoryList, queueNames } from '../config/categories';
import { didYouMean } from '../config/did-you-mean';
import type { Environment } from '../config/environment';
import type { Fault } from '../config/fault';
import { requestSchema, responseSchema } from '../lambda/contract';
import { type Contract, checkDataActions } from './check/check-data-action';
import { walkFlow } from './check/walk-flow';
import { type DataActionName, dataActionName } from './data-action';
import { FLOW_TEMPLATE } from './flow-template';
import type { FlowFault } from './language/flow';
import { some } from './language/flow-reader';
import { readFlow } from './language/read-flow';

/** What the flow must agree with. */
export interface FlowFacts {
  readonly categories: CategoryList;
  readonly contract: Contract;
  readonly dataAction: DataActionName;
  /** A variable of Architect whose spelling the record vouches for. */
  readonly vouched?: string | undefined;
}

/** The facts of an environment of this project. */
export function flowFacts(
  environment: Pick<Environment, 'name' | 'genesys'> & { readonly flow: Pick<Environment['flow'], 'conversationId'> },
  categories: CategoryList,
): FlowFacts {
  const contract = { request: requestSchema, response: responseSchema };
  return { categories, contract, dataAction: dataActionName(environment), vouched: environment.flow.conversationId };
}

/**
 * Everything that keeps a rendered flow from being published, by line. When there is nothing, it holds that
 *
 * - every shape was seen in a published flow, and no placeholder is left
 * - queues, data action, inputs and outputs are those of the category list and of the contract
 * - no path ends in a flow error, and each ends in exactly one transfer to a queue, whatever the services answer
 * - no path sends two automatic replies
 */
export function checkFlow(
  text: string,
  { categories, contract, dataAction, vouched }: FlowFacts,
  file = FLOW_TEMPLATE,
): Fault[] {
  const { flow, faults: all } = readFlow(text, file);
  const found = all.filter(({ subject }) => subject === undefined || subject !== vouched);
  const faults: FlowFault[] = [...found, ...foreignPlaceholders(file, text)];
  if (flow === undefined || found.some(({ kind }) => kind === 'wrong')) return inOrder(faults);
  const note = (fault: FlowFault) => faults.push(fault);
  const queues = queueNames(categories);
  for (const { name, line, column } of flow.queues) {
    if (queues.includes(name)) continue;
    const message = `no category has the queue ${name}. ${didYouMean(name, queues)}Queues: ${some(queues)}`;
    note({ file, line, column, path: '', message, kind: 'wrong' });
  }
  walkFlow(flow, note);
  checkDataActions(flow, contract, dataAction, note);
  return inOrder(faults);
}

function foreignPlaceholders(file: string, text: string): FlowFault[] {
  return text.split('\n').flatMap((line, index): FlowFault[] => {
    const column = line.search(/\{\{\w+\}\}/) + 1;
    const message = 'Archy takes two braces for a substitution of its own; write them with a space between';
    return column === 0 ? [] : [{ file, line: index + 1, column, path: '', message, kind: 'wrong' }];
  });
}

/** A task that is called twice is walked twice. */
function inOrder(faults: readonly FlowFault[]): Fault[] {
  const distinct = new Map(faults.map((fault) => [`${fault.line}:${fault.column}:${fault.message}`, fault]));
  return [...distinct.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}
