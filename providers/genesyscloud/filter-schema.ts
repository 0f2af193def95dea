/** `terraform providers schema -json`, as far as it matters here. */
export interface ProviderSchemas {
  readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
}

interface ProviderSchema {
  readonly provider: { readonly block: Block };
  readonly resource_schemas: Readonly<Record<string, { readonly block: Block }>>;
  readonly data_source_schemas: Readonly<Record<string, { readonly block: Block }>>;
}

interface Block {
  readonly attributes?: Readonly<Record<string, object>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

/** What the bindings are made for. */
export interface Wanted {
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
}

export const PROVIDER = 'registry.terraform.io/mypurecloud/genesyscloud';

/** What a schema holds. */
export function schemaContents(schemas: ProviderSchemas): Wanted {
  const { resource_schemas, data_source_schemas } = ours(schemas);
  return { resources: Object.keys(resource_schemas), dataSources: Object.keys(data_source_schemas) };
}

/**
 * The text of schema.json: what is wanted, without descriptions, in one order. Same input, same bytes.
 * @throws when the provider lacks something that is wanted
 */
export function filterSchema(schemas: ProviderSchemas, wanted: Wanted): string {
  const { provider, resource_schemas, data_source_schemas } = ours(schemas);
  const pick = <T>(from: Readonly<Record<string, T>>, names: readonly string[], what: string) =>
    Object.fromEntries(
      names.map((name) => {
        const found = from[name];
        if (found === undefined)
          throw new Error(`the provider has no ${what} ${name} any more; the stacks must do without`);
        return [name, found];
      }),
    );
  const filtered = {
    format_version: '1.0',
    provider_schemas: {
      [PROVIDER]: {
        provider,
        resource_schemas: pick(resource_schemas, wanted.resources, 'resource'),
        data_source_schemas: pick(data_source_schemas, wanted.dataSources, 'data source'),
      },
    },
  };
  return `${JSON.stringify(tidy(filtered), null, 1)}\n`;
}

/** What changed from one schema to the other: one line for each attribute or block, by its dotted path. */
export function schemaChanges(before: ProviderSchemas, after: ProviderSchemas): string[] {
  const [old, now] = [facts(ours(before)), facts(ours(after))];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  return paths.flatMap((path) => {
    const [was, is] = [old.get(path), now.get(path)];
    if (was === is) return [];
    if (was === undefined) return [`+ ${path}: ${is}`];
    return [is === undefined ? `- ${path}: ${was}` : `~ ${path}: ${was} -> ${is}`];
  });
}

function ours({ provider_schemas }: ProviderSchemas): ProviderSchema {
  const found = provider_schemas[PROVIDER];
  if (found === undefined)
    throw new Error(`no schema of ${PROVIDER}; found ${Object.keys(provider_schemas).join(', ')}`);
  return found;
}

const DROPPED = new Set(['description', 'description_kind', 'deprecated']);

function tidy(value: unknown, names = false): unknown {
  if (Array.isArray(value)) return value.map((one) => tidy(one));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => names || !DROPPED.has(key)) // an attribute may be called description
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, tidy(inner, holdsNames(key) && !names)] as const);
  return Object.fromEntries(entries);
}

/** Keys below which the next keys are names that somebody chose. */
function holdsNames(key: string): boolean {
  return ['attributes', 'block_types', 'provider_schemas', 'resource_schemas', 'data_source_schemas'].includes(key);
}

/** What is said about each attribute and each block, by path. */
function facts({ provider, resource_schemas, data_source_schemas }: ProviderSchema): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = ({ attributes = {}, block_types = {} }: Block, path: string) => {
    for (const [name, attribute] of Object.entries(attributes)) found.set(`${path}.${name}`, say(attribute));
    for (const [name, { block, ...limits }] of Object.entries(block_types)) {
      found.set(`${path}.${name}`, `block ${say(limits)}`);
      walk(block, `${path}.${name}`);
    }
  };
  walk(provider.block, 'provider');
  for (const [name, { block }] of Object.entries(resource_schemas)) walk(block, name);
  for (const [name, { block }] of Object.entries(data_source_schemas)) walk(block, `data.${name}`);
  return found;
}

function say(about: object): string {
  return JSON.stringify(tidy(about)).replace(/[{}"]/g, '').replaceAll(',', ', ').replaceAll(':', ' ');
}
