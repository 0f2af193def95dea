import { define } from '../define-function';
import { display, type Value } from '../value';

const NUMBER = /^\s*[-+]?\d{1,15}(\.\d{1,15})?\s*$/;
const INTEGER = /^\s*[-+]?\d{1,15}\s*$/;
const is = (pattern: RegExp) => (value: Value | undefined) => value !== undefined && pattern.test(display(value));

export const numbers = [
  define('ToInt(value: any): integer', (value) => Number(display(value)), {
    seen: true,
    fails: { when: (value) => !is(INTEGER)(value), says: 'the value is not an integer' },
  }),
  define('ToDecimal(value: any): decimal', (value) => Number(display(value)), {
    fails: { when: (value) => !is(NUMBER)(value), says: 'the value is not a number' },
  }),
  define('Abs(number: decimal): decimal', Math.abs),
  define('Ceiling(number: decimal): integer', Math.ceil),
  define('Floor(number: decimal): integer', Math.floor),
  define('Round(number: decimal): integer', Math.round),
  define('Max(one: decimal, ...more: decimal): decimal', (...all) => Math.max(...all)),
  define('Min(one: decimal, ...more: decimal): decimal', (...all) => Math.min(...all)),
];
