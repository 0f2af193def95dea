import type { TerraformJson } from './terraform-json';

/** Part of an override file: of these types the stack makes nothing. */
export function withoutResources(json: TerraformJson, ...types: readonly string[]): Readonly<Record<string, unknown>> {
  const found = types.flatMap((type) => {
    const names = Object.keys(json.resource?.[type] ?? {});
    return names.length === 0 ? [] : [[type, Object.fromEntries(names.map((name) => [name, { count: 0 }]))] as const];
  });
  return found.length === 0 ? {} : { resource: Object.fromEntries(found) };
}
