import type { Json } from './store';

/** Names that the platform adds to every input itself. */
const RESERVED = ['orgId', 'integrationId', 'rawRequest'];
const SCALARS = ['string', 'integer', 'number', 'boolean', 'null'];

/**
 * What the platform would refuse about a contract of a custom action, or undefined.
 * Inputs are flat objects of scalars; outputs may hold arrays, but no arrays of arrays.
 */
export function contractFault(kind: 'inputSchema' | 'successSchema', schema: Json): string | undefined {
  if (schema['type'] !== 'object') return `${kind}: the top level must be an object`;
  if (JSON.stringify(schema).includes('"$ref"')) return `${kind}: $ref is not supported`;
  const properties = schema['properties'];
  if (!isObject(properties)) return `${kind}: properties are missing`;
  for (const [name, property] of Object.entries(properties)) {
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) return `${kind}: ${name} is not a valid property name`;
    const type = isObject(property) ? property['type'] : undefined;
    if (kind === 'successSchema') {
      if (type === 'array' && hasArrayItems(property)) return `${kind}: ${name} is an array of arrays`;
      continue;
    }
    if (RESERVED.includes(name)) return `${kind}: ${name} is a reserved name`;
    if (!SCALARS.includes(String(type))) return `${kind}: ${name} must be a string, number, integer or boolean`;
  }
  const required = schema['required'];
  const unknown = Array.isArray(required) ? required.find((name) => !(String(name) in properties)) : undefined;
  return unknown === undefined ? undefined : `${kind}: required property ${unknown} is not declared`;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasArrayItems(property: unknown): boolean {
  return isObject(property) && isObject(property['items']) && property['items']['type'] === 'array';
}
