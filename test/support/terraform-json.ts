/** A synthesized stack, cdk.tf.json. */
export interface TerraformJson {
  readonly terraform: {
    readonly required_version?: string;
    readonly backend: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly required_providers: Readonly<Record<string, { readonly source: string; readonly version: string }>>;
  };
  readonly provider?: Readonly<Record<string, readonly Attributes[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: boolean }>>;
}

export type Attributes = Readonly<Record<string, unknown>>;

export interface Resource {
  readonly stack: string;
  readonly type: string;
  readonly name: string;
  /** For messages: `api-dev: aws_lambda_function.classify`. */
  readonly at: string;
  readonly attributes: Attributes;
}

/** Every managed resource of the stacks, of one type if asked. */
export function resources(stacks: ReadonlyMap<string, TerraformJson>, wanted?: string): readonly Resource[] {
  return [...stacks].flatMap(([stack, json]) =>
    Object.entries(json.resource ?? {})
      .filter(([type]) => wanted === undefined || type === wanted)
      .flatMap(([type, byName]) =>
        Object.entries(byName).map(([name, attributes]) => {
          return { stack, type, name, at: `${stack}: ${type}.${name}`, attributes };
        }),
      ),
  );
}

/** The one resource of that type in the stack. */
export function only(stacks: ReadonlyMap<string, TerraformJson>, stack: string, type: string): Attributes {
  const found = resources(stacks, type).filter((resource) => resource.stack === stack);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${stack} has ${found.length} ${type}, not one`);
  return first.attributes;
}

/** Every string below a value with its dotted path. */
export function strings(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, path === '' ? key : `${path}.${key}`));
}
