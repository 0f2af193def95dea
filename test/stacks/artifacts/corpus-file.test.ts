import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CategoryList } from '../../../config/categories';
import { ConfigError } from '../../../config/fault';
import { writeCorpusFile } from '../../../stacks/artifacts/corpus-file';

const categories: CategoryList = {
  fallbackQueue: 'GeneralSupport',
  categories: ['401K', 'IRA'].map((label) => ({ label, queue: label, description: label, threshold: null })),
};

let root: string;
let corpus: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'corpus-'));
  for (const folder of ['classifier', 'corpus', 'lambda']) cpSync(folder, join(root, folder), { recursive: true });
  mkdirSync(join(root, 'node_modules'));
  corpus = join(root, 'corpus/training.csv');
  const rows = ['401K', 'IRA'].flatMap((label) => Array.from({ length: 10 }, (_, i) => `${label},question  ${i}\n`));
  writeFileSync(corpus, rows.join(''));
});
afterEach(() => rmSync(root, { recursive: true }));

const write = () => writeCorpusFile(root, categories);

describe('the training file', () => {
  test('is made once for the same corpus, and again when it was damaged', () => {
    const first = write();
    const text = readFileSync(first.path, 'utf8');
    expect(text.split('\n')).toHaveLength(21);
    writeFileSync(first.path, text.slice(0, 30));
    expect(write()).toEqual(first);
    expect(readFileSync(first.path, 'utf8')).toBe(text);
  });

  test('is another one for other words, for the same hash counts what is uploaded', () => {
    const first = write();
    appendFileSync(corpus, 'IRA,one more\n');
    const more = write();
    expect(more.hash).not.toBe(first.hash);
    writeFileSync(corpus, readFileSync(corpus, 'utf8').replace('IRA,one more\n', '').replaceAll('  ', ' '));
    expect(write().hash).toBe(first.hash);
  });

  test('is another one when the function reads mails in another way', () => {
    const { path } = write();
    appendFileSync(join(root, 'lambda/text/signature.ts'), '\n');
    expect(write().path).not.toBe(path);
  });

  test('is never made of a faulty corpus, however often one tries', () => {
    appendFileSync(corpus, 'Ira,a mail\n');
    expect(write).toThrow(ConfigError);
    expect(write).toThrow(/"Ira".*Did you mean IRA/);
  });

  test('is refused for other categories, though the corpus is the same', () => {
    write();
    const [first] = categories.categories;
    const renamed = categories.categories.map((one) => (one === first ? { ...one, label: '403B' } : one));
    expect(() => writeCorpusFile(root, { ...categories, categories: renamed })).toThrow(/"401K"/);
  });
});
