import type { Faults } from '../../stand-ins/comprehend/faults';
import type { QueueView, SandboxView } from '../server/api';
import type { MailSummary } from '../store/mail-store';

/** What the page knows; only main.ts changes it. */
export interface ViewState {
  readonly sandbox: SandboxView;
  /** Newest first. */
  readonly mails: readonly MailSummary[];
  readonly queues: readonly QueueView[];
  readonly total: number;
  readonly faults: Faults;
  /** Queue that the list is limited to. */
  readonly queue: string | undefined;
}

/** How many mails the list holds; older ones are fetched by their queue. */
const LISTED = 200;

/** The list after a change: known mails are replaced where they stand, new ones come first. */
export function mergeMails(
  mails: readonly MailSummary[],
  changed: readonly MailSummary[],
  queue: string | undefined,
): readonly MailSummary[] {
  const byId = new Map(mails.map((mail) => [mail.id, mail]));
  for (const mail of changed) {
    if (byId.has(mail.id) || queue === undefined || mail.settled?.queue === queue) byId.set(mail.id, mail);
  }
  return [...byId.values()].sort((left, right) => right.id - left.id).slice(0, LISTED);
}
