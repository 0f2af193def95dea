import type { SandboxView } from '../server/api';
import type { Sample } from '../server/samples';
import { h } from './dom';
import { RefusedError, sendMail } from './server-api';

/** The form that writes a mail, with mails to begin with. */
export function compose({ samples, routes, smtp }: SandboxView, sent: (id: number) => void): HTMLElement {
  const from = h('input', {
    id: 'from',
    type: 'email',
    required: true,
    value: 'jordan@example.com',
    autocomplete: 'off',
  });
  const to = h('input', { id: 'to', required: true, value: routes[0]?.address ?? '', autocomplete: 'off' });
  const subject = h('input', { id: 'subject-line', autocomplete: 'off' });
  const text = h('textarea', { id: 'text', rows: 12 });
  const asHtml = h('input', { id: 'as-html', type: 'checkbox' });
  const auto = h('input', { id: 'auto', type: 'checkbox' });
  const problem = h('p', { class: 'problem', role: 'alert' });

  const fill = (sample: Sample): void => {
    subject.value = sample.subject;
    text.value = sample.html === '' ? sample.text : sample.html;
    asHtml.checked = sample.html !== '';
    auto.checked = sample.autoSubmitted;
  };
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    problem.textContent = '';
    const html = asHtml.checked;
    try {
      const { id } = await sendMail({
        ...{ from: from.value, to: to.value, subject: subject.value },
        ...{ text: html ? '' : text.value, html: html ? text.value : '', autoSubmitted: auto.checked },
      });
      sent(id);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      problem.textContent = error.message;
    }
  };
  return h(
    'article',
    { class: 'compose' },
    h('a', { class: 'back', href: '#/mail' }, '← Mails'),
    h('h2', {}, 'Write a mail and watch it travel'),
    h(
      'p',
      { class: 'muted' },
      'Begin with one of these, or send from any mail program: ',
      h('code', {}, `${smtp.host}:${smtp.port}`),
      ', no password; encryption is not needed.',
    ),
    h(
      'div',
      { class: 'samples', role: 'group', 'aria-label': 'Samples' },
      ...samples.map((sample) => h('button', { type: 'button', click: () => fill(sample) }, sample.name)),
    ),
    h(
      'form',
      { submit: (event) => void send(event) },
      h('div', { class: 'pair' }, field('From', from), field('To', to)),
      field('Subject', subject),
      field('Text', text),
      h(
        'div',
        { class: 'row' },
        h('button', { class: 'primary' }, 'Send mail'),
        h('label', { class: 'check' }, asHtml, ' The text is HTML'),
        h('label', { class: 'check' }, auto, ' Out-of-office header'),
      ),
      problem,
    ),
  );
}

function field(name: string, input: HTMLInputElement | HTMLTextAreaElement): HTMLElement {
  return h('div', { class: 'field' }, h('label', { for: input.id }, name), input);
}
