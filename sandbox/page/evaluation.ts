import { RATE_NAMES } from '../../classifier/rates';
import type { EvaluatedMail, EvaluationView, SandboxView } from '../server/api';
import { countAtThreshold } from './count-at-threshold';
import { h } from './dom';
import { count, percent, plural, score } from './format';

/** What the classifier makes of the held-out mails, and what another threshold would. */
export function evaluationView({ mails, labels, ms }: EvaluationView, { fallbackQueue }: SandboxView): HTMLElement {
  const declared = labels.map(({ threshold }) => threshold).sort()[0] ?? 0.75;
  const output = h('output', { for: 'threshold', class: 'number' });
  const result = h('div', {});
  const slider = h('input', { id: 'threshold', type: 'range', min: 0, max: 1, step: 0.01, value: declared });
  const show = (): void => {
    const threshold = Number(slider.value);
    output.textContent = score(threshold);
    result.replaceChildren(...resultsAt(mails, labels, threshold, fallbackQueue));
  };
  slider.addEventListener('input', show);
  show();
  return h(
    'article',
    { class: 'evaluation' },
    h('h2', {}, 'Evaluation'),
    h(
      'p',
      { class: 'muted' },
      `${plural(mails.length, 'held-out mail')} that the classifier was not trained with, judged in ${count(ms)} ms. `,
      'This measures the stand-in classifier and the corpus, not Amazon Comprehend.',
    ),
    h(
      'div',
      { class: 'slider' },
      h('label', { for: 'threshold' }, 'Threshold'),
      slider,
      output,
      h('span', { class: 'muted' }, `the environment says ${score(declared)}`),
    ),
    result,
  );
}

function resultsAt(
  mails: readonly EvaluatedMail[],
  labels: EvaluationView['labels'],
  threshold: number,
  fallbackQueue: string,
): readonly HTMLElement[] {
  const { columns, rows, rates } = countAtThreshold(mails, labels, threshold, fallbackQueue);
  const figure = (name: keyof typeof rates) => {
    const { count: part, of, value } = rates[name];
    const share = h('span', { class: 'muted' }, ` ${percent(value)} of ${count(of)}`);
    return h('div', {}, h('dt', {}, RATE_NAMES[name]), h('dd', { class: 'number' }, count(part), share));
  };
  return [
    h(
      'dl',
      { class: 'figures' },
      ...[figure('routed'), figure('wrongQueue'), figure('fallback'), figure('unrelatedAccepted')],
    ),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Where mails of each label go' },
      h(
        'table',
        { class: 'matrix' },
        h('caption', {}, 'Where mails of each label go'),
        h(
          'thead',
          {},
          h('tr', {}, h('th', { scope: 'col' }, 'Label'), ...columns.map((name) => h('th', { scope: 'col' }, name))),
        ),
        h(
          'tbody',
          {},
          ...rows.map(({ label, cells, right }) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, label),
              ...cells.map((value, index) => cell(value, cells, index === right)),
            ),
          ),
        ),
      ),
    ),
  ];
}

function cell(value: number, row: readonly number[], right: boolean): HTMLElement {
  const all = row.reduce((sum, one) => sum + one, 0);
  const element = h('td', { class: `number ${right ? 'right' : 'wrong'}${value === 0 ? ' none' : ''}` }, count(value));
  element.style.setProperty('--share', String(all === 0 ? 0 : value / all));
  return element;
}
