import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { chooseThresholds, type ThresholdChoice } from '../../../corpus/evaluation/choose-thresholds';
import { proposeThresholds } from '../../../corpus/evaluation/propose-thresholds';
import { unifiedDiff } from '../../../corpus/evaluation/unified-diff';
import { categories, scored, times } from './scored';

const routing = { categories, defaultThreshold: 0.75 };
const costs = { wrongQueue: 12, unrelatedAccepted: 6, fallback: 3, categories: {} };
const choiceOf = (label: string, mails: ReturnType<typeof times>, with_ = costs) =>
  chooseThresholds(mails, routing, with_).find((choice) => choice.label === label);

describe('the threshold of a category', () => {
  test('is lowered when mails are right that are sorted by hand now', () => {
    const choice = choiceOf('A', [...times(50, scored('A', 'A', 0.6)), ...times(20, scored('A', 'A', 0.9))]);
    expect(choice).toMatchObject({ current: 0.75, certainty: 1, bestCost: 0 });
    expect(choice?.best).toBeLessThanOrEqual(0.6);
  });

  test('is raised when too many of its mails belong elsewhere', () => {
    const choice = choiceOf('A', [...times(40, scored('B', 'A', 0.8)), ...times(40, scored('A', 'A', 0.95))]);
    expect(choice?.best).toBeGreaterThan(0.8);
    expect(choice?.best).toBeLessThanOrEqual(0.95);
  });

  test('stays when nothing is gained', () => {
    const choice = choiceOf('A', times(50, scored('A', 'A', 0.9)));
    expect(choice).toMatchObject({ current: 0.75, best: 0.75 });
  });

  test('stays when a single mail is all that speaks for a change', () => {
    const choice = choiceOf('A', [...times(50, scored('A', 'A', 0.9)), scored('A', 'A', 0.7)]);
    expect(choice?.certainty).toBeLessThan(0.9);
    expect(choice?.best).toBe(0.75);
  });

  test('follows the costs: one wrong mail among six is worth it or not', () => {
    const mails = [...times(50, scored('A', 'A', 0.6)), ...times(10, scored('B', 'A', 0.6))];
    expect(choiceOf('A', mails)?.best).toBeLessThanOrEqual(0.6);
    expect(choiceOf('A', mails, { ...costs, wrongQueue: 60 })?.best).toBe(0.75);
  });

  test('is not asked for where there is no queue', () => {
    expect(choiceOf('NONE', times(9, scored('A', 'NONE', 0.9)))).toBeUndefined();
  });
});

describe('the proposal', () => {
  const text = readFileSync('config/categories.yaml', 'utf8');
  const choice = (label: string, best: number): ThresholdChoice => ({
    label,
    current: 0.75,
    best,
    currentCost: 2,
    bestCost: 1,
    certainty: 1,
    curve: [],
  });
  const propose = (some: string, ...choices: ThresholdChoice[]) =>
    proposeThresholds('config/categories.yaml', some, choices);

  test('is a patch that sets these thresholds and nothing else', () => {
    const patch = propose(text, choice('401K', 0.6), choice('529', 0.82));
    const changed = applyPatch(text, patch);
    const list = parseDocument(changed).toJS();
    expect(
      list.categories.map(({ label, threshold }: { label: string; threshold?: number }) => [label, threshold]),
    ).toEqual([
      ['401K', 0.6],
      ['IRA', undefined],
      ['529', 0.82],
      ['OTHER', undefined],
    ]);
    expect(patch.split('\n').filter((line) => line.startsWith('-') && !line.startsWith('---'))).toEqual([]);
  });

  test('replaces a threshold that is there, and keeps the comment behind it', () => {
    const before = text.replace('    queue: IRA\n', '    queue: IRA\n    threshold: 0.9 # since the audit\n');
    expect(propose(before, choice('IRA', 0.8))).toContain(
      '-    threshold: 0.9 # since the audit\n+    threshold: 0.80 # since the audit\n',
    );
  });

  test('is empty when every threshold stays', () => {
    expect(propose(text, choice('401K', 0.75))).toBe('');
  });
});

describe('a unified diff', () => {
  test.each([
    ['a\nb\nc\n', 'a\nx\nc\n'],
    ['a\n', 'a\nb\nc\n'],
    ['1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n', '1\nx\n3\n4\n5\n6\n7\n8\n9\n10\n12\ny\n'],
    ['only\n', 'other\n'],
  ])('turns %j into %j', (before, after) => {
    expect(applyPatch(before, unifiedDiff('f', before, after))).toBe(after);
  });

  test('of equal texts is empty', () => {
    expect(unifiedDiff('f', 'a\n', 'a\n')).toBe('');
  });
});

/** What `patch` does: every hunk at the line that it names, its context compared. */
function applyPatch(before: string, patch: string): string {
  const lines = before.replace(/\n$/, '').split('\n');
  const hunks = patch.split(/^(?=@@ )/m).slice(1);
  for (const hunk of hunks.reverse()) {
    const [head = '', ...body] = hunk.replace(/\n$/, '').split('\n');
    const [, from, height] = head.match(/^@@ -(\d+),(\d+) /) ?? [];
    const old = body.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
    expect(lines.slice(Number(from) - 1, Number(from) - 1 + Number(height))).toEqual(old);
    const fresh = body.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
    lines.splice(Number(from) - 1, Number(height), ...fresh);
  }
  return `${lines.join('\n')}\n`;
}
