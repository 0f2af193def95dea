import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  filterSchema,
  PROVIDER,
  type ProviderSchemas,
  schemaChanges,
  schemaContents,
} from '../../providers/genesyscloud/filter-schema';

const text = readFileSync('providers/genesyscloud/schema.json', 'utf8');
const schemas: ProviderSchemas = JSON.parse(text);
const wanted = schemaContents(schemas);

/** The schema as the provider says it: with descriptions everywhere, more than is wanted, and in another order. */
function asProviderSays(change: (text: string) => string = (same) => same): ProviderSchemas {
  const described = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(described);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).reverse();
    const kind =
      'type' in value || 'attributes' in value
        ? [
            ['description', 'Words.'],
            ['description_kind', 'plain'],
          ]
        : [];
    const isMap = entries.every(([, inner]) => typeof inner === 'object');
    return Object.fromEntries([
      ...(isMap && !('attributes' in value) ? [] : kind),
      ...entries.map(([key, inner]) => [key, described(inner)]),
    ]);
  };
  const all = described(JSON.parse(change(text))) as { provider_schemas: Record<string, { resource_schemas: object }> };
  Object.assign(all.provider_schemas[PROVIDER]?.resource_schemas ?? {}, {
    genesyscloud_other: { version: 0, block: {} },
  });
  return all as unknown as ProviderSchemas;
}

test('what ships is what the filter makes of it, byte for byte', () => {
  expect(filterSchema(schemas, wanted)).toBe(text);
});

test('descriptions, other resources and the order of keys do not matter', () => {
  const said = asProviderSays();
  expect(JSON.stringify(said)).toContain('Words.');
  expect(filterSchema(said, wanted)).toBe(filterSchema(schemas, wanted));
});

test('an attribute that is called description stays', () => {
  expect(filterSchema(schemas, wanted)).toContain('"description": {');
});

describe('what changed is said', () => {
  test.each([
    [
      'an attribute that is gone',
      (text: string) => text.replace('"alerting_timeout_sec"', '"alert_timeout"'),
      [
        /^\+ genesyscloud_routing_queue\.media_settings_\w+\.alert_timeout: optional true, type number$/,
        /^- genesyscloud_routing_queue\.media_settings_\w+\.alerting_timeout_sec/,
      ],
    ],
    [
      'an attribute of another kind',
      (text: string) => text.replace(/("filepath": \{\s*)"required"/, '$1"optional"'),
      [/^~ genesyscloud_flow\.filepath: required true, type string -> optional true, type string$/],
    ],
  ])('%s', (_what, change, expected) => {
    const after: ProviderSchemas = JSON.parse(change(text));
    const changes = schemaChanges(schemas, after);
    expect(changes).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(changes[index]).toMatch(pattern);
  });
  test('nothing, when nothing did', () => {
    expect(schemaChanges(schemas, asProviderSays())).toEqual([]);
  });
});

test('a resource that the provider does not have is named', () => {
  expect(() => filterSchema(schemas, { ...wanted, resources: ['genesyscloud_gone'] })).toThrow(
    'resource genesyscloud_gone',
  );
});
