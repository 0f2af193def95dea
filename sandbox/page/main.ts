import type { MailView } from '../server/api';
import { compose } from './compose';
import { byId, h } from './dom';
import { evaluationView } from './evaluation';
import { faultSwitches, isFaulty } from './fault-switches';
import { mailList } from './mail-list';
import { mailView } from './mail-view';
import { followChanges, getEvaluation, getFaults, getMail, getMails, getSandbox } from './server-api';
import { mergeMails, type ViewState } from './view-state';

async function start(): Promise<void> {
  const [sandbox, { mails, total }, faults] = await Promise.all([getSandbox(), getMails(undefined), getFaults()]);
  let state: ViewState = { sandbox, mails, total, faults, queues: sandbox.queues, queue: undefined };
  const content = byId('content');
  const side = h('div', { class: 'side-slot' });
  const detail = h('div', { class: 'detail', id: 'detail' });
  const columns = h('div', { class: 'columns' }, side, detail);
  /** What `detail` shows; a view is drawn again only when this changes. */
  let shown = '';
  let showing = 0;

  byId('environment').textContent = sandbox.environment;
  byId('address').replaceChildren(
    h('code', {}, sandbox.routes[0]?.address ?? ''),
    h('span', { class: 'muted' }, `SMTP ${sandbox.smtp.host}:${sandbox.smtp.port}`),
  );

  function report(message: string): void {
    byId('status').textContent = message;
  }

  function drawList(): void {
    const focus = document.activeElement?.getAttribute('data-focus');
    const scroll = side.querySelector('.mails')?.scrollTop ?? 0;
    side.replaceChildren(
      mailList(state, selectedMail(), { showQueue: (queue) => void load(queue), showOlder: () => void loadOlder() }),
    );
    side.querySelector('.mails')?.scrollTo({ top: scroll });
    if (focus != null) side.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
  }

  async function load(queue: string | undefined): Promise<void> {
    const found = await getMails(queue);
    state = { ...state, queue, mails: found.mails };
    drawList();
  }

  async function loadOlder(): Promise<void> {
    const oldest = state.mails.at(-1)?.id;
    const found = await getMails(state.queue, oldest);
    state = { ...state, mails: [...state.mails, ...found.mails] };
    drawList();
  }

  function selectedMail(): number | undefined {
    const id = /^#\/mail\/(\d+)$/.exec(location.hash)?.[1];
    return id === undefined ? undefined : Number(id);
  }

  /** Draws the view of the address. */
  async function draw(): Promise<void> {
    const turn = ++showing;
    const [, view = 'mail'] = location.hash.split('/');
    for (const link of byId('views').querySelectorAll('a')) {
      const own = link.getAttribute('href') === `#/${view === 'new' ? 'mail' : view}`;
      if (own) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    const id = selectedMail();
    columns.dataset['open'] = id !== undefined || view === 'new' ? 'detail' : 'list';
    if (view === 'evaluation') {
      content.replaceChildren(h('p', { class: 'empty' }, 'Judging the held-out mails …'));
      const evaluation = await getEvaluation();
      if (turn === showing) content.replaceChildren(evaluationView(evaluation, state.sandbox));
      return;
    }
    if (view === 'faults') {
      content.replaceChildren(faultSwitches(state.faults, report));
      return;
    }
    if (columns.parentElement === null) content.replaceChildren(columns);
    drawList();
    if (id !== undefined) await drawMail(id, turn);
    else if (shown !== 'compose') {
      shown = 'compose';
      detail.replaceChildren(
        compose(sandbox, (sent) => {
          location.hash = `#/mail/${sent}`;
        }),
      );
    }
  }

  async function drawMail(id: number, turn: number): Promise<void> {
    const view = await getMail(id);
    const version = `${id} ${view.settlement !== null} ${view.answers.length}`;
    if (turn !== showing || version === shown) return;
    const sameMail = shown.startsWith(`${id} `);
    shown = version;
    showMail(view, sameMail);
  }

  function showMail(view: MailView, sameMail: boolean): void {
    const draft = detail.querySelector<HTMLTextAreaElement>('#answer');
    const next = mailView(state, view, report);
    const field = next.querySelector<HTMLTextAreaElement>('#answer');
    if (sameMail && draft !== null && field !== null && view.answers.length === 0) field.value = draft.value;
    detail.replaceChildren(next);
    for (const drawing of next.querySelectorAll('.flow .scroll')) {
      drawing.scrollLeft = (drawing.scrollWidth - drawing.clientWidth) / 2;
    }
    if (!sameMail) detail.scrollTo({ top: 0 });
    const { settlement, mail } = view;
    if (settlement !== null)
      byId('announcement').textContent = `${mail.subject}: ${settlement.queue ?? 'disconnected'}`;
  }

  function complain(error: unknown): void {
    report(error instanceof Error ? error.message : String(error));
  }

  function onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    const index = state.mails.findIndex(({ id }) => id === selectedMail());
    const next = { j: state.mails[index + 1], k: state.mails[Math.max(0, index - 1)] }[event.key];
    if (next !== undefined) location.hash = `#/mail/${next.id}`;
    else if (event.key === 'n') location.hash = '#/new';
    else if (event.key === 'r') detail.querySelector<HTMLTextAreaElement>('#answer')?.focus();
    else return;
    event.preventDefault();
  }

  followChanges(
    (change) => {
      const { queues, total: all, faults: switches } = change;
      state = {
        ...state,
        queues,
        total: all,
        faults: switches,
        mails: mergeMails(state.mails, change.mails, state.queue),
      };
      byId('alarm').hidden = !isFaulty(switches);
      if (columns.parentElement === null) return;
      drawList();
      const id = selectedMail();
      if (id !== undefined && change.mails.some((mail) => mail.id === id)) drawMail(id, showing).catch(complain);
    },
    (is) => document.body.classList.toggle('offline', !is),
  );
  byId('alarm').hidden = !isFaulty(faults);
  window.addEventListener('hashchange', () => void draw().catch(complain));
  window.addEventListener('keydown', onKey);
  // Its own fragment would be the address of a view: the mails.
  document.querySelector('.skip')?.addEventListener('click', (event) => {
    event.preventDefault();
    content.focus();
  });
  await draw();
}

start().catch((error: unknown) => {
  byId('content').replaceChildren(h('p', { class: 'problem' }, error instanceof Error ? error.message : String(error)));
});
