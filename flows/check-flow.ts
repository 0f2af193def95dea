import { type CategoryList, queueNames } from '../config/categories';
import type { Environment } from '../config/environment';
import type { Fault } from '../config/fault';
import { requestSchema, responseSchema } from '../lambda/contract';
import { type Contract, checkDataActions } from './check/check-data-action';
import type { Note } from './check/declared-variables';
import { walkFlow } from './check/walk-flow';
import { type DataActionName, dataActionName } from './data-action';
import { readEmailFlow } from './email-flow';
import { FLOW_TEMPLATE } from './flow-template';

/** What the flow must agree with. */
export interface FlowFacts {
  readonly categories: CategoryList;
  readonly contract: Contract;
  readonly dataAction: DataActionName;
}

/** The facts of an environment of this project. */
export function flowFacts(environment: Pick<Environment, 'name' | 'genesys'>, categories: CategoryList): FlowFacts {
  const contract = { request: requestSchema, response: responseSchema };
  return { categories, contract, dataAction: dataActionName(environment) };
}

/**
 * Everything that is wrong with a rendered flow, by line. When there is nothing, it may be published, and it holds that
 *
 * - every shape is one that Archy is known to take, and no placeholder is left
 * - queues, data action, inputs and outputs are those of the category list and of the contract
 * - every path, whatever fails on it, ends in a transfer to a queue that is known or certainly set
 * - no path sends two automatic replies or reads a variable that may be unset
 */
export function checkFlow(
  text: string,
  { categories, contract, dataAction }: FlowFacts,
  file = FLOW_TEMPLATE,
): Fault[] {
  const parsed = readEmailFlow(file, text);
  if ('faults' in parsed) return [...parsed.faults];
  const flow = parsed.value.inboundEmail;
  const faults = foreignPlaceholders(file, text);
  const note: Note = (path, message) => faults.push({ ...parsed.locate(['inboundEmail', ...path]), message });

  if (!(flow.defaultLanguage in flow.supportedLanguages)) {
    note(['defaultLanguage'], `${flow.defaultLanguage} is not among the supported languages`);
  }
  walkFlow(flow, new Set(queueNames(categories)), note);
  checkDataActions(flow, contract, dataAction, note);
  return distinct(faults).sort((a, b) => a.line - b.line || a.column - b.column);
}

function foreignPlaceholders(file: string, text: string): Fault[] {
  return text.split('\n').flatMap((line, index) => {
    const column = line.search(/\{\{\w+\}\}/) + 1;
    const message = 'Archy takes two braces for a substitution of its own; write them with a space between';
    return column === 0 ? [] : [{ file, line: index + 1, column, path: '', message }];
  });
}

/** A task that is called twice is walked twice. */
function distinct(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [`${fault.line}:${fault.column}:${fault.message}`, fault])).values()];
}
