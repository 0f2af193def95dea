import { describe, expect, test } from '@jest/globals';
import { compareBehaviour, type Routed } from '../../../corpus/behaviour/compare';
import { renderMarkdown, renderText } from '../../../corpus/behaviour/render';
import { categories } from '../evaluation/scored';

const to = (queue: string | null): Routed => ({ queue, category: 'A', confidence: 0.8, reason: 'matched' });
const mail = (label: string, line: number, subject = `mail ${line}`) => ({
  ...{ label, line, subject },
  ...{ body: 'body', corpus: 'held-out' as const },
});
const versions = { before: 'main (abc)', after: 'here' };

const mails = [mail('A', 1), mail('A', 2), mail('B', 3), mail('NONE', 4), mail('A', 5, 'a | b <i>*x*</i>')];
const diff = compareBehaviour(
  mails,
  [to('Team A'), to('General'), to('General'), to('Team A'), to('Team A')],
  [to('Team A'), to('Team A'), to('Team A'), to('General'), to('General')],
  categories,
);

describe('the behaviour diff', () => {
  test('lists the mails that change their queue, and whether that is good', () => {
    expect(diff.changes.map(({ mail: { line }, verdict }) => [line, verdict])).toEqual([
      [5, 'broken'],
      [3, 'moved'],
      [2, 'mended'],
      [4, 'mended'],
    ]);
  });

  test('of equal behaviour is empty, whatever the scores', () => {
    const before = mails.map(() => to('Team A'));
    const after = before.map((one) => ({ ...one, confidence: 0.99 }));
    expect(compareBehaviour(mails, before, after, categories).changes).toEqual([]);
  });

  test('reads as text', () => {
    expect(renderText(diff, versions).split('\n').slice(0, 2)).toEqual([
      "main (abc) → here: 4 of 5 held-out mails change their queue: 1 broken, 1 moved, 2 mended. Classified by the sandbox's stand-in, not by Amazon Comprehend.",
      'broken   corpus/held-out.csv:5  A: Team A (A 0.80) → General (A 0.80)  a | b <i>*x*</i>',
    ]);
  });

  test('fits a comment as Markdown, however much changes', () => {
    const [change] = diff.changes;
    if (change === undefined) throw new Error('nothing changes');
    const many = Array.from({ length: 5000 }, () => ({ ...change, mail: { ...change.mail, subject: '<'.repeat(80) } }));
    const text = renderMarkdown({ mails: 5000, changes: many }, versions);
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain('4800 more are not shown');
  });

  test('reads as Markdown, in which a subject is only text', () => {
    const lines = renderMarkdown(diff, versions).split('\n');
    expect(lines).toContain(
      '| broken | A | Team A \\(A 0.80\\) | General \\(A 0.80\\) | a \\| b \\<i\\>\\*x\\*\\</i\\> | corpus/held-out.csv:5 |',
    );
    expect(
      lines.filter((line) => line.startsWith('|')).map((line) => line.replace(/\\./g, '').split('|').length),
    ).toEqual(Array.from({ length: 6 }, () => 8));
  });

  test('says so when nothing changes', () => {
    expect(renderMarkdown({ mails: 5, changes: [] }, versions)).toContain('none of 5 held-out mails changes its queue');
  });
});
