import { define } from '../define-function';
import { isEqual, NOT_SET } from '../value';

/** An index counts from 0; what is not found has the index -1. */
export const collections = [
  define('MakeList(...items: T): TCollection', (...items) => items, { seen: true }),
  define('Count(list: anyCollection): integer', (list) => list.length),
  define('GetAt(list: TCollection, index: integer): T', (list, index) => list[index] ?? NOT_SET, {
    seen: true,
    fails: {
      when: (list, index) => !(index !== undefined && index >= 0 && index < (list?.length ?? 0)),
      says: 'the list has no item of that index',
    },
  }),
  define(
    'FindFirst(list: TCollection, item: T): integer',
    (list, item) => list.findIndex((one) => isEqual(one, item)),
    { seen: true },
  ),
  define('AddItem(list: TCollection, item: T): TCollection', (list, item) => [...list, item]),
];
