import { computedAttribute, type Undeployed } from './computed-attributes';
import { descend, evaluateTemplate } from './evaluate-template';
import { OutputError } from './output-error';
import type { SynthesizedStack } from './read-stacks';

/** A resource or data source with every reference resolved. */
export interface ResolvedResource {
  readonly stack: string;
  readonly folder: string;
  /** `aws_lambda_function`, `data.aws_caller_identity` */
  readonly type: string;
  readonly address: string;
  /** Arguments as Terraform would know them. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** An argument, or what the service adds: `id`, `arn`. @throws {OutputError} when it cannot be known */
  readonly attribute: (name: string) => unknown;
}

export interface ResolvedOutput {
  readonly resources: readonly ResolvedResource[];
  /** All of one type, over all stacks. */
  readonly ofType: (type: string) => readonly ResolvedResource[];
  readonly output: (stack: string, name: string) => unknown;
}

/** Arguments of Terraform itself: they say how to deploy, not what. */
const META = new Set(['//', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner', 'connection']);
/** AWS's own example. */
const ACCOUNT = '123456789012';

/** Where an expression stands. */
interface Place {
  readonly stack: SynthesizedStack;
  readonly address: string;
  /** `each` or `count` of a resource that there may be many of. */
  readonly iteration?: Readonly<Record<string, unknown>>;
}

/** One of a resource's instances; without a key when there is always just one. */
interface Instance {
  readonly key: string | number | undefined;
  readonly resource: ResolvedResource;
}

/**
 * Resolves every resource of the stacks, across them too.
 * @throws {OutputError} naming stack, resource and expression of the first one that cannot be known
 */
export function resolveStacks(stacks: readonly SynthesizedStack[]): ResolvedOutput {
  const known = new Map<string, readonly Instance[]>();
  const pending = new Set<string>();
  const resources = stacks.flatMap((stack) => [
    ...Object.entries(stack.resources).flatMap(([type, blocks]) => all(stack, type, blocks)),
    ...Object.entries(stack.data).flatMap(([type, blocks]) => all(stack, `data.${type}`, blocks)),
  ]);
  for (const resource of resources) void resource.arguments;
  for (const stack of stacks) for (const name of Object.keys(stack.outputs)) output(stack, name);
  return {
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    output: (stack, name) => output(stackOf(stack), name),
  };

  function all(stack: SynthesizedStack, type: string, blocks: object): readonly ResolvedResource[] {
    if (type === 'data.terraform_remote_state') return [];
    return Object.keys(blocks).flatMap((name) => (instances(stack, type, name) ?? []).map(({ resource }) => resource));
  }

  /** undefined when the stack has no such resource. */
  function instances(stack: SynthesizedStack, type: string, name: string): readonly Instance[] | undefined {
    const block = type.startsWith('data.') ? stack.data[type.slice(5)]?.[name] : stack.resources[type]?.[name];
    if (block === undefined) return undefined;
    const address = `${type}.${name}`;
    const key = `${stack.name}/${address}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const place = { stack, address };
    const made = iterations(place, block).map(({ key, iteration }) => {
      const own = key === undefined ? address : `${address}[${JSON.stringify(key)}]`;
      return { key, resource: instance({ stack, address: own, iteration }, type, block) };
    });
    known.set(key, made);
    return made;
  }

  /** `for_each` makes an instance for each entry, `count` so many; usually there is one. */
  function iterations(place: Place, { for_each, count }: Readonly<Record<string, unknown>>) {
    if (for_each !== undefined) {
      const entries = guarded(place, 'for_each', () => resolveValue(place, for_each));
      if (typeof entries !== 'object' || entries === null) {
        throw new OutputError(place.stack.name, place.address, 'for_each', 'is neither a map nor a set');
      }
      const pairs = Array.isArray(entries)
        ? entries.map((one) => [String(one), one] as const)
        : Object.entries(entries);
      return pairs.map(([key, value]) => ({ key, iteration: { each: { key, value } } }));
    }
    if (count !== undefined) {
      const length = Number(guarded(place, 'count', () => resolveValue(place, count)));
      return Array.from({ length }, (_, index) => ({ key: index, iteration: { count: { index } } }));
    }
    return [{ key: undefined, iteration: {} }];
  }

  function instance(place: Place, type: string, block: object): ResolvedResource {
    const { stack, address } = place;
    const given = Object.keys(block).filter((name) => !META.has(name));
    const values = new Map<string, unknown>();
    const read = (name: string): unknown => {
      if (values.has(name)) return values.get(name);
      const value = guarded(place, name, () => resolveValue(place, Reflect.get(block, name)));
      values.set(name, value);
      return value;
    };
    const argument = (name: string): unknown => (given.includes(name) ? read(name) : undefined);
    const attribute = (name: string): unknown => {
      if (given.includes(name)) return read(name);
      const value = computedAttribute(undeployed(stack, type, address, argument), name);
      if (value === undefined) throw new OutputError(stack.name, address, name, 'is not known before it is deployed');
      return value;
    };
    return {
      stack: stack.name,
      folder: stack.folder,
      type,
      address,
      get arguments() {
        return Object.fromEntries(given.map((name) => [name, read(name)]));
      },
      attribute,
    };
  }

  /** Refuses a value that needs itself. */
  function guarded({ stack, address }: Place, name: string, resolve: () => unknown): unknown {
    const key = `${stack.name}/${address}.${name}`;
    if (pending.has(key)) throw new OutputError(stack.name, address, name, 'depends on itself');
    pending.add(key);
    try {
      return resolve();
    } finally {
      pending.delete(key);
    }
  }

  function resolveValue(place: Place, value: unknown): unknown {
    if (typeof value === 'string') {
      try {
        return evaluateTemplate(value, (path) => resolveReference(place, path));
      } catch (error) {
        if (error instanceof OutputError) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        const shown = value.length > 200 ? `${value.slice(0, 200)}…` : value;
        throw new OutputError(place.stack.name, place.address, shown, reason, { cause: error });
      }
    }
    if (Array.isArray(value)) return value.map((item) => resolveValue(place, item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolveValue(place, inner)]));
  }

  function resolveReference({ stack, iteration = {} }: Place, path: readonly (string | number)[]): unknown {
    const [first = '', second, third, fourth, ...rest] = path;
    if (Object.hasOwn(iteration, first)) return descend(iteration, path);
    if (first === 'local') {
      const name = String(second);
      const place = { stack, address: 'local' };
      return descend(
        guarded(place, name, () => resolveValue(place, stack.locals[name])),
        path.slice(2),
      );
    }
    if (first === 'path' && second === 'module') return stack.folder;
    if (first === 'terraform' && second === 'workspace') return 'default';
    if (first === 'data' && second === 'terraform_remote_state' && fourth === 'outputs') {
      return descend(output(producer(stack, String(third)), String(rest[0])), rest.slice(1));
    }
    const [type, name, inner] =
      first === 'data'
        ? [`data.${second}`, String(third), path.slice(3)]
        : [String(first), String(second), path.slice(2)];
    const found = instances(stack, type, name);
    if (found === undefined) throw new Error(`there is no ${type}.${name} in the stack`);
    const single = found.find(({ key }) => key === undefined);
    const [one, [attribute, ...below]] =
      single === undefined ? [found.find(({ key }) => key === inner[0]), inner.slice(1)] : [single, inner];
    if (one === undefined) throw new Error(`there is no ${type}.${name}[${JSON.stringify(inner[0])}]`);
    if (attribute === undefined) throw new Error(`${type}.${name} as a whole is not supported`);
    return descend(one.resource.attribute(String(attribute)), below);
  }

  function output(stack: SynthesizedStack, name: string): unknown {
    if (!Object.hasOwn(stack.outputs, name)) throw new OutputError(stack.name, '', `output ${name}`, 'is not there');
    const place = { stack, address: `output ${name}` };
    return guarded(place, 'value', () => resolveValue(place, stack.outputs[name]));
  }

  /** The stack whose state a remote state reads: the one with the same backend. */
  function producer(stack: SynthesizedStack, name: string): SynthesizedStack {
    const block = stack.data['terraform_remote_state']?.[name];
    const address = `data.terraform_remote_state.${name}`;
    if (block === undefined) throw new OutputError(stack.name, address, '', 'is not there');
    const backend = String(block['backend']);
    const place = placeOf(block['config']);
    const found = stacks.find((one) => placeOf(one.backend[backend]) === place);
    if (found === undefined) throw new OutputError(stack.name, address, place, 'is the state of no stack here');
    return found;
  }

  function stackOf(name: string): SynthesizedStack {
    const found = stacks.find((stack) => stack.name === name);
    if (found === undefined) throw new OutputError(name, '', '', 'is not among the stacks that were read');
    return found;
  }

  function undeployed(
    stack: SynthesizedStack,
    type: string,
    address: string,
    argument: Undeployed['argument'],
  ): Undeployed {
    const { aws, genesyscloud } = stack.providers;
    const region = String(aws?.['region'] ?? 'us-east-1');
    const [account = ACCOUNT] = Array.isArray(aws?.['allowed_account_ids']) ? aws['allowed_account_ids'] : [];
    return {
      stack: stack.name,
      address,
      type,
      argument,
      region,
      account: String(account),
      partition: region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws',
      genesysRegion: String(genesyscloud?.['aws_region'] ?? ''),
    };
  }
}

/** Where a backend keeps its state; equal for two blocks that mean the same. */
function placeOf(config: unknown): string {
  if (typeof config !== 'object' || config === null) return '';
  const place = ['path', 'bucket', 'key', 'workspace_dir'].map((name) => Reflect.get(config, name));
  return place.filter((part) => typeof part === 'string').join(' ');
}
