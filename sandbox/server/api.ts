import type { Faults } from '../../stand-ins/comprehend/faults';
import type { MailRoute, RoutedLabel } from '../deployment';
import type { MailSummary, StoredMail } from '../store/mail-store';
import type { Sample } from './samples';

/** What the page and the sandbox say to each other, as JSON. */

/** `GET /api/sandbox` */
export interface SandboxView {
  readonly environment: string;
  readonly smtp: { readonly host: string; readonly port: number };
  readonly routes: readonly MailRoute[];
  readonly labels: readonly RoutedLabel[];
  readonly queues: readonly QueueView[];
  readonly fallbackQueue: string;
  readonly flow: FlowView;
  readonly samples: readonly Sample[];
}

export interface QueueView {
  readonly name: string;
  readonly waiting: number;
  readonly total: number;
}

/** The flow as the page draws it. */
export interface FlowView {
  readonly name: string;
  readonly file: string;
  readonly sequences: readonly SequenceView[];
  /** What the sandbox does not act on or could not verify, each with its line. */
  readonly notices: readonly string[];
}
export interface SequenceView {
  readonly kind: 'state' | 'task';
  readonly ref: string;
  readonly name: string;
  readonly actions: readonly ActionView[];
}
export interface ActionView {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly line: number;
  readonly branches: readonly { readonly label: string; readonly actions: readonly ActionView[] }[];
}

/** `GET /api/mails?queue=&before=&limit=` */
export interface MailsView {
  readonly mails: readonly MailSummary[];
  readonly total: number;
}

/** `GET /api/mails/:id` */
export type MailView = StoredMail & {
  /** Characters of the body that were left out because it is huge. */
  readonly omitted: number;
  readonly history: MailRoute['history'];
  readonly mayAnswer: boolean;
};

/** `POST /api/mails` */
export interface NewMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** An out-of-office note, as its header says. */
  readonly autoSubmitted: boolean;
}

/** `POST /api/mails/:id/answer` */
export interface NewAnswer {
  readonly body: string;
  readonly quote: boolean;
}

/** `GET /api/events`: server-sent events named `change`. */
export interface Change {
  /** Newest state of what changed since the last event, at most the newest 100. */
  readonly mails: readonly MailSummary[];
  readonly queues: readonly QueueView[];
  readonly total: number;
  readonly faults: Faults;
}

/** `GET /api/evaluation`: what the classifier says about the held-out mails. */
export interface EvaluationView {
  readonly mails: readonly EvaluatedMail[];
  readonly labels: readonly RoutedLabel[];
  readonly ms: number;
}
export interface EvaluatedMail {
  readonly label: string;
  readonly subject: string;
  /** Best class and its score. */
  readonly best: string;
  readonly score: number;
}
