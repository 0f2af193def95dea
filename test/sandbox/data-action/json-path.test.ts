import { describe, expect, test } from '@jest/globals';
import { compileJsonPath } from '../../../sandbox/data-action/json-path';

const document = {
  queue: { name: 'IRA', 'long name': 'Individual' },
  list: [
    { id: 1, name: 'a' },
    { id: 2, name: 'b' },
  ],
  empty: null,
};

describe('a JSONPath', () => {
  test.each([
    ['$', document],
    ['$.queue.name', 'IRA'],
    ["$['queue']['long name']", 'Individual'],
    ['$.queue["name"]', 'IRA'],
    ['$.list[0].name', 'a'],
    ['$.list[-1].name', 'b'],
    ['$.list[*].id', [1, 2]],
    ['$.list.*.name', ['a', 'b']],
    ['$..name', ['IRA', 'a', 'b']],
    ['$..[1].id', [2]],
    ['$.empty', null],
    ['$.missing.name', undefined],
    ['$.list[5]', undefined],
    ['$.list.name', undefined],
    ['$.constructor', undefined],
    ['$.queue.name.length', undefined],
    ['$.missing[*]', []],
  ])('%s finds its value', (path, expected) => {
    expect(compileJsonPath(path)(document)).toEqual(expected);
  });

  test.each(['queue', '$.list[?(@.id > 1)]', '$.list[0:2]', '$.', '$x', '$..'])('%s is refused', (path) => {
    expect(() => compileJsonPath(path)).toThrow(`JSONPath ${path}`);
  });
});
