import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadEvaluation } from '../../config/load-evaluation';

test.each([
  ['costs', 'categories: {} # a label with its own costs', 'categories: { 401k: { wrongQueue: 30 } } #'],
  ['gate', 'categories: {} # a label with its own least recall', 'categories: { 401k: 0.9 } #'],
])('a label of %s that no category has is named with its line and the nearest spelling', (part, from, to) => {
  const root = mkdtempSync(join(tmpdir(), 'evaluation-'));
  try {
    mkdirSync(join(root, 'config'));
    const shipped = readFileSync('config/evaluation.yaml', 'utf8');
    expect(shipped).toContain(from);
    writeFileSync(join(root, 'config/evaluation.yaml'), shipped.replace(from, to));
    const line = shipped.slice(0, shipped.indexOf(from)).split('\n').length;
    expect(() => loadEvaluation(root, ['401K', 'IRA'])).toThrow(
      new RegExp(
        `evaluation\\.yaml:${line}:\\d+  ${part}\\.categories\\.401k: .* Did you mean 401K\\? Labels: 401K, IRA`,
      ),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
});
