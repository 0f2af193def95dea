import type { FaultSwitches } from '../stand-ins/comprehend/faults';
import type { DataActionCall, DataActionOutcome } from './flow/flow-run';
import type { LoadedFlow } from './flow/load-flow';

/** An address of the deployed e-mail domain. */
export interface MailRoute {
  /** `pattern@domain`. */
  readonly address: string;
  readonly fromName: string;
  /** Sender of answers. */
  readonly fromEmail: string;
  /** Whether an answer quotes what the customer wrote; `Optional` leaves it to the agent. */
  readonly history: 'Include' | 'Exclude' | 'Optional';
  /** false: a conversation ends with its first answer. */
  readonly manyAnswers: boolean;
}

/** A class of the classifier and where its mail goes. */
export interface RoutedLabel {
  readonly label: string;
  /** null: out of scope. */
  readonly queue: string | null;
  /** Score from which on the label is believed, 0..1. */
  readonly threshold: number;
}

export interface ClassScore {
  readonly name: string;
  readonly score: number;
}

/** What runs behind the mailbox: one environment of the synthesized output. */
export interface Deployment {
  readonly environment: string;
  readonly flow: LoadedFlow;
  readonly routes: readonly MailRoute[];
  /** Every queue that exists. */
  readonly queues: readonly string[];
  readonly fallbackQueue: string;
  readonly labels: readonly RoutedLabel[];
  readonly callDataAction: (call: DataActionCall) => Promise<DataActionOutcome>;
  /** Waits as an action of the flow asks for it. Without it a flow does not wait. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** All scores of the classification whose best class got this score; empty when it is not known any more. */
  readonly scoresOf: (label: string, score: number) => readonly ClassScore[];
  /** Asks the classifier without flow and API; best class first. */
  readonly classify: (text: string) => readonly ClassScore[];
  readonly faults: Pick<FaultSwitches, 'current' | 'set'>;
  close(): Promise<void>;
}
