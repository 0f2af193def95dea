import { type Field, idle, onlyEntry, readInputs, readTargets, reference, target, value, word } from './fields';
import type { Operand, Target } from './flow';
import { readOperand } from './read-operand';
import { isType, type Type } from './type';
import type { Position, YamlCursor } from './yaml-cursor';

/** What an action of Architect's language consists of. */
interface ActionSpec {
  readonly fields: Readonly<Record<string, Field<unknown>>>;
  /** Names of its paths; `any`: whatever the file calls them. */
  readonly outputs?: readonly string[] | 'any';
  /** Whether the check demands that each path is written out. */
  readonly writesPathsOut?: true;
  /** Why the check for publishing refuses it; undefined when its YAML was seen in published flows and e-mail flows have it. */
  readonly unseen?: string;
  /** The YAML was never seen: the sandbox takes every key that holds values. */
  readonly takesAnyKey?: true;
  /** Something of the organisation answers; the path that the sandbox takes when nobody does. */
  readonly asks?: string;
}

const NEVER = 'its YAML was never seen';
const ELSEWHERE = 'its YAML was seen in other kinds of flow alone';
const TRANSFER = 'a transfer in an e-mail flow has no failure path; see docs/decisions/0010-flow-yaml.md';

const address = value('string', { presence: 'published', seen: ['exp', 'noValue'] });
const found = (type: Type) => target(type, { on: 'found' });

/** Every action that the sandbox runs, by its key. */
export const actionSpecs = {
  callData: {
    fields: {
      timeout: value('duration', { presence: 'published', seen: ['lit'] }),
      category: dataAction(),
    },
    outputs: ['success', 'failure', 'timeout'],
    writesPathsOut: true,
  },
  findQueue: {
    fields: { findName: value('string'), findResult: found('queue') },
    outputs: ['found', 'notFound'],
    writesPathsOut: true,
  },
  findQueueById: find('queue', 'findId'),
  findSkill: find('skill', 'findName'),
  findUser: find('user', 'findName'),
  findSchedule: find('schedule', 'findName'),
  findScheduleGroup: find('scheduleGroup', 'findName'),
  decision: { fields: { condition: value('boolean', { seen: ['exp'] }) }, outputs: ['yes', 'no'] },
  switch: { fields: { evaluate: cases() } },
  updateData: { fields: { statements: statements() } },
  sendAutoReply: {
    fields: {
      messageBody: value('string', { seen: ['exp'] }),
      replyMode: word('replyToSender', 'replyToAll'),
      from: address,
      replyTo: address,
      cc: address,
      bcc: address,
    },
  },
  transferToAcd: {
    fields: {
      targetQueue: value('queue'),
      priority: value('integer', {
        presence: 'published',
        seen: ['lit'],
        range: { least: -25_000_000, most: 25_000_000 },
      }),
      preferredAgents: value('any', { presence: 'published', seen: ['noValue'] }),
      languageSkill: value('any', { presence: 'published', seen: ['noValue'] }),
      appendSkills: value('boolean', { presence: 'optional', seen: ['lit'] }),
      failureOutputs: failureOutputs(TRANSFER),
    },
    outputs: ['failure'],
  },
  disconnect: { fields: { none: idle() } },
  setParticipantData: { fields: { attributes: writtenAttributes() } },
  getParticipantData: { fields: { attributes: readAttributes() } },
  callTask: { fields: { targetTaskRef: reference('task') }, outputs: 'any' },
  jumpToTask: { fields: { targetTaskRef: reference('task') }, unseen: NEVER },
  changeState: { fields: { targetStateRef: reference('state') }, unseen: NEVER },
  endTask: { fields: { outputPath: outputPath() }, unseen: NEVER },
  loop: {
    fields: { currentIndex: target('integer', { presence: 'optional' }), loopCount: value('integer') },
    outputs: ['loop'],
    unseen: ELSEWHERE,
  },
  loopNext: { fields: {}, unseen: NEVER },
  loopExit: { fields: {}, unseen: NEVER },
  wait: {
    fields: {
      duration: value('duration', { alias: 'waitTime', seen: ['lit'] }),
      trimDurationNearMaxRunningTime: value('boolean', { presence: 'optional', seen: ['lit'] }),
    },
  },
  evaluateSchedule: {
    fields: { evaluationType: schedule() },
    outputs: ['active', 'inactive'],
    unseen: ELSEWHERE,
    asks: 'active',
  },
  evaluateScheduleGroup: {
    fields: {
      scheduleGroup: value('scheduleGroup'),
      emergencyGroup: value('emergencyGroup', { presence: 'optional' }),
      inServiceSchedules: value('any', { presence: 'optional' }),
      evaluate: idle(),
    },
    outputs: ['open', 'closed', 'holiday', 'emergency'],
    unseen: ELSEWHERE,
    asks: 'open',
  },
  dataTableLookup: {
    fields: { lookupValue: value('string'), dataTable: dataTable() },
    outputs: ['found', 'notFound', 'failure'],
    unseen: NEVER,
    asks: 'notFound',
  },
  getExternalContact: { ...open('found', 'notFound', 'failure'), asks: 'notFound' },
  getEmailHeaders: { ...open('success', 'failure'), asks: 'failure' },
  callCommonModule: { fields: { commonModule: commonModule() }, outputs: 'any', unseen: ELSEWHERE, asks: 'default' },
  initializeFlowOutcome: open(),
  setFlowOutcome: open(),
  addFlowMilestone: open(),
  setWrapupCode: open(),
  setExternalTag: open(),
} as const satisfies Record<string, ActionSpec>;

type Specs = typeof actionSpecs;
type ReadFields<F> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };
/** The fields of each action as they are read. */
export type Actions = { readonly [K in keyof Specs]: ReadFields<Specs[K]['fields']> };

export function actionSpec(kind: string): ActionSpec | undefined {
  return Object.hasOwn(actionSpecs, kind) ? actionSpecs[kind as keyof Specs] : undefined;
}

/** Other words for an action. */
export const ACTION_ALIASES: ReadonlyMap<string, keyof Specs> = new Map([
  ['nextLoop', 'loopNext'],
  ['exitLoop', 'loopExit'],
]);

function find<const K extends string>(type: Type, key: K) {
  const fields = { [key]: value('string'), findResult: found(type) } as Record<K, Field<Operand>> & {
    findResult: Field<string | undefined>;
  };
  return { fields, outputs: ['found', 'notFound'], unseen: NEVER, asks: 'notFound' } as const;
}

function open<const O extends readonly string[]>(...outputs: O) {
  return { fields: {}, outputs, unseen: NEVER, takesAnyKey: true } as const;
}

interface DataActionUse {
  readonly category: string;
  readonly name: string;
  readonly inputs: readonly (readonly [name: string, value: Operand])[];
  readonly outputs: readonly Target[];
  /** Where the category, the action, its inputs and its outputs are named. */
  readonly at: Readonly<Record<'category' | 'name' | 'inputs' | 'outputs', Position>>;
}

function dataAction(): Field<DataActionUse> {
  return {
    presence: 'required',
    read: (reader, at, action) => {
      const [category, inCategory] = onlyEntry(reader, action, at, 'category');
      const [name, use] = onlyEntry(reader, action, inCategory?.get('dataAction'), 'dataAction');
      const position = (use ?? inCategory ?? at ?? action).position;
      const [inputs, successOutputs] = [use?.get('inputs'), use?.get('successOutputs')];
      if (use !== undefined) {
        for (const [key, field] of use.entries()) {
          if (!['inputs', 'successOutputs', 'failureOutputs'].includes(key)) {
            reader.unproven(field.position, `unknown key ${key}. Allowed here: inputs, successOutputs, failureOutputs`);
          }
        }
      }
      const given = readInputs(reader, inputs, true);
      readTargets(reader, successOutputs, 'success', () => 'any');
      const outputs = [...(reader.action?.targets ?? [])];
      readFailureOutputs(reader, use?.get('failureOutputs'));
      const places = {
        category: inCategory?.position ?? position,
        name: position,
        inputs: inputs?.position ?? position,
        outputs: successOutputs?.position ?? position,
      };
      return { category, name, inputs: given, outputs, at: places };
    },
  };
}

const FAILURE_OUTPUTS = [
  ...['errorCode', 'errorType', 'errorMessage', 'status', 'correlationId', 'entityId', 'entityName', 'userMessage'],
  ...['userParamsMessage', 'userParams.key', 'userParams.value', 'details.errorCode', 'details.fieldName'],
  ...['details.entityId', 'details.entityName'],
];

function readFailureOutputs(reader: Parameters<Field<void>['read']>[0], at: YamlCursor | undefined): void {
  for (const [key, output] of at?.entries() ?? []) {
    if (!FAILURE_OUTPUTS.includes(key)) {
      reader.unproven(output.position, `unknown failure output ${key}. Known: ${FAILURE_OUTPUTS.join(', ')}`);
    }
  }
  readTargets(reader, at, 'failure', (output) => (output === 'status' ? 'integer' : 'string'));
}

function failureOutputs(unproven?: string): Field<void> {
  return {
    presence: 'optional',
    read: (reader, at) => {
      if (at !== undefined && unproven !== undefined) reader.unproven(at.position, unproven);
      readFailureOutputs(reader, at);
    },
  };
}

interface Case {
  readonly label: string;
  readonly when: Operand;
}

interface Cases {
  /** undefined: the first case that is true; otherwise the first that equals it. */
  readonly value: Operand | undefined;
  readonly cases: readonly Case[];
}

function cases(): Field<Cases> {
  return {
    presence: 'required',
    read: (reader, at, action) => {
      const path = `${reader.action?.refPath}/evaluate`;
      const firstTrue = at?.get('firstTrue');
      // firstMatch has a level more: the type of what is compared.
      const [type = 'string', typed] = at?.get('firstMatch')?.entries()[0] ?? [];
      const body = firstTrue ?? typed;
      const compared: Type = isType(type) ? type : 'any';
      if (body === undefined) reader.wrong((at ?? action).position, 'evaluate must be firstTrue or firstMatch');
      if (typed !== undefined && type !== 'string') {
        reader.unproven(typed.position, `a comparison of ${type} was never seen in a published flow`);
      }
      const wanted = firstTrue === undefined ? compared : 'boolean';
      const seen = firstTrue === undefined ? (['lit'] as const) : (['exp'] as const);
      const at0 = firstTrue === undefined ? typed?.get('value') : undefined;
      const value =
        at0 === undefined
          ? undefined
          : readOperand(reader, at0, 'value', { type: wanted, isNeeded: true, seen: ['exp'] });
      if (firstTrue === undefined && value === undefined && typed !== undefined)
        reader.wrong(typed.position, 'value is missing');
      if (value !== undefined) reader.action?.operands.push(['value', value]);
      const read = (body?.get('cases')?.items() ?? []).flatMap((item, index): Case[] => {
        const one = item.get('case') ?? item;
        const given = one.get('value');
        if (given === undefined) {
          reader.wrong(one.position, 'value is missing');
          return [];
        }
        const when = readOperand(reader, given, 'value', { type: wanted, isNeeded: true, seen });
        reader.action?.operands.push(['value', when]);
        // Two cases may say the same: the number keeps their labels apart.
        const label = `${index + 1}: ${when.text}`;
        reader.action?.branches.push({ label, at: one, refPath: `${path}/cases/case[${index + 1}]` });
        return [{ label, when }];
      });
      const otherwise = body?.get('default') ?? at?.get('default');
      reader.action?.branches.push({ label: 'default', at: otherwise ?? action.none(), refPath: `${path}/default` });
      return { value, cases: read };
    },
  };
}

export interface Statement extends Position {
  readonly variable: string;
  readonly value: Operand;
}

function statements(): Field<readonly Statement[]> {
  return {
    presence: 'required',
    read: (reader, at, action) => {
      const items = at?.items() ?? [];
      if (items.length === 0) reader.wrong((at ?? action).position, 'statements must have at least one');
      return items.flatMap((item) =>
        item.entries().flatMap(([kind, statement]): Statement[] => {
          const type: Type = isType(kind) ? kind : 'any';
          if (!isType(kind)) reader.unproven(statement.position, `${kind} is not a type of statement that was seen`);
          const name = statement.get('variable');
          const variable = reader.assigns(name, statement, type);
          const given = statement.get('value');
          if (given === undefined) {
            reader.wrong(statement.position, 'value is missing');
            return [];
          }
          const value = readOperand(reader, given, variable, {
            type,
            isNeeded: false,
            seen: ['exp', 'lit', 'noValue'],
          });
          return [{ variable, value, ...(name ?? statement).position }];
        }),
      );
    },
  };
}

interface Attribute {
  readonly name: Operand;
  readonly value: Operand;
}

function writtenAttributes(): Field<readonly Attribute[]> {
  return {
    presence: 'required',
    read: (reader, at, action) =>
      (at?.items() ?? []).map((item) => {
        const one = item.get('attribute') ?? item;
        const read = (key: string) => {
          const operand = value('string', key === 'name' ? { seen: ['lit'] } : {}).read(
            reader,
            one.get(key),
            action,
            key,
          );
          if (one.get(key) === undefined) reader.wrong(one.position, `${key} is missing`);
          return operand;
        };
        return { name: read('name'), value: read('value') };
      }),
  };
}

function readAttributes(): Field<readonly { readonly name: Operand; readonly variable: string }[]> {
  return {
    presence: 'required',
    read: (reader, at, action) =>
      (at?.items() ?? []).map((item) => {
        const one = item.get('attribute') ?? item;
        const name = value('string', { seen: ['lit'] }).read(reader, one.get('name'), action, 'name');
        // Not `var`: the file names the variable itself.
        const variable = reader.assigns(one.get('variable'), one, 'string');
        const position = (one.get('variable') ?? one).position;
        reader.action?.targets.push({ output: name.text, variable, on: undefined, isSet: false, ...position });
        return { name, variable };
      }),
  };
}

function outputPath(): Field<string> {
  return { presence: 'optional', read: (_reader, at) => at?.get('name')?.text() ?? 'default' };
}

function schedule(): Field<Operand | undefined> {
  return {
    presence: 'required',
    read: (reader, at, action) => {
      const selected = at?.get('schedule')?.get('selectedSchedule');
      if (selected !== undefined) return value('schedule').read(reader, selected, action, 'selectedSchedule');
      reader.wrong((at ?? action).position, 'evaluationType must be schedule with a selectedSchedule');
      return undefined;
    },
  };
}

function dataTable(): Field<string> {
  return {
    presence: 'required',
    read: (reader, at, action, key) => {
      const [name, table] = onlyEntry(reader, action, at, key);
      readTargets(reader, table?.get('foundOutputs'), 'found', () => 'any');
      readFailureOutputs(reader, table?.get('failureOutputs'));
      return name;
    },
  };
}

function commonModule(): Field<string> {
  return {
    presence: 'required',
    read: (reader, at, action, key) => {
      const [name, versions] = onlyEntry(reader, action, at, key);
      const [, module] = onlyEntry(reader, action, versions, 'the version');
      readInputs(reader, module?.get('inputs'), false);
      readTargets(reader, module?.get('outputs'), 'default', () => 'any');
      return name;
    },
  };
}
