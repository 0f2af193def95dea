import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mendCorpus } from '../../../corpus/checks/mend-corpus';
import { type CorpusName, corpusFile, heldOutNames } from '../../../corpus/read-corpus';

const labels = ['401K', 'IRA'];
const mend = (bytes: Buffer | string, name: CorpusName = 'training') => {
  const { bytes: after, changes } = mendCorpus(name, Buffer.from(bytes), labels);
  return { text: after.toString('utf8'), changes };
};

describe('mending', () => {
  test('removes a byte-order mark, carriage returns, control characters, trailing space and duplicates', () => {
    const before = '\uFEFFira,"a  \r\nb\u0007"\r\nIRA,"c"\r\n401K,c\r\nIRA,"C!"\r\n';
    expect(mend(before)).toEqual({
      text: 'IRA,"a\nb"\nIRA,"c"\n401K,"c"\n',
      changes: [
        'byte-order mark removed',
        '5 carriage returns made line feeds',
        '1 texts cleaned',
        '1 labels respelt',
        '1 duplicates removed',
      ],
    });
  });

  test('reads Windows-1252 and writes UTF-8', () => {
    const before = Buffer.concat([Buffer.from('IRA,"caf'), Buffer.from([0xe9]), Buffer.from('"\n')]);
    expect(mend(before)).toEqual({ text: 'IRA,"café"\n', changes: ['read as Windows-1252, written as UTF-8'] });
  });

  test('never drops a row that it cannot read', () => {
    const before = 'IRA,"he said "no""\nIRA,"x"\nIRA,"x"\n';
    expect(mend(before)).toEqual({ text: before, changes: [] });
  });

  test.each<CorpusName>(['training', ...heldOutNames('.')])('finds nothing to do in the shipped %s file', (name) => {
    const bytes = readFileSync(corpusFile(name));
    expect(mend(bytes, name)).toEqual({ text: bytes.toString('utf8'), changes: [] });
  });

  test('says nothing exactly when it does nothing, and has nothing to do the second time', () => {
    const piece = fc.constantFrom(
      '401K,',
      'ira,',
      '"',
      '""',
      '\n',
      '\r\n',
      'é',
      'e\u0301',
      ' ',
      'x',
      '\uFEFF',
      '\u0000',
      ',',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const before = pieces.join('');
        const once = mend(before);
        expect(once.changes.length === 0).toBe(once.text === before);
        expect(mend(once.text)).toEqual({ text: once.text, changes: [] });
      }),
      { numRuns: 1000 },
    );
  });
});
