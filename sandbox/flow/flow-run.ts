import type { ActionKind } from '../../flows/language/flow';
import type { EntityType } from '../../flows/language/type';

/** A queue of the organisation, or something else that it has under a name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a flow did with a mail. */
export interface FlowRun {
  readonly path: readonly Step[];
  readonly replies: readonly AutoReply[];
  readonly participantData: Readonly<Record<string, string>>;
  readonly end: FlowEnd;
  /** The first failure; the flow's error handling decided the end. */
  readonly error?: string;
}

export type FlowEnd =
  | { readonly kind: 'queue'; readonly queue: Named }
  | { readonly kind: 'disconnected'; readonly reason: 'auto-generated' | 'disconnect' | 'end-of-flow' | 'error' };

export interface Step {
  /** The action's `id` in the flow. */
  readonly id: number;
  readonly action: ActionKind;
  readonly name: string;
  readonly line: number;
  /** The branch that was taken, or what was done: `success`, `yes`, `1: "Open"`, `sent`, `error`. */
  readonly outcome: string;
  /** What a person wants to know besides: the queue that was found, why it failed. */
  readonly detail?: string;
  /** Milliseconds on the clock of `services.now`. */
  readonly startedAt: number;
  readonly ms: number;
}

export interface AutoReply {
  readonly body: string;
  readonly mode: 'replyToSender' | 'replyToAll';
  /** Overrides of the route's addresses; undefined where the flow sets none. */
  readonly from: string | undefined;
  readonly replyTo: string | undefined;
  readonly cc: string | undefined;
  readonly bcc: string | undefined;
}

export interface DataActionCall {
  readonly category: string;
  readonly dataAction: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Milliseconds that the flow is ready to wait; undefined leaves it to the data action. */
  readonly timeout: number | undefined;
}

/** Outputs and failure outputs by the names that a flow uses: `QueueName`, `errorCode`, `details.fieldName`. */
export type DataActionOutcome =
  | { readonly kind: 'success'; readonly outputs: Readonly<Record<string, unknown>> }
  | { readonly kind: 'failure'; readonly failure: Readonly<Record<string, string | number>> }
  | { readonly kind: 'timeout' };

/** What an action asks the organisation: a schedule, a data table, a module … */
export interface Question {
  readonly kind: ActionKind;
  /** Values of the action by their keys. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface Answer {
  /** The action's path that is taken. */
  readonly path: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a flow needs of the platform around it. */
export interface FlowServices {
  readonly callDataAction: (call: DataActionCall) => Promise<DataActionOutcome>;
  /** By exact name. */
  readonly findQueue: (name: string) => Named | undefined;
  /** Everything else that has a name, or an id; without it nothing is found. */
  readonly find?: (type: EntityType, name: string) => Named | undefined;
  /** Without it, or when it does not know, each action takes the path that its table names. */
  readonly ask?: (question: Question) => Promise<Answer | undefined>;
  /** Without it a flow does not wait. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** Milliseconds, only differences count. */
  readonly now: () => number;
  /** Date and time, milliseconds since 1970; that of the machine when not given. */
  readonly time?: () => number;
}
