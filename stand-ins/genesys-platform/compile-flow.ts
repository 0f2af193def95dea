import { parse } from 'yaml';

/** Something that Architect has to say about an object of the flow. */
export interface FlowIssue {
  readonly severity: 'error' | 'warning';
  readonly objectName: string;
  readonly objectType: string;
  readonly message: string;
  /** Place in the YAML, as Archy writes it. */
  readonly refPath: string | null;
}

/** A flow file as far as the platform has to understand it to publish it. */
export interface FlowFile {
  readonly name: string;
  /** As the API spells it, for example INBOUNDEMAIL. */
  readonly type: string;
  readonly description: string;
  /** Names of the objects that publishing must find. */
  readonly queues: readonly string[];
  readonly actions: readonly ActionUse[];
  /** What is wrong or odd in the file itself. */
  readonly issues: readonly FlowIssue[];
}

export interface ActionUse {
  readonly category: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly refPath: string;
}

/** Reads a flow file. @throws {Error} whose message is what Archy says about a file it cannot process */
export function readFlowFile(text: string): FlowFile {
  let root: unknown;
  try {
    root = parse(text);
  } catch (cause) {
    throw new Error(`Exception: - ERROR! the yaml is not valid -- ${cause instanceof Error ? cause.message : cause}`);
  }
  const [key, flow] = Object.entries(objectOf(root))[0] ?? [];
  if (key === undefined || !isObject(flow)) throw new Error('Exception: - ERROR! the yaml holds no flow');
  const name = flow['name'];
  if (typeof name !== 'string' || name === '') throw new Error(missing('name', `/${key}`));

  const queues = new Set<string>();
  const actions: ActionUse[] = [];
  const issues: FlowIssue[] = [];
  const declared: { name: string; type: string }[] = [];
  const counts = new Map<string, number>();

  visit(flow, `/${key}`);
  for (const variable of declared) {
    if (text.split(variable.name).length > 2) continue;
    const message = `The variable '${variable.name}' is not used.`;
    issues.push({ severity: 'warning', objectName: variable.name, objectType: variable.type, message, refPath: null });
  }
  return {
    name,
    type: key.toUpperCase(),
    description: String(flow['description'] ?? ''),
    queues: [...queues],
    actions,
    issues,
  };

  function visit(value: unknown, path: string): void {
    if (Array.isArray(value)) {
      for (const item of value) {
        const [kind, content] = Object.entries(objectOf(item))[0] ?? [];
        if (kind !== undefined) visitItem(kind, content, path);
      }
      return;
    }
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}/${key}`);
  }

  function visitItem(kind: string, content: unknown, parent: string): void {
    const fields = objectOf(content);
    if (parent.endsWith('/variables')) {
      declared.push({ name: String(fields['name']), type: archType('Variable', kind.replace(/Variable$/, '')) });
      return;
    }
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const path = `${parent}/${kind}[${fields['refId'] ?? `_^_archy_${kind}_${count}__`}]`;
    const fault = (message: string): void => {
      const objectName = String(fields['name'] ?? kind);
      issues.push({ severity: 'error', objectName, objectType: archType('Action', kind), message, refPath: path });
    };
    if (kind === 'callData') visitCallData(fields, path, fault);
    if (kind === 'transferToAcd') visitQueue(fields['targetQueue'], () => fault('A queue must be specified.'));
    if (kind === 'updateData') {
      for (const statement of Array.isArray(fields['statements']) ? fields['statements'] : []) {
        const queue = objectOf(objectOf(statement)['queue']);
        if ('value' in queue) visitQueue(queue['value'], () => fault('A value must be specified.'));
      }
    }
    visit(content, path);
  }

  function visitQueue(value: unknown, fault: () => void): void {
    const { lit, exp } = objectOf(value);
    const name = objectOf(lit)['name'];
    if (typeof name === 'string') queues.add(name);
    else if (exp === undefined) fault();
  }

  function visitCallData(fields: Fields, refPath: string, fault: (message: string) => void): void {
    const [category, inCategory] = Object.entries(objectOf(fields['category']))[0] ?? [];
    const [name, use] = Object.entries(objectOf(objectOf(inCategory)['dataAction']))[0] ?? [];
    if (category === undefined || name === undefined) {
      fault('A data action must be selected.');
      return;
    }
    const { inputs, successOutputs } = objectOf(use);
    actions.push({
      category,
      name,
      inputs: Object.keys(objectOf(inputs)),
      outputs: Object.keys(objectOf(successOutputs)),
      refPath,
    });
  }
}

/** What publishing can find in the organisation. */
export interface FlowSurroundings {
  hasQueue(name: string): boolean;
  /** Contracts of the actions with that name in that category. */
  contracts(
    category: string,
    name: string,
  ): readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
}

/** Lines that Archy prints when something the flow names is not in the organisation; none when all is there. */
export function unresolved(file: FlowFile, { hasQueue, contracts }: FlowSurroundings): readonly string[] {
  const queue = file.queues.find((name) => !hasQueue(name));
  if (queue !== undefined) return [`find 'queue' by value of '${queue}' - no matches`];
  for (const { category, name, inputs, outputs, refPath } of file.actions) {
    const found = contracts(category, name);
    if (found.length > 1) {
      return [`item[1] - value '${name}' - is another case sensitive match - unable to disambiguate network results.`];
    }
    const [contract] = found;
    if (contract === undefined) return [`find 'data action' by value of '${name}' - no matches`];
    const stranger =
      inputs.find((input) => !contract.inputs.includes(input)) ??
      outputs.find((output) => !contract.outputs.includes(output));
    if (stranger !== undefined) {
      return [
        `the data action '${name}' has no input or output named '${stranger}'`,
        `    Path: '${refPath}'`,
        `    Property name: '${stranger}'`,
      ];
    }
  }
  return [];
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

function archType(family: string, kind: string): string {
  return `Arch${family}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

function missing(property: string, path: string): string {
  return `Exception: - ERROR! a required property is missing\n    Path: '${path}'\n    Property name: '${property}'`;
}
