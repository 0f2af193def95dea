import type { Faults } from '../../stand-ins/comprehend/faults';
import type { Change, EvaluationView, MailsView, MailView, NewAnswer, NewMail, SandboxView } from '../server/api';
import type { Answer } from '../store/mail-store';

/** The sandbox said no; the message is for people. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

export const getSandbox = () => call<SandboxView>('GET', '/api/sandbox');
export const getMail = (id: number) => call<MailView>('GET', `/api/mails/${id}`);
export const sendMail = (mail: NewMail) => call<{ readonly id: number }>('POST', '/api/mails', mail);
export const answerMail = (id: number, answer: NewAnswer) => call<Answer>('POST', `/api/mails/${id}/answer`, answer);
export const getEvaluation = () => call<EvaluationView>('GET', '/api/evaluation');
export const getFaults = () => call<Faults>('GET', '/api/faults');
export const setFaults = (change: Partial<Faults>) => call<Faults>('PUT', '/api/faults', change);

export function getMails(queue: string | undefined, before?: number): Promise<MailsView> {
  const query = new URLSearchParams({ limit: '100' });
  if (queue !== undefined) query.set('queue', queue);
  if (before !== undefined) query.set('before', String(before));
  return call('GET', `/api/mails?${query}`);
}

/** Calls back after every change; `connected` tells whether the sandbox is there. */
export function followChanges(onChange: (change: Change) => void, connected: (is: boolean) => void): void {
  const events = new EventSource('/api/events');
  events.addEventListener('change', (event) => onChange(JSON.parse(event.data)));
  events.addEventListener('open', () => connected(true));
  events.addEventListener('error', () => connected(false));
}

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const request =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(path, { method, ...request }).catch(() => {
    throw new RefusedError('the sandbox does not answer; is it still running?');
  });
  const answer = await response.json();
  if (!response.ok) throw new RefusedError(answer.message);
  return answer;
}
