import { describe, expect, test } from '@jest/globals';
import { array, assert, float32Array, int16Array, property, record, string, uint8Array } from 'fast-check';
import { ArrayFileError, packArrays, unpackArrays } from '../../classifier/array-file';

describe('an array file', () => {
  test('gives back what was packed, wherever in memory its bytes lie', () => {
    const value = record({
      labels: array(string({ unit: 'binary' })),
      inner: record({ weights: int16Array(), odd: uint8Array(), factors: float32Array() }),
    });
    assert(
      property(value, (packed) => {
        const bytes = packArrays(packed);
        const moved = new Uint8Array(bytes.length + 3);
        moved.set(bytes, 3);
        expect(unpackArrays(bytes)).toEqual(packed);
        expect(unpackArrays(moved.subarray(3))).toEqual(packed);
      }),
    );
  });

  test('is read without a copy of its arrays', () => {
    const bytes = packArrays({ weights: Int16Array.of(1, 2, 3) });
    const { weights } = unpackArrays(bytes) as { weights: Int16Array };
    expect(weights.buffer).toBe(bytes.buffer);
  });

  test('is refused when it is cut off within a buffer that goes on behind it', () => {
    const bytes = packArrays({ weights: Float32Array.of(1, 2, 3) });
    expect(() => unpackArrays(bytes.subarray(0, bytes.length - 8))).toThrow(ArrayFileError);
  });

  test('is refused when it is cut off anywhere or is something else', () => {
    const bytes = packArrays({ labels: ['a', 'b'], weights: Float32Array.of(1, 2, 3) });
    for (let length = 0; length < bytes.length - 4; length++) {
      expect(() => unpackArrays(bytes.slice(0, length))).toThrow(ArrayFileError);
    }
    expect(() => unpackArrays(new TextEncoder().encode('{"labels":[]}    '))).toThrow(ArrayFileError);
  });
});
