import { createHash } from 'node:crypto';
import type { Environment } from '../config/environment';
import { prefixed } from '../config/name-prefix';
import { type ContractSchema, requestSchema, responseSchema } from '../lambda/contract';

/** How Architect finds the data action: by its category and its name. */
export interface DataActionName {
  readonly category: string;
  readonly name: string;
}

/**
 * The data action of an environment.
 *
 * The name carries the first digits of the contract's hash. Genesys Cloud cannot change a contract, so a changed one makes a
 * second action; with a name of its own it can exist beside the first until the flow has been published with it.
 */
export function dataActionName(environment: Pick<Environment, 'name' | 'genesys'>): DataActionName {
  return {
    category: prefixed(environment, `Email classifier ${environment.name}`),
    name: `Classify email ${contractHash().slice(0, 8)}`,
  };
}

/** A contract as Genesys Cloud takes it: types alone, so that another wording of a description replaces nothing. */
export function dataActionContract({ title, type, properties, required }: ContractSchema) {
  const types = Object.entries(properties).map(([name, property]) => [name, { type: property.type }]);
  return { title, type, properties: Object.fromEntries(types), required };
}

/** SHA-256 over both contracts, hexadecimal. */
export function contractHash(): string {
  const contracts = [requestSchema, responseSchema].map(dataActionContract);
  return createHash('sha256').update(JSON.stringify(contracts)).digest('hex');
}

/** Seconds that the flow waits for the data action: one more than the action may take, so that the action ends first. */
export function flowTimeoutSeconds({ flow }: Pick<Environment, 'flow'>): number {
  return flow.dataActionTimeoutSeconds + 1;
}
