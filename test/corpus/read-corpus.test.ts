import { expect, test } from '@jest/globals';
import { ConfigError } from '../../config/fault';
import { type CorpusName, heldOutNames, readCorpus, readHeldOut } from '../../corpus/read-corpus';

test.each<CorpusName>(['training', ...heldOutNames('.')])(
  'the shipped %s corpus can be read without a fault',
  (name) => {
    const labels = new Set(readCorpus('.', name).map(({ label }) => label));
    expect([...labels].sort()).toEqual(['401K', '529', 'IRA', 'OTHER']);
  },
);

test('a corpus that is not there is a fault that names the file', () => {
  expect(() => readCorpus('no-such-folder', 'training')).toThrow(ConfigError);
  expect(() => readCorpus('no-such-folder', 'training')).toThrow(/corpus\/training\.csv {2}cannot be read/);
});

test('every held-out mail knows its file and its writer', () => {
  const mails = readHeldOut('.');
  expect(new Set(mails.map(({ corpus }) => corpus))).toEqual(new Set(heldOutNames('.')));
  expect(mails.filter(({ writer }) => writer === undefined)).toEqual([]);
});
