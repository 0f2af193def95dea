import { actionSpec } from '../../flows/language/actions';
import { FlowFailure } from '../../flows/language/expression-errors';
import type { Action, ActionKind, ActionOf, Operand } from '../../flows/language/flow';
import { aType, type EntityType } from '../../flows/language/type';
import {
  Duration,
  display,
  Entity,
  fromJson,
  isEqual,
  NOT_SET,
  toJson,
  typeOf,
  type Value,
} from '../../flows/language/value';
import type { FlowMemory } from './flow-memory';
import type { AutoReply, FlowEnd, FlowServices, Named } from './flow-run';
import type { FlowMail } from './mail-variables';

/** What one run has gathered so far. */
export interface RunState {
  readonly mail: FlowMail;
  readonly memory: FlowMemory;
  readonly services: FlowServices;
  readonly replies: AutoReply[];
  readonly participantData: Map<string, string>;
}

/** What an action did. `branch` is where to go on; without one the next action follows. */
export interface Outcome {
  readonly outcome: string;
  readonly detail?: string;
  readonly branch?: string;
  readonly end?: FlowEnd;
  readonly jump?: Jump;
}

export type Jump =
  | { readonly kind: 'call' | 'jump' | 'change'; readonly ref: string }
  | { readonly kind: 'loop'; readonly times: number; readonly index: string | undefined }
  | { readonly kind: 'return' | 'next' | 'exit' };

/** @throws {FlowFailure} */
export async function runAction(action: Action, run: RunState): Promise<Outcome> {
  const { memory, services } = run;
  switch (action.kind) {
    case 'callData':
      return callData(action, run);
    case 'findQueue':
      return find(action, action.findName, 'queue', run);
    case 'findQueueById':
      return find(action, action.findId, 'queue', run);
    case 'findSkill':
      return find(action, action.findName, 'skill', run);
    case 'findUser':
      return find(action, action.findName, 'user', run);
    case 'findSchedule':
      return find(action, action.findName, 'schedule', run);
    case 'findScheduleGroup':
      return find(action, action.findName, 'scheduleGroup', run);
    case 'decision':
      return taken(truth(action.condition, memory) ? 'yes' : 'no');
    case 'switch':
      return taken(chooseCase(action.evaluate, memory));
    case 'updateData':
      for (const { variable, value } of action.statements) memory.assign(variable, value.evaluate(memory));
      return { outcome: 'updated', detail: action.statements.map(({ variable }) => variable).join(', ') };
    case 'sendAutoReply':
      return sendAutoReply(action, run);
    case 'transferToAcd':
      return transfer(action, run);
    case 'disconnect':
      return { outcome: 'disconnected', end: { kind: 'disconnected', reason: 'disconnect' } };
    case 'setParticipantData':
      for (const { name, value } of action.attributes) {
        run.participantData.set(text(name, memory) ?? '', text(value, memory) ?? '');
      }
      return { outcome: 'set', detail: action.attributes.map(({ name }) => text(name, memory)).join(', ') };
    case 'getParticipantData':
      for (const { name, variable } of action.attributes) {
        memory.assign(variable, run.participantData.get(text(name, memory) ?? '') ?? NOT_SET);
      }
      return { outcome: 'read' };
    case 'callTask':
      return { outcome: 'called', jump: { kind: 'call', ref: action.targetTaskRef } };
    case 'jumpToTask':
      return { outcome: 'jumped', jump: { kind: 'jump', ref: action.targetTaskRef } };
    case 'changeState':
      return { outcome: 'changed', jump: { kind: 'change', ref: action.targetStateRef } };
    case 'endTask':
      return { outcome: action.outputPath, jump: { kind: 'return' } };
    case 'loop': {
      const times = action.loopCount.evaluate(memory);
      if (typeof times !== 'number') throw new FlowFailure(`loopCount is ${described(times)}`);
      return { outcome: `${times} times`, jump: { kind: 'loop', times, index: action.currentIndex } };
    }
    case 'loopNext':
      return { outcome: 'next', jump: { kind: 'next' } };
    case 'loopExit':
      return { outcome: 'exit', jump: { kind: 'exit' } };
    case 'wait': {
      const duration = action.duration.evaluate(memory);
      if (!(duration instanceof Duration)) throw new FlowFailure(`the duration is ${described(duration)}`);
      if (duration.milliseconds > LONGEST_WAIT_MS) throw new FlowFailure('an e-mail flow waits at most 72 hours');
      await services.wait?.(duration.milliseconds);
      return { outcome: 'waited', detail: `${duration.milliseconds / 1000} s` };
    }
    default:
      return ask(action, run);
  }
}

const LONGEST_WAIT_MS = 72 * 3_600_000;

async function callData(action: ActionOf<'callData'>, { memory, services }: RunState): Promise<Outcome> {
  const { category, name, inputs } = action.category;
  const timeout = action.timeout.evaluate(memory);
  const outcome = await services.callDataAction({
    category,
    dataAction: name,
    inputs: valuesOf(inputs, memory),
    timeout: timeout instanceof Duration ? timeout.milliseconds : undefined,
  });
  if (outcome.kind === 'timeout') return taken('timeout');
  if (outcome.kind === 'success') {
    assignOutputs(action, 'success', outcome.outputs, memory);
    return taken('success');
  }
  assignOutputs(action, 'failure', outcome.failure, memory);
  const { errorCode, userMessage } = outcome.failure;
  return { ...taken('failure'), detail: [errorCode, userMessage].filter((part) => part !== undefined).join(': ') };
}

function valuesOf(operands: readonly (readonly [string, Operand])[], memory: FlowMemory) {
  return Object.fromEntries(operands.map(([name, value]) => [name, toJson(value.evaluate(memory))]));
}

function taken(branch: string): Outcome {
  return { outcome: branch, branch };
}

/** Gives the variables of that path what the outputs hold. */
function assignOutputs(
  { targets }: Pick<Action, 'targets'>,
  path: string,
  outputs: Readonly<Record<string, unknown>>,
  memory: FlowMemory,
): void {
  for (const { output, variable, on } of targets) {
    if (on === undefined || on === path) memory.assign(variable, fromJson(outputs[output]));
  }
}

function find({ targets }: Action, wanted: Operand, type: EntityType, { memory, services }: RunState): Outcome {
  const name = text(wanted, memory);
  const found =
    name === undefined || name === ''
      ? undefined
      : type === 'queue'
        ? services.findQueue(name)
        : services.find?.(type, name);
  for (const { variable } of targets) {
    memory.assign(variable, found === undefined ? NOT_SET : new Entity(type, found.id, found.name));
  }
  return { ...taken(found === undefined ? 'notFound' : 'found'), detail: found?.name ?? name ?? 'NOT_SET' };
}

function chooseCase({ value, cases }: ActionOf<'switch'>['evaluate'], memory: FlowMemory): string {
  if (value === undefined) return cases.find(({ when }) => truth(when, memory))?.label ?? 'default';
  const wanted = value.evaluate(memory);
  return cases.find(({ when }) => wanted !== NOT_SET && isEqual(wanted, when.evaluate(memory)))?.label ?? 'default';
}

/** One automatic reply per conversation, and never one to a machine. */
function sendAutoReply(action: ActionOf<'sendAutoReply'>, { mail, memory, replies }: RunState): Outcome {
  const body = text(action.messageBody, memory);
  if (body === undefined) throw new FlowFailure('the message body of the automatic reply is NOT_SET');
  if (mail.autoGenerated) return { outcome: 'not sent', detail: 'the message was sent by a machine' };
  if (mail.replyObjection !== undefined) return { outcome: 'not sent', detail: mail.replyObjection };
  if (mail.autoReplied === true || replies.length > 0) {
    return { outcome: 'not sent', detail: 'the conversation has had its automatic reply' };
  }
  replies.push({
    body,
    mode: action.replyMode,
    from: text(action.from, memory),
    replyTo: text(action.replyTo, memory),
    cc: text(action.cc, memory),
    bcc: text(action.bcc, memory),
  });
  return { outcome: 'sent' };
}

/** A transfer in an e-mail flow has no failure path: without one in the file the flow's error handling runs. */
function transfer(action: ActionOf<'transferToAcd'>, { memory, services }: RunState): Outcome {
  const { id, name } = queueOf(action.targetQueue, memory);
  if (services.findQueue(name) !== undefined) {
    return { outcome: 'transferred', detail: name, end: { kind: 'queue', queue: { id, name } } };
  }
  const errorMessage = `there is no queue ${name}`;
  if (!action.branches.some(({ label }) => label === 'failure')) throw new FlowFailure(errorMessage);
  assignOutputs(action, 'failure', { errorType: 'queue.not.found', errorMessage }, memory);
  return { ...taken('failure'), detail: errorMessage };
}

/** What the organisation answers; in the sandbox, unless it is told otherwise, the path that the table of actions names. */
async function ask(action: Action, { memory, services }: RunState): Promise<Outcome> {
  const inputs = valuesOf(action.operands, memory);
  const path = actionSpec(action.kind)?.asks;
  const answer = await services.ask?.({ kind: action.kind as ActionKind, inputs });
  if (path === undefined && answer === undefined) return { outcome: 'noted' };
  const { path: branch, outputs } = answer ?? { path: path ?? 'default', outputs: {} };
  assignOutputs(action, branch, outputs, memory);
  const detail = answer === undefined ? { detail: 'the sandbox has none, so it takes this path' } : {};
  return { ...taken(branch), ...detail };
}

/** @throws {FlowFailure} when the value is not a queue */
export function queueOf(operand: Operand, memory: FlowMemory): Named {
  const queue = operand.evaluate(memory);
  if (queue instanceof Entity && queue.type === 'queue') return queue;
  throw new FlowFailure(`the queue to transfer to, ${operand.text}, is ${described(queue)}`);
}

function truth(operand: Operand, memory: FlowMemory): boolean {
  const value = operand.evaluate(memory);
  if (typeof value === 'boolean') return value;
  throw new FlowFailure(`${operand.text} is ${described(value)}, not true or false`);
}

function described(value: Value): string {
  return value === NOT_SET ? 'NOT_SET' : aType(typeOf(value));
}

/** The text of an operand; undefined when it is NOT_SET. */
function text(operand: Operand, memory: FlowMemory): string | undefined {
  const value = operand.evaluate(memory);
  return value === NOT_SET ? undefined : display(value);
}
