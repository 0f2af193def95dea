import { UNMARKED_SECRETS } from './unmarked-secrets';

/** What a plan does to one object. */
export interface Change {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly action: 'create' | 'update' | 'replace' | 'destroy';
  /** Attributes that force a replacement. */
  readonly because: readonly string[];
  readonly attributes: readonly AttributeChange[];
  /** Nothing but the order of a list or the spelling of a JSON document differs. */
  readonly noise: boolean;
}

export interface AttributeChange {
  readonly path: string;
  /** As text; `(none)`, `(known after apply)` and `(sensitive)` stand for themselves. */
  readonly before: string;
  readonly after: string;
}

/** One stack's plan, or why there is none. */
export type StackPlan =
  | { readonly stack: string; readonly outcome: 'planned'; readonly changes: readonly Change[] }
  /** The stack reads outputs of another that is not deployed yet, or not with what it needs now. */
  | { readonly stack: string; readonly outcome: 'waiting'; readonly on: string }
  | { readonly stack: string; readonly outcome: 'failed'; readonly message: string };

/** The part of `terraform show -json <plan>` that is read. */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, ValueChange>>;
}

interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly mode: string;
  readonly change: ValueChange & { readonly replace_paths?: readonly (readonly (string | number)[])[] };
}

interface ValueChange {
  readonly actions: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
}

/**
 * Changes of a plan. Values that Terraform marks as sensitive, those that it should mark and those in `secrets` never come out.
 * @param secrets texts that may not be shown wherever they stand
 */
export function readPlan(stack: string, plan: PlanJson, secrets: readonly string[]): readonly Change[] {
  const changes = (plan.resource_changes ?? []).flatMap(({ address, type, mode, change }): Change[] => {
    const action = mode === 'managed' ? actionOf(change.actions) : undefined;
    if (action === undefined) return [];
    const unmarked = UNMARKED_SECRETS[type] ?? [];
    const all = differences(change).map((one) => (unmarked.includes(one.path) ? { ...one, sensitive: true } : one));
    const real = all.filter(({ before, after }) => !sameUpToOrder(before, after));
    return [
      {
        stack,
        address,
        type,
        action,
        because: (change.replace_paths ?? []).map((path) => path.join('.')),
        attributes: action === 'destroy' ? [] : real.map((difference) => shown(difference, secrets)),
        noise: action === 'update' && real.length === 0,
      },
    ];
  });
  return changes.every(({ noise }) => noise) ? [...changes, ...outputChanges(stack, plan, secrets)] : changes;
}

/** Outputs that change though no resource does: Terraform has something to apply, and other stacks read them. */
function outputChanges(stack: string, plan: PlanJson, secrets: readonly string[]): readonly Change[] {
  return Object.entries(plan.output_changes ?? {}).flatMap(([name, change]): Change[] => {
    if (change.actions.join() === 'no-op') return [];
    const value = (of: unknown) => ({ value: of });
    const wrapped = {
      before: value(change.before),
      after: value(change.after),
      after_unknown: value(change.after_unknown),
      before_sensitive: value(change.before_sensitive),
      after_sensitive: value(change.after_sensitive),
    };
    return [
      {
        stack,
        address: `output ${name}`,
        type: 'output',
        action: change.actions.join() === 'create' ? 'create' : 'update', // losing a value is no loss of an object
        because: [],
        attributes: differences(wrapped).map((difference) => shown(difference, secrets)),
        noise: false,
      },
    ];
  });
}

function actionOf(actions: readonly string[]): Change['action'] | undefined {
  switch (actions.join()) {
    case 'create':
      return 'create';
    case 'update':
      return 'update';
    case 'delete':
      return 'destroy';
    case 'delete,create':
    case 'create,delete':
      return 'replace';
    default:
      return undefined; // no-op, read, forget
  }
}

interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: boolean;
  readonly sensitive: boolean;
}

function differences(change: Omit<ValueChange, 'actions'>): readonly Difference[] {
  const found: Difference[] = [];
  walk([], change.before, change.after, change.after_unknown, [change.before_sensitive, change.after_sensitive]);
  return found;

  function walk(
    path: readonly string[],
    before: unknown,
    after: unknown,
    unknown: unknown,
    sensitive: readonly unknown[],
  ): void {
    const hidden = sensitive.some((mark) => mark === true);
    if (!hidden && unknown !== true && isRecord(after) && (before == null || isRecord(before))) {
      const names = new Set([
        ...Object.keys(before ?? {}),
        ...Object.keys(after),
        ...Object.keys(isRecord(unknown) ? unknown : {}),
      ]);
      for (const name of [...names].sort()) {
        walk(
          [...path, name],
          field(before, name),
          field(after, name),
          field(unknown, name),
          sensitive.map((mark) => field(mark, name)),
        );
      }
      return;
    }
    const open = containsTrue(unknown);
    if (!open && (same(before ?? null, after ?? null) || (isEmpty(before) && isEmpty(after)))) return;
    found.push({
      path: path.join('.'),
      before,
      after,
      unknown: open,
      sensitive: hidden || sensitive.some(containsTrue),
    });
  }
}

function shown({ path, before, after, unknown, sensitive }: Difference, secrets: readonly string[]): AttributeChange {
  const text = (value: unknown) => {
    if (value == null) return '(none)';
    if (sensitive) return '(sensitive)';
    const plain = typeof value === 'string' ? value : JSON.stringify(value);
    return secrets.some((secret) => secret !== '' && plain.includes(secret)) ? '(sensitive)' : plain;
  };
  return { path, before: text(before), after: unknown ? '(known after apply)' : text(after) };
}

/** A list in another order or a JSON document spelled otherwise is the same to those who read a diff. */
function sameUpToOrder(before: unknown, after: unknown): boolean {
  return same(unordered(parsed(before)), unordered(parsed(after)));
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unordered).sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unordered(inner)]));
  return value;
}

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_name, inner: unknown) =>
      isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
    ) ?? 'null'
  );
}

/** Terraform writes what is not there as null, as an empty list or as an empty map. */
function isEmpty(value: unknown): boolean {
  return value == null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function containsTrue(mark: unknown): boolean {
  return mark === true || (typeof mark === 'object' && mark !== null && Object.values(mark).some(containsTrue));
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
