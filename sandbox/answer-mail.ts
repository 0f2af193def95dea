import type { MailRoute } from './deployment';
import { replyAddress } from './reply-address';
import type { Answer, StoredMail } from './store/mail-store';

/** The route's settings do not allow this answer. */
export class AnswerRefusedError extends Error {
  override readonly name = 'AnswerRefusedError';
}

export interface AgentAnswer {
  readonly body: string;
  /** Whether to quote the customer's mail, where the route leaves that to the agent. */
  readonly quote: boolean;
}

/**
 * What the customer gets when an agent answers: sender, subject and quoted history as the route says.
 * @param isOurs whether an address is one of ours, which is never answered
 * @throws {AnswerRefusedError}
 */
export function answerMail(
  stored: StoredMail,
  route: MailRoute,
  { body, quote }: AgentAnswer,
  now: number,
  isOurs = (address: string) => address.toLowerCase() === route.address.toLowerCase(),
): Answer {
  if (body.trim() === '') throw new AnswerRefusedError('the answer is empty');
  if (stored.settlement?.queue == null) throw new AnswerRefusedError('the mail waits in no queue');
  if (stored.answers.length > 0 && !route.manyAnswers) {
    throw new AnswerRefusedError('the route ends a conversation with its first answer (allow_multiple_actions is off)');
  }
  const { mail, receivedAt } = stored;
  const to = replyAddress(mail, isOurs);
  if (to === undefined)
    throw new AnswerRefusedError('the answer would come back to us: the mail names no other address');
  const quoted = route.history === 'Include' || (route.history === 'Optional' && quote);
  return {
    from: `${route.fromName} <${route.fromEmail}>`,
    to: to.name === '' ? to.address : `${to.name} <${to.address}>`,
    subject: /^re:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    body: quoted ? `${body.trimEnd()}\n\n${history(mail.text || mail.html, mail.from.address, receivedAt)}` : body,
    answeredAt: now,
  };
}

/** Genesys Cloud's own wording is not documented; this is what most mail programs write. */
function history(text: string, from: string, receivedAt: number): string {
  const head = `On ${new Date(receivedAt).toUTCString()}, ${from} wrote:`;
  const lines = text.slice(0, 20_000).trimEnd().split(/\r?\n/);
  return [head, ...lines.map((line) => `> ${line}`)].join('\n');
}
