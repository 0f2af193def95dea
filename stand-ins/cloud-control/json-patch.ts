export class JsonPatchError extends Error {
  override readonly name = 'JsonPatchError';
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
interface Patch {
  readonly op: string;
  readonly path: string;
  readonly value?: Json;
}

/** `document` after the RFC 6902 operations add, remove, replace and test; the original stays as it was. */
export function applyJsonPatch(document: object, patches: readonly Patch[]): unknown {
  const root: { [key: string]: Json } = { '': JSON.parse(JSON.stringify(document)) };
  for (const { op, path, value } of patches) {
    if (path !== '' && !path.startsWith('/')) throw new JsonPatchError(`${path} is not a JSON pointer`);
    const keys = path.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop() ?? '';
    let parent: Json | undefined = root;
    for (const key of keys) parent = child(parent, key);
    if (typeof parent !== 'object' || parent === null) throw new JsonPatchError(`${path} has no parent`);
    if (op !== 'add' && child(parent, last) === undefined) throw new JsonPatchError(`${path} does not exist`);
    if (op !== 'remove' && value === undefined) throw new JsonPatchError(`${op} ${path} has no value`);
    change(parent, last, op, value ?? null);
  }
  return root[''];
}

function child(parent: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(parent)) return parent[Number(key)];
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key) ? parent[key] : undefined;
}

function change(parent: Json[] | { [key: string]: Json }, key: string, op: string, value: Json): void {
  switch (op) {
    case 'test':
      if (JSON.stringify(child(parent, key)) !== JSON.stringify(value)) throw new JsonPatchError(`test ${key} failed`);
      return;
    case 'remove':
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      return;
    case 'add':
    case 'replace':
      if (!Array.isArray(parent)) parent[key] = value;
      else parent.splice(key === '-' ? parent.length : Number(key), op === 'add' ? 0 : 1, value);
      return;
    default:
      throw new JsonPatchError(`operation ${op} is not supported`);
  }
}
