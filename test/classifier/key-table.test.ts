import { expect, test } from '@jest/globals';
import { array, assert, integer, property } from 'fast-check';
import { KeyTable } from '../../classifier/key-table';

test('numbers keys in the order in which they first come, and knows no others', () => {
  const key = integer({ min: -50, max: 50 }).map((n) => Math.imul(n || 51, 1 << 20));
  assert(
    property(array(key, { maxLength: 300 }), key, (keys, other) => {
      const table = new KeyTable(1);
      const expected = [...new Set(keys)];
      expect(keys.map((one) => table.add(one))).toEqual(keys.map((one) => expected.indexOf(one)));
      expect([...table.keys()]).toEqual(expected);
      expect(table.size).toBe(expected.length);
      expect(table.find(other)).toBe(expected.indexOf(other));
    }),
  );
});
