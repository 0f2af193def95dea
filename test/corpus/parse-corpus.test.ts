import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatCorpus } from '../../corpus/format-corpus';
import { joinText, splitText } from '../../corpus/labelled-mail';
import { parseCorpus } from '../../corpus/parse-corpus';

const read = (text: string) => parseCorpus(Buffer.from(text));
const faultsOf = (text: string) =>
  read(text).faults.map(({ line, message, remedy }) => `${line}: ${message}; ${remedy}`);

describe('a corpus file', () => {
  test('gives each mail its label, subject, body and line', () => {
    const { mails, faults } = read('401K,"Match, please\nHow much?\n\nAnn"\n\nIRA,one line only\n529,"\nno subject"\n');
    expect(faults).toEqual([]);
    expect(mails).toEqual([
      { label: '401K', subject: 'Match, please', body: 'How much?\n\nAnn', line: 1 },
      { label: 'IRA', subject: '', body: 'one line only', line: 6 },
      { label: '529', subject: '', body: 'no subject', line: 7 },
    ]);
  });

  test('means the same with Windows line ends', () => {
    const text = '401K,"Match\nHow?"\nIRA,x\n';
    expect(read(text.replaceAll('\n', '\r\n'))).toEqual(read(text));
  });

  test('is read back exactly as it was written, whatever the mails hold', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((some) => !/[\r\uFEFF]/.test(some));
    const label = fc.constantFrom('401K', 'IRA', 'with space', 'ünïcode');
    fc.assert(
      fc.property(fc.array(fc.tuple(label, text), { maxLength: 20 }), (rows) => {
        const mails = rows.map(([name, some]) => ({
          label: name,
          ...splitText(some.replaceAll('\n', ' / ')),
          line: 0,
        }));
        const { mails: back, faults } = read(formatCorpus(mails));
        expect(faults).toEqual([]);
        expect(back.map((mail) => ({ ...mail, line: 0 }))).toEqual(mails);
      }),
    );
  });

  test('splits a text into subject and body and joins it again', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (subject, body) => {
        fc.pre(!subject.includes('\n'));
        expect(splitText(joinText({ subject, body }))).toEqual({ subject, body });
      }),
    );
  });
});

describe('what cannot be read is named with its line', () => {
  test('a quote inside a quoted text', () => {
    expect(faultsOf('401K,"fine"\n529,"he said "no" twice"\n')).toEqual([
      '2: broken quoting: a stray quote on line 2; double every quote inside a quoted text, and close it',
    ]);
  });

  test('a quote that is never closed, and the rows after it are read all the same', () => {
    const { mails, faults } = read('401K,"open\nand open\nIRA,"next"\n529,"last"\n');
    expect(faults.map(({ line }) => line)).toEqual([1]);
    expect(mails.map(({ label, line }) => [label, line])).toEqual([
      ['IRA', 3],
      ['529', 4],
    ]);
  });

  test('two broken rows are two faults', () => {
    expect(read('a,"x "y" z"\nb,"fine"\nc,"x "y" z"\nd,fine\n').faults.map(({ line }) => line)).toEqual([1, 3]);
  });

  test('a row without a text, a row with three columns', () => {
    expect(faultsOf('401K\nIRA,one, two\n')).toEqual([
      '1: the row has no text: "401K"; write `label,"text"`, or remove it',
      '2: the row has 3 columns, 2 are allowed; put the text in quotes',
    ]);
  });

  test('a byte-order mark', () => {
    const { mails, faults } = read('\uFEFF401K,x\n');
    expect(faults).toMatchObject([{ line: 1, message: expect.stringContaining('byte-order mark') }]);
    expect(mails[0]?.label).toBe('401K');
  });

  test('a byte that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('401K,fine\nIRA,caf'), Buffer.from([0xe9]), Buffer.from('\n529,x\n')]);
    expect(parseCorpus(bytes).faults).toMatchObject([{ line: 2, message: expect.stringContaining('not UTF-8') }]);
  });

  test('no input makes it throw or hang', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parseCorpus(bytes)));
    const piece = fc.constantFrom('"', '""', ',', '\n', '\r', 'a', '401K', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => void parseCorpus(Buffer.from(pieces.join('')))),
    );
  });
});
