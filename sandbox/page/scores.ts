import type { RoutedLabel } from '../deployment';
import type { Settlement } from '../store/mail-store';
import { h } from './dom';
import { score } from './format';

/** A bar for each class, with a line where its threshold is. */
export function scoreBars({ scores, category }: Settlement, labels: readonly RoutedLabel[]): HTMLElement | null {
  if (scores.length === 0) return null;
  return h(
    'section',
    { class: 'scores', 'aria-label': 'Class scores' },
    h('h3', {}, 'Scores'),
    h('ol', {}, ...scores.slice(0, 8).map(({ name, score: value }) => bar(name, value, name === category, labels))),
    h(
      'p',
      { class: 'muted note' },
      'Scores of the stand-in classifier, trained here from the corpus. They are not those of Amazon Comprehend.',
    ),
  );
}

function bar(name: string, value: number, best: boolean, labels: readonly RoutedLabel[]): HTMLElement {
  const routed = labels.find(({ label }) => label === name);
  const track = h(
    'span',
    { class: 'track', 'aria-hidden': 'true' },
    h('span', { class: 'fill' }),
    routed !== undefined && routed.queue !== null && h('span', { class: 'threshold' }),
  );
  track.style.setProperty('--score', String(value));
  track.style.setProperty('--threshold', String(routed?.threshold ?? 0));
  const limit = routed === undefined || routed.queue === null ? 'no queue' : `from ${score(routed.threshold)}`;
  return h(
    'li',
    { class: best ? 'best' : '' },
    h('span', { class: 'name' }, name),
    track,
    h('span', { class: 'number' }, score(value)),
    h('span', { class: 'muted limit' }, limit),
  );
}
