import type { Action, ActionKind, Branch, Named, Operand } from './flow';
import type { FlowReader } from './flow-reader';
import { readAssignments, readDuration, readOperand, readRequired, readVariableName } from './read-operand';
import { readReference } from './read-reference';
import type { YamlCursor } from './yaml-cursor';

type Read = (reader: FlowReader, at: YamlCursor) => ActionFields;
/** An action without what all have in common. */
type ActionFields = Action extends infer Each ? (Each extends Action ? Omit<Each, keyof Common> : never) : never;
type Common = Named & { readonly id: number };

interface Kind {
  /** Keys that the kind knows; those in `idle` make no difference to where a mail goes. */
  readonly keys: readonly string[];
  readonly idle?: readonly string[];
  readonly outputs?: readonly string[];
  readonly read: Read;
}

/** The actions of inbound e-mail flows that the sandbox runs. */
const kinds: ReadonlyMap<string, Kind> = new Map<ActionKind, Kind>([
  [
    'callData',
    {
      keys: ['category', 'timeout'],
      idle: ['processingPrompt'],
      outputs: ['success', 'failure', 'timeout'],
      read: readCallData,
    },
  ],
  [
    'findQueue',
    {
      keys: ['findName', 'findResult'],
      outputs: ['found', 'notFound'],
      read: (reader, at) => {
        const result = at.get('findResult')?.get('var');
        return {
          kind: 'findQueue',
          find: readRequired(reader, at, 'findName'),
          result: result === undefined ? undefined : readVariableName(reader, result, at.line),
          branches: readBranches(reader, at),
        };
      },
    },
  ],
  [
    'decision',
    {
      keys: ['condition'],
      outputs: ['yes', 'no'],
      read: (reader, at) => ({
        kind: 'decision',
        condition: readRequired(reader, at, 'condition'),
        branches: readBranches(reader, at),
      }),
    },
  ],
  ['switch', { keys: ['evaluate'], read: readSwitch }],
  [
    'updateData',
    {
      keys: ['statements'],
      read: (reader, at) => ({
        kind: 'updateData',
        branches: [],
        statements: (at.get('statements')?.items() ?? []).flatMap((item) =>
          item.entries().map(([type, statement]) => ({
            variable: readVariableName(reader, statement.get('variable'), statement.line),
            value: readOperand(reader, statement.get('value'), statement.line, type === 'string'),
          })),
        ),
      }),
    },
  ],
  [
    'sendAutoReply',
    {
      keys: ['messageBody', 'replyMode', 'from', 'replyTo', 'cc', 'bcc'],
      read: (reader, at) => {
        const mode = at.get('replyMode')?.text() ?? 'replyToSender';
        if (mode !== 'replyToSender' && mode !== 'replyToAll') {
          reader.fault(at.line, `replyMode ${mode} is not known; known: replyToSender, replyToAll`);
        }
        const address = (key: string): Operand => readOperand(reader, at.get(key), at.line);
        return {
          kind: 'sendAutoReply',
          body: readRequired(reader, at, 'messageBody'),
          mode: mode === 'replyToAll' ? mode : 'replyToSender',
          from: address('from'),
          replyTo: address('replyTo'),
          cc: address('cc'),
          bcc: address('bcc'),
          branches: [],
        };
      },
    },
  ],
  [
    'transferToAcd',
    {
      keys: ['targetQueue', 'failureOutputs'],
      idle: ['priority', 'preferredAgents', 'languageSkill', 'appendSkills', 'skills', 'label'],
      outputs: ['failure'],
      read: (reader, at) => ({
        kind: 'transferToAcd',
        queue: readRequired(reader, at, 'targetQueue'),
        failureOutputs: readAssignments(reader, at.get('failureOutputs')),
        branches: readBranches(reader, at),
      }),
    },
  ],
  ['disconnect', { keys: [], idle: ['none'], read: () => ({ kind: 'disconnect', branches: [] }) }],
  [
    'setParticipantData',
    {
      keys: ['attributes'],
      read: (reader, at) => ({
        kind: 'setParticipantData',
        branches: [],
        attributes: readAttributes(at).map((attribute) => ({
          name: readRequired(reader, attribute, 'name'),
          value: readRequired(reader, attribute, 'value'),
        })),
      }),
    },
  ],
  [
    'getParticipantData',
    {
      keys: ['attributes'],
      read: (reader, at) => ({
        kind: 'getParticipantData',
        branches: [],
        attributes: readAttributes(at).map((attribute) => ({
          name: readRequired(reader, attribute, 'name'),
          variable: readVariableName(reader, attribute.get('variable'), attribute.line),
        })),
      }),
    },
  ],
  [
    'callTask',
    {
      keys: ['targetTaskRef', 'outputs'],
      read: (reader, at) => ({
        kind: 'callTask',
        ref: readReference(reader, at, 'targetTaskRef', 'task'),
        branches: readBranches(reader, at),
      }),
    },
  ],
  [
    'changeState',
    {
      keys: ['targetStateRef'],
      read: (reader, at) => ({
        kind: 'changeState',
        ref: readReference(reader, at, 'targetStateRef', 'state'),
        branches: [],
      }),
    },
  ],
  [
    'endTask',
    {
      keys: ['outputPath'],
      read: (_reader, at) => ({
        kind: 'endTask',
        outputPath: at.get('outputPath')?.get('name')?.text() ?? 'default',
        branches: [],
      }),
    },
  ],
]);

/** Reads the list under `actions`. */
export function readActions(reader: FlowReader, at: YamlCursor | undefined): readonly Action[] {
  return reader.nested(at?.line ?? 1, () =>
    (at?.items() ?? []).flatMap((item) => item.entries().flatMap(([kind, action]) => read(reader, kind, action))),
  );
}

function read(reader: FlowReader, name: string, at: YamlCursor): readonly Action[] {
  const kind = kinds.get(name);
  const label = at.get('name')?.text() ?? name;
  if (kind === undefined) {
    const known = [...kinds.keys()].join(', ');
    reader.fault(at.line, `action ${name}${label === name ? '' : ` (${label})`} is not known here. Known: ${known}`);
    return [];
  }
  const id = reader.nextActionId(at.line);
  const acted = [
    'name',
    'refId',
    ...kind.keys,
    ...(kind.idle ?? []),
    ...(kind.outputs === undefined ? [] : ['outputs']),
  ];
  for (const [key, value] of at.entries()) {
    if (!acted.includes(key)) reader.notice(value.line, `${name}: the sandbox does not act on ${key}`);
  }
  const { outputs } = kind;
  for (const [output, value] of outputs === undefined ? [] : (at.get('outputs')?.entries() ?? [])) {
    if (!outputs?.includes(output)) {
      reader.fault(value.line, `${name} has no output ${output}; it has ${outputs?.join(', ')}`);
    }
  }
  return [{ id, name: label, line: at.line, ...kind.read(reader, at) }];
}

function readBranches(reader: FlowReader, at: YamlCursor): readonly Branch[] {
  return (at.get('outputs')?.entries() ?? []).map(([label, output]) => ({
    label,
    actions: readActions(reader, output.get('actions')),
  }));
}

function readAttributes(at: YamlCursor): readonly YamlCursor[] {
  return (at.get('attributes')?.items() ?? []).map((item) => item.get('attribute') ?? item);
}

function readCallData(reader: FlowReader, at: YamlCursor): ActionFields {
  const [category, action] = onlyEntry(reader, at, at.get('category'), 'category');
  const [dataAction, fields] = onlyEntry(reader, at, action?.get('dataAction'), 'dataAction');
  const inputs = (fields?.get('inputs')?.entries() ?? []).map(
    ([name, value]) => [name, readOperand(reader, value, value.line)] as const,
  );
  const successOutputs = readAssignments(reader, fields?.get('successOutputs'));
  reader.dataActions.push({
    category,
    name: dataAction,
    line: at.line,
    inputs: inputs.map(([name]) => name),
    outputs: successOutputs.map(([name]) => name),
  });
  return {
    kind: 'callData',
    category,
    dataAction,
    inputs,
    timeout: readDuration(reader, at.get('timeout')),
    successOutputs,
    failureOutputs: readAssignments(reader, fields?.get('failureOutputs')),
    branches: readBranches(reader, at),
  };
}

function onlyEntry(
  reader: FlowReader,
  action: YamlCursor,
  at: YamlCursor | undefined,
  key: string,
): readonly [string, YamlCursor | undefined] {
  const [first, ...others] = at?.entries() ?? [];
  if (first === undefined || others.length > 0) reader.fault(at?.line ?? action.line, `${key} must name exactly one`);
  return first ?? ['', undefined];
}

function readSwitch(reader: FlowReader, at: YamlCursor): ActionFields {
  const evaluate = at.get('evaluate');
  const firstTrue = evaluate?.get('firstTrue');
  // firstMatch has a level more: the type of what is compared.
  const [type, typed] = evaluate?.get('firstMatch')?.entries()[0] ?? [];
  const body = firstTrue ?? typed;
  if (body === undefined) reader.fault(at.line, 'evaluate must be firstTrue or firstMatch');
  const value = firstTrue === undefined && typed !== undefined ? readRequired(reader, typed, 'value') : undefined;
  const cases = (body?.get('cases')?.items() ?? []).map((item, index) => {
    const one = item.get('case') ?? item;
    const when = readRequired(reader, one, 'value', type === 'string');
    // Two cases may say the same: the number keeps their labels apart.
    return { label: `${index + 1}: ${when.text}`, when, actions: readActions(reader, one.get('actions')) };
  });
  const otherwise = readActions(reader, (body?.get('default') ?? evaluate?.get('default'))?.get('actions'));
  return {
    kind: 'switch',
    value,
    cases,
    branches: [...cases.map(({ label, actions }) => ({ label, actions })), { label: 'default', actions: otherwise }],
  };
}
