import type { ErrorObject } from 'ajv';
import Ajv from 'ajv-draft-04';

const SCALARS = ['string', 'integer', 'number', 'boolean', 'null'];
const RESERVED = ['orgId', 'integrationId', 'rawRequest'];

/** What is wrong with a value, one sentence each; empty when it fits. */
export type CheckContract = (value: unknown) => readonly string[];

export type CompiledContract = { readonly check: CheckContract } | { readonly faults: readonly string[] };

/**
 * Makes a contract checkable, after holding it to the platform's rules: an object at the top, no $ref, and for inputs
 * scalar properties with plain names.
 */
export function compileContract(side: 'input' | 'output', contract: unknown): CompiledContract {
  const faults = rules(side, contract).map((fault) => `${side} contract: ${fault}`);
  if (faults.length > 0) return { faults };
  try {
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(contract as object);
    return { check: (value) => (validate(value) ? [] : (validate.errors ?? []).map(sentence)) };
  } catch (error) {
    return { faults: [`${side} contract: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function rules(side: 'input' | 'output', contract: unknown): readonly string[] {
  if (!isRecord(contract) || contract['type'] !== 'object') return ['is no JSON Schema of type object'];
  const { properties } = contract;
  const faults = JSON.stringify(contract).includes('"$ref"') ? ['$ref is not allowed'] : [];
  if (!isRecord(properties)) return [...faults, 'has no properties'];
  if (side === 'output') return faults;
  return Object.entries(properties).reduce((found, [name, property]) => {
    const type = isRecord(property) ? property['type'] : undefined;
    const types = Array.isArray(type) ? type : [type];
    if (!types.every((one) => SCALARS.includes(String(one)))) found.push(`${name} is no ${SCALARS.join(', ')}`);
    if (!/^[A-Za-z][\w-]*$/.test(name)) found.push(`${name}: a letter first, then letters, digits, - and _`);
    if (RESERVED.includes(name)) found.push(`${name} is a reserved name`);
    return found;
  }, faults);
}

function sentence({ instancePath, message = 'does not fit' }: ErrorObject): string {
  return instancePath === '' ? message : `${instancePath.slice(1)} ${message}`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
