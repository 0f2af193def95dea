import type { Faults } from '../../stand-ins/comprehend/faults';
import { h } from './dom';
import { setFaults } from './server-api';

const SHARES = [
  ['throttle', 'Throttle', 'of the requests are refused with ThrottlingException'],
  ['internalError', 'Internal error', 'end in InternalServerException'],
  ['malformed', 'Malformed', 'are answered with half a document'],
  ['drop', 'Dropped', 'lose their connection'],
] as const;

export function isFaulty({ throttle, internalError, malformed, drop, delayMs, outOfService }: Faults): boolean {
  return throttle + internalError + malformed + drop + delayMs > 0 || outOfService;
}

/** Switches that make the classifier fail, to see that every mail still reaches a queue. */
export function faultSwitches(faults: Faults, report: (message: string) => void): HTMLElement {
  const set = (change: Partial<Faults>, done: string): void => {
    setFaults(change).then(
      () => report(done),
      (error: unknown) => report(error instanceof Error ? error.message : String(error)),
    );
  };
  const shares = SHARES.map(([key, name, what]) => {
    const output = h('output', { for: key, class: 'number' }, `${Math.round(faults[key] * 100)} %`);
    const input = h('input', {
      ...{ id: key, type: 'range', min: 0, max: 100, step: 5, value: Math.round(faults[key] * 100) },
      input: () => {
        output.textContent = `${input.value} %`;
      },
      change: () => set({ [key]: Number(input.value) / 100 }, `${name}: ${input.value} %`),
    });
    return h(
      'div',
      { class: 'switch' },
      h('label', { for: key }, name),
      input,
      output,
      h('span', { class: 'muted' }, what),
    );
  });
  const delay = h('input', {
    ...{ id: 'delay', type: 'number', min: 0, max: 60_000, step: 100, value: faults.delayMs },
    change: () => set({ delayMs: Number(delay.value) }, `every answer waits ${delay.value} ms`),
  });
  const outOfService = h('input', {
    ...{ id: 'out-of-service', type: 'checkbox', checked: faults.outOfService },
    change: () =>
      set(
        { outOfService: outOfService.checked },
        outOfService.checked ? 'the endpoint is out of service' : 'the endpoint is in service',
      ),
  });
  const none = { throttle: 0, internalError: 0, malformed: 0, drop: 0, delayMs: 0, outOfService: false };
  return h(
    'article',
    { class: 'faults' },
    h('h2', {}, 'Faults'),
    h('p', { class: 'muted' }, 'Let the classifier fail, send mails, and see that each still reaches a queue.'),
    ...shares,
    h(
      'div',
      { class: 'switch' },
      h('label', { for: 'delay' }, 'Slow, ms'),
      delay,
      h('span', {}),
      h('span', { class: 'muted' }, 'added to every answer'),
    ),
    h(
      'div',
      { class: 'switch' },
      h('label', { for: 'out-of-service' }, 'Out of service'),
      outOfService,
      h('span', {}),
      h('span', { class: 'muted' }, 'the endpoint answers ResourceUnavailableException'),
    ),
    h('button', { type: 'button', click: () => set(none, 'all faults are off') }, 'All off'),
  );
}
