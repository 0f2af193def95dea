import { define } from '../define-function';
import { display, NOT_SET } from '../value';

/** `If` evaluates only the value that it chooses; `and`, `or` and `not` are operators with a function form. */
export const logic = [
  define('IsSet(value: any or NOT_SET): boolean', (value) => value !== NOT_SET, { seen: true }),
  define('IsNotSetOrEmpty(value: any or NOT_SET): boolean', (value) => value === NOT_SET || display(value) === '', {
    seen: true,
  }),
  define('IsEmpty(value: any): boolean', (value) => display(value) === ''),
  define(
    'If(condition: boolean, then: T or NOT_SET, otherwise: T or NOT_SET): T or NOT_SET',
    (condition, then, otherwise) => (condition ? then : otherwise),
    { seen: true },
  ),
  define(
    'ToString(value: any or NOT_SET): string or NOT_SET',
    (value) => (value === NOT_SET ? value : display(value)),
    {
      seen: true,
    },
  ),
  define('ToDisplayString(value: any or NOT_SET): string', (value) => display(value), { seen: true }),
];
