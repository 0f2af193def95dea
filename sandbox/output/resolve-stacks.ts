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
const META = new Set(['//', 'depends_on', 'lifecycle', 'provider', 'provisioner', 'connection']);
const MULTIPLIED = ['count', 'for_each'];
/** AWS's own example. */
const ACCOUNT = '123456789012';

/**
 * Resolves every resource of the stacks, across them too.
 * @throws {OutputError} naming stack, resource and expression of the first one that cannot be known
 */
export function resolveStacks(stacks: readonly SynthesizedStack[]): ResolvedOutput {
  const known = new Map<string, ResolvedResource>();
  const pending = new Set<string>();
  for (const stack of stacks) {
    for (const [type, blocks] of Object.entries(stack.resources)) addAll(stack, type, blocks);
    for (const [type, blocks] of Object.entries(stack.data)) addAll(stack, `data.${type}`, blocks);
  }
  const resources = [...known.values()];
  for (const resource of resources) void resource.arguments;
  for (const stack of stacks) for (const name of Object.keys(stack.outputs)) output(stack, name);
  return {
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    output: (stack, name) => output(stackOf(stack), name),
  };

  function addAll(stack: SynthesizedStack, type: string, blocks: Readonly<Record<string, object>>): void {
    if (type === 'data.terraform_remote_state') return;
    for (const [name, block] of Object.entries(blocks)) {
      const address = `${type}.${name}`;
      const multiplied = MULTIPLIED.find((argument) => argument in block);
      if (multiplied !== undefined) throw new OutputError(stack.name, address, multiplied, 'is not supported');
      known.set(`${stack.name}/${address}`, resource(stack, type, address, block));
    }
  }

  function resource(stack: SynthesizedStack, type: string, address: string, block: object): ResolvedResource {
    const given = Object.entries(block).filter(([name]) => !META.has(name));
    const values = new Map<string, unknown>();
    const read = (name: string): unknown => {
      if (values.has(name)) return values.get(name);
      const value = guarded(stack, address, name, () => resolveValue(stack, address, Reflect.get(block, name)));
      values.set(name, value);
      return value;
    };
    const attribute = (name: string): unknown => {
      if (given.some(([argument]) => argument === name)) return read(name);
      const value = computedAttribute(
        undeployed(stack, type, address, (argument) => {
          return given.some(([one]) => one === argument) ? read(argument) : undefined;
        }),
        name,
      );
      if (value === undefined) throw new OutputError(stack.name, address, name, 'is not known before it is deployed');
      return value;
    };
    return {
      stack: stack.name,
      folder: stack.folder,
      type,
      address,
      get arguments() {
        return Object.fromEntries(given.map(([name]) => [name, read(name)]));
      },
      attribute,
    };
  }

  /** Refuses a value that needs itself. */
  function guarded(stack: SynthesizedStack, address: string, name: string, resolve: () => unknown): unknown {
    const key = `${stack.name}/${address}.${name}`;
    if (pending.has(key)) throw new OutputError(stack.name, address, name, 'depends on itself');
    pending.add(key);
    try {
      return resolve();
    } finally {
      pending.delete(key);
    }
  }

  function resolveValue(stack: SynthesizedStack, address: string, value: unknown): unknown {
    if (typeof value === 'string') {
      try {
        return evaluateTemplate(value, (path) => resolveReference(stack, path));
      } catch (error) {
        if (error instanceof OutputError) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        const shown = value.length > 200 ? `${value.slice(0, 200)}…` : value;
        throw new OutputError(stack.name, address, shown, reason, { cause: error });
      }
    }
    if (Array.isArray(value)) return value.map((item) => resolveValue(stack, address, item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, resolveValue(stack, address, inner)]),
    );
  }

  function resolveReference(stack: SynthesizedStack, path: readonly (string | number)[]): unknown {
    const [first, second, third, fourth, ...rest] = path;
    if (first === 'local') {
      const name = String(second);
      const value = guarded(stack, 'local', name, () => resolveValue(stack, `local.${name}`, stack.locals[name]));
      return descend(value, path.slice(2));
    }
    if (first === 'path' && second === 'module') return stack.folder;
    if (first === 'terraform' && second === 'workspace') return 'default';
    if (first === 'data' && second === 'terraform_remote_state' && fourth === 'outputs') {
      return descend(output(producer(stack, String(third)), String(rest[0])), rest.slice(1));
    }
    const [type, name, attribute, inner] =
      first === 'data' ? [`data.${second}`, third, fourth, rest] : [String(first), second, third, path.slice(3)];
    const found = known.get(`${stack.name}/${type}.${name}`);
    if (found === undefined) throw new Error(`there is no ${type}.${name} in the stack`);
    if (attribute === undefined) throw new Error(`${type}.${name} as a whole is not supported`);
    return descend(found.attribute(String(attribute)), inner);
  }

  function output(stack: SynthesizedStack, name: string): unknown {
    if (!Object.hasOwn(stack.outputs, name)) throw new OutputError(stack.name, '', `output ${name}`, 'is not there');
    return guarded(stack, 'output', name, () => resolveValue(stack, `output ${name}`, stack.outputs[name]));
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
