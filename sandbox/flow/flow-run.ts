import type { Queue, Value } from '../expressions/value';
import type { ActionKind } from './flow';

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
  | { readonly kind: 'queue'; readonly queue: Queue }
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
  readonly inputs: Readonly<Record<string, Value>>;
  /** Milliseconds that the flow is ready to wait; undefined leaves it to the data action. */
  readonly timeout: number | undefined;
}

/** Outputs and failure outputs by the names that a flow uses: `QueueName`, `errorCode`, `details.fieldName`. */
export type DataActionOutcome =
  | { readonly kind: 'success'; readonly outputs: Readonly<Record<string, unknown>> }
  | { readonly kind: 'failure'; readonly failure: Readonly<Record<string, string | number>> }
  | { readonly kind: 'timeout' };

/** What a flow needs of the platform around it. */
export interface FlowServices {
  readonly callDataAction: (call: DataActionCall) => Promise<DataActionOutcome>;
  /** By exact name. */
  readonly findQueue: (name: string) => Queue | undefined;
  /** Milliseconds, only differences count. */
  readonly now: () => number;
}
