import type { Type } from './type';

interface BuiltInVariable {
  readonly type: Type;
  /** Whether its spelling was seen in a flow that was published. */
  readonly seen: boolean;
}

/** Architect's own variables of an e-mail flow; each has a value in every run. */
export const builtInVariables: ReadonlyMap<string, BuiltInVariable> = new Map([
  ['Email.Message.subject', { type: 'string', seen: true }],
  ['Email.Message.body', { type: 'string', seen: true }],
  ['Email.Message.from', { type: 'string', seen: false }],
  ['Email.Message.to', { type: 'string', seen: false }],
  ['Email.Message.cc', { type: 'string', seen: false }],
  ['Email.ConversationId', { type: 'string', seen: false }],
  ['Email.ConversationID', { type: 'string', seen: false }],
]);
