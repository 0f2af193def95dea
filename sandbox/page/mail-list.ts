import type { MailSummary } from '../store/mail-store';
import { h } from './dom';
import { clock, count, plural, score } from './format';
import { queueColor } from './queue-colors';
import type { ViewState } from './view-state';

export interface ListActions {
  readonly showQueue: (queue: string | undefined) => void;
  readonly showOlder: () => void;
}

/** Queues with their counts, and the mails of the chosen one. */
export function mailList(state: ViewState, selected: number | undefined, actions: ListActions): HTMLElement {
  const { mails, total, queue } = state;
  return h(
    'aside',
    { class: 'side', 'aria-label': 'Mails' },
    h('a', { class: 'button primary', href: '#/new', id: 'new-mail' }, 'New mail'),
    queueButtons(state, actions),
    mails.length === 0
      ? h('p', { class: 'empty' }, queue === undefined ? 'No mail yet.' : `No mail in ${queue}.`)
      : h('ol', { class: 'mails', id: 'mails' }, ...mails.map((mail) => row(state, mail, mail.id === selected))),
    mails.length >= 100 && h('button', { type: 'button', class: 'quiet', click: actions.showOlder }, 'Older mails'),
    h('p', { class: 'muted foot' }, plural(total, 'mail'), ' in all'),
  );
}

function queueButtons({ queues, queue, total, sandbox }: ViewState, { showQueue }: ListActions): HTMLElement {
  const button = (name: string | undefined, waiting: number, all: number) =>
    h(
      'button',
      {
        type: 'button',
        class: `queue ${name === undefined ? 'hue-all' : queueColor(queues, sandbox.fallbackQueue, name)}`,
        'aria-pressed': queue === name ? 'true' : 'false',
        'data-focus': `queue ${name ?? ''}`,
        click: () => showQueue(name),
      },
      h('span', { class: 'dot', 'aria-hidden': 'true' }),
      h('span', { class: 'name' }, name ?? 'All mail'),
      h('span', { class: 'number' }, count(waiting)),
      name !== undefined && all > waiting && h('span', { class: 'number muted' }, ` of ${count(all)}`),
    );
  return h(
    'div',
    { class: 'queues', role: 'group', 'aria-label': 'Queues, with the mails that wait' },
    button(undefined, total, total),
    ...queues.map(({ name, waiting, total: all }) => button(name, waiting, all)),
  );
}

function row({ queues, sandbox }: ViewState, mail: MailSummary, current: boolean): HTMLElement {
  const { id, subject, from, receivedAt, settled, answered } = mail;
  const where = settled === null ? 'on its way' : (settled.queue ?? 'disconnected');
  return h(
    'li',
    {},
    h(
      'a',
      {
        href: `#/mail/${id}`,
        'data-focus': `mail ${id}`,
        ...(current ? { 'aria-current': 'true' } : {}),
      },
      h(
        'span',
        { class: 'line' },
        h('span', { class: 'subject' }, subject === '' ? '(no subject)' : subject),
        h('time', { class: 'muted number', datetime: new Date(receivedAt).toISOString() }, clock(receivedAt)),
      ),
      h(
        'span',
        { class: 'line' },
        h('span', { class: 'muted from' }, from),
        h(
          'span',
          {
            class: `where ${settled?.queue == null ? 'hue-none' : queueColor(queues, sandbox.fallbackQueue, settled.queue)}`,
          },
          h('span', { class: 'dot', 'aria-hidden': 'true' }),
          where,
          settled !== null && settled.confidence > 0 && h('span', { class: 'number muted' }, score(settled.confidence)),
          answered && h('span', { class: 'done', title: 'answered' }, '✓', h('span', { class: 'hidden' }, ' answered')),
        ),
      ),
    ),
  );
}
