import { expect, test } from '@jest/globals';
import { ConfigError } from '../../config/fault';
import { readCorpus } from '../../corpus/read-corpus';

test.each(['training', 'held-out'] as const)('the shipped %s corpus can be read without a fault', (name) => {
  const labels = new Set(readCorpus('.', name).map(({ label }) => label));
  expect([...labels].sort()).toEqual(['401K', '529', 'IRA', 'OTHER']);
});

test('a corpus that is not there is a fault that names the file', () => {
  expect(() => readCorpus('no-such-folder', 'training')).toThrow(ConfigError);
  expect(() => readCorpus('no-such-folder', 'training')).toThrow(/corpus\/training\.csv {2}cannot be read/);
});
