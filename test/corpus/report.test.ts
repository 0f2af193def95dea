import { describe, expect, test } from '@jest/globals';
import { loadEvaluation } from '../../config/load-evaluation';
import { evaluate } from '../../corpus/evaluation/evaluate';
import { htmlReport } from '../../corpus/report/html-report';
import { textReport } from '../../corpus/report/text-report';
import { categories, scored, times } from './evaluation/scored';

const hostile = scored('A', 'B', 0.97, 7);
const heldOut = [
  ...times(9, scored('A', 'A', 0.9)),
  ...times(9, scored('B', 'B', 0.95)),
  ...times(9, scored('NONE', 'NONE', 0.9)),
  {
    ...hostile,
    mail: { ...hostile.mail, subject: '<script>alert(1)</script>', body: '"><img src=x onerror=alert(2)>' },
  },
];
const record = loadEvaluation('.', ['401K', 'IRA', '529', 'OTHER']);
const evaluation = evaluate({
  classifier: 'Scored by a stand-in.',
  heldOut,
  crossValidated: { folds: 5, scored: heldOut },
  routing: { categories, defaultThreshold: 0.75 },
  record,
  explain: () => [{ word: '<b>', weight: 1.5 }],
  mostMistakes: 5,
});
const page = htmlReport(evaluation, {
  limits: record.gate,
  proposal: '-a < b\n',
  date: new Date('2026-01-02T03:04:05Z'),
});

describe('the HTML report', () => {
  test('shows what a mail holds as text, never as markup', () => {
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<script|<img|<b>[^0-9]/);
  });

  test('needs no other file', () => {
    expect(page.match(/<(?:link|script|img|iframe|object)\b|<[^>]+\s(?:src|href)=|url\(|@import/g)).toBeNull();
  });

  test('has both charts, the matrices, the proposal, the day and the word on the classifier', () => {
    expect(page.match(/<svg /g)).toHaveLength(2);
    expect(page.match(/<table class="matrix">/g)).toHaveLength(2);
    expect(page).toContain('-a &lt; b');
    expect(page).toContain('2026-01-02');
    expect(page).toContain('Scored by a stand-in.');
  });

  test('draws no number that is not one', () => {
    expect(page).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  test('of no mails at all is a page, too', () => {
    const nothing = evaluate({
      classifier: 'x',
      heldOut: [],
      routing: { categories, defaultThreshold: 0.75 },
      record,
      mostMistakes: 5,
    });
    expect(htmlReport(nothing, { limits: record.gate, proposal: '', date: new Date(0) })).not.toMatch(
      /NaN|Infinity|undefined/,
    );
  });
});

test('the text report begins with the word on the classifier and gives rates with their intervals', () => {
  const text = textReport(evaluation, '');
  expect(text).toMatch(/^Scored by a stand-in\./);
  expect(text).toMatch(/wrong queue +5\.3 % \(0\.9 to 24\.6\)/);
  expect(text).toMatch(/routed +94\.7 %/);
});
