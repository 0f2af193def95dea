import { ExpressionError } from '../expressions/expression-errors';
import { display, isQueue, NOT_SET, type Queue, typeName, type Value } from '../expressions/value';
import type { Action, Assignment, Operand } from './flow';
import { FlowError } from './flow-error';
import type { FlowMemory } from './flow-memory';
import type { AutoReply, DataActionOutcome, FlowEnd, FlowServices } from './flow-run';
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
  readonly jump?: { readonly kind: 'call' | 'change'; readonly ref: string } | { readonly kind: 'return' };
}

type Kind<K extends Action['kind']> = Extract<Action, { readonly kind: K }>;

/** Runs every action but callData, which waits. @throws {FlowError | ExpressionError} */
export function runAction(action: Exclude<Action, Kind<'callData'>>, run: RunState): Outcome {
  const { memory } = run;
  switch (action.kind) {
    case 'findQueue':
      return findQueue(action, run);
    case 'decision':
      return taken(truth(action.condition, memory) ? 'yes' : 'no');
    case 'switch':
      return taken(chooseCase(action, memory));
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
      return { outcome: 'called', jump: { kind: 'call', ref: action.ref } };
    case 'changeState':
      return { outcome: 'changed', jump: { kind: 'change', ref: action.ref } };
    case 'endTask':
      return { outcome: action.outputPath, jump: { kind: 'return' } };
  }
}

/** @throws {FlowError | ExpressionError} */
export async function callData(action: Kind<'callData'>, run: RunState): Promise<Outcome> {
  const { memory, services } = run;
  const outcome: DataActionOutcome = await services.callDataAction({
    category: action.category,
    dataAction: action.dataAction,
    inputs: Object.fromEntries(action.inputs.map(([name, value]) => [name, value.evaluate(memory)])),
    timeout: action.timeout,
  });
  if (outcome.kind === 'success') {
    assignAll(action.successOutputs, outcome.outputs, memory);
    return taken('success');
  }
  if (outcome.kind === 'timeout') return taken('timeout');
  assignAll(action.failureOutputs, outcome.failure, memory);
  const { errorCode, userMessage } = outcome.failure;
  return { ...taken('failure'), detail: [errorCode, userMessage].filter((part) => part !== undefined).join(': ') };
}

function taken(branch: string): Outcome {
  return { outcome: branch, branch };
}

function assignAll(assignments: readonly Assignment[], outputs: Readonly<Record<string, unknown>>, memory: FlowMemory) {
  for (const [output, variable] of assignments) memory.assign(variable, toValue(outputs[output]));
}

/** What a data action may hand to a flow; anything else is not set. */
function toValue(output: unknown): Value {
  return typeof output === 'string' || typeof output === 'number' || typeof output === 'boolean' ? output : NOT_SET;
}

function findQueue(action: Kind<'findQueue'>, { memory, services }: RunState): Outcome {
  const name = text(action.find, memory);
  const found = name === undefined || name === '' ? undefined : services.findQueue(name);
  if (action.result !== undefined) memory.assign(action.result, found ?? NOT_SET);
  return { ...taken(found === undefined ? 'notFound' : 'found'), detail: found?.name ?? name ?? 'NOT_SET' };
}

function chooseCase({ value, cases }: Kind<'switch'>, memory: FlowMemory): string {
  if (value === undefined) return cases.find(({ when }) => truth(when, memory))?.label ?? 'default';
  const wanted = value.evaluate(memory);
  const same = (one: Value) => (isQueue(one) && isQueue(wanted) ? one.id === wanted.id : one === wanted);
  return cases.find(({ when }) => wanted !== NOT_SET && same(when.evaluate(memory)))?.label ?? 'default';
}

/** One automatic reply per conversation, and never one to a machine. */
function sendAutoReply(action: Kind<'sendAutoReply'>, { mail, memory, replies }: RunState): Outcome {
  const body = text(action.body, memory);
  if (body === undefined) throw new FlowError('the message body of the automatic reply is NOT_SET');
  if (mail.autoGenerated) return { outcome: 'not sent', detail: 'the mail was sent by a machine' };
  if (mail.replyObjection !== undefined) return { outcome: 'not sent', detail: mail.replyObjection };
  if (mail.autoReplied === true || replies.length > 0) {
    return { outcome: 'not sent', detail: 'the conversation has had its automatic reply' };
  }
  replies.push({
    body,
    mode: action.mode,
    from: text(action.from, memory),
    replyTo: text(action.replyTo, memory),
    cc: text(action.cc, memory),
    bcc: text(action.bcc, memory),
  });
  return { outcome: 'sent' };
}

function transfer(action: Kind<'transferToAcd'>, { memory, services }: RunState): Outcome {
  const queue = queueOf(action.queue, memory);
  if (services.findQueue(queue.name) !== undefined) {
    return { outcome: 'transferred', detail: queue.name, end: { kind: 'queue', queue } };
  }
  const errorMessage = `there is no queue ${queue.name}`;
  assignAll(action.failureOutputs, { errorType: 'queue.not.found', errorMessage }, memory);
  return { ...taken('failure'), detail: errorMessage };
}

/** @throws {FlowError} when the value is no queue */
export function queueOf(operand: Operand, memory: FlowMemory): Queue {
  const queue = operand.evaluate(memory);
  if (isQueue(queue)) return queue;
  throw new FlowError(
    `the queue to transfer to, ${operand.text}, is ${queue === NOT_SET ? '' : 'a '}${typeName(queue)}`,
  );
}

function truth(operand: Operand, memory: FlowMemory): boolean {
  const value = operand.evaluate(memory);
  if (typeof value === 'boolean') return value;
  throw new ExpressionError(`${operand.text} is ${typeName(value)}, not true or false`);
}

/** The text of an operand; undefined when it is NOT_SET. */
function text(operand: Operand, memory: FlowMemory): string | undefined {
  const value = operand.evaluate(memory);
  return value === NOT_SET ? undefined : display(value);
}
