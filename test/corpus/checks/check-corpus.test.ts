import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../../config/load-configuration';
import { loadEvaluation } from '../../../config/load-evaluation';
import { checkCorpus } from '../../../corpus/checks/check-corpus';
import { renderFinding } from '../../../corpus/checks/finding';
import { corpusFile } from '../../../corpus/read-corpus';

const { categories } = loadConfiguration('.');
const labels = categories.categories.map(({ label }) => label);
const { corpus: limits } = loadEvaluation('.', labels);
const shipped = { training: readFileSync(corpusFile('training')), 'held-out': readFileSync(corpusFile('held-out')) };

/** Mails of a class, each of its own words, so that nothing but the rule in question speaks. */
function rows(label: string, count: number, words = 6): string {
  const word = (mail: number, place: number) => `${label.toLowerCase()}${mail}x${place}`;
  const text = (mail: number) => Array.from({ length: words }, (_, place) => word(mail, place)).join(' ');
  return Array.from({ length: count }, (_, mail) => `${label},"${text(mail)}"\n`).join('');
}

const good = {
  training: labels.map((label) => rows(label, 60)).join(''),
  'held-out': labels.map((label) => rows(label, 1).replaceAll('0x', 'held')).join(''),
};

/** Findings in a small good corpus after rows were added to it. */
function added(extra: { readonly training?: string; readonly 'held-out'?: string }) {
  return findingsOf(`${good.training}${extra.training ?? ''}`, `${good['held-out']}${extra['held-out'] ?? ''}`);
}

function findingsOf(training: string, heldOut = good['held-out']) {
  const bytes = { training: Buffer.from(training), 'held-out': Buffer.from(heldOut) };
  return checkCorpus(bytes, categories, limits).findings;
}

const firstFreeLine = good.training.split('\n').length;

describe('the shipped corpus', () => {
  const { findings, classes } = checkCorpus(shipped, categories, limits);

  test('has no error and no warning', () => {
    expect(findings.map(renderFinding)).toEqual([]);
  });

  test('has 250 mails per product, 500 others, and 60 held out of each', () => {
    for (const { label, training, heldOut } of classes) {
      expect({ label, enough: training >= (label === 'OTHER' ? 500 : 250) }).toEqual({ label, enough: true });
      expect({ label, enough: heldOut >= 60 }).toEqual({ label, enough: true });
    }
  });

  test('names the product in at most two thirds of its mails', () => {
    expect(limits.giveawayShare).toBeLessThanOrEqual(2 / 3);
  });
});

describe('a row that is wrong is found, with its line, and nothing else is', () => {
  const copy = /^529,"(.*)"$/m.exec(good.training)?.[1] ?? '';

  test.each([
    ['unknown-label', '401k,"a new mail about nothing that was there before"\n', 'write 401K'],
    ['unknown-label', 'ANNUITY,"a new mail about nothing that was there before"\n', 'add the category'],
    ['empty', 'IRA,"  "\n', 'remove the row'],
    ['unreadable', 'IRA,"he said "no" twice"\n', 'double every quote'],
    ['unreadable', 'IRA\n', 'write'],
    ['encoding', 'IRA,"donâ€™t move it before Juneteenth please"\n', 'as UTF-8'],
    ['encoding', 'IRA,"lost \uFFFD letter among others"\n', 'as UTF-8'],
    ['encoding', 'IRA,"bell \u0007 rings twice at noon"\n', '--fix'],
    ['personal-data', 'IRA,"my number is 219-09-9999 in case"\n', 'in words'],
    ['too-long', `OTHER,"${'x'.repeat(10_001)}"\n`, 'shorten'],
    ['duplicate', `529,"${copy}"\n`, 'remove one of them'],
    ['duplicate', `IRA,"${copy}"\n`, 'decide which label'],
    ['near-copy', `529,"Hello. ${copy}"\n`, 'write it anew'],
  ])('%s', (rule, row, remedy) => {
    expect(added({ training: row })).toMatchObject([
      { rule, file: 'corpus/training.csv', line: firstFreeLine, remedy: expect.stringContaining(remedy) },
    ]);
  });

  test('copy of a training mail among the held-out ones', () => {
    expect(added({ 'held-out': `529,"${copy}"\n` })).toMatchObject([
      { severity: 'error', rule: 'duplicate', file: 'corpus/held-out.csv' },
    ]);
  });

  test('one sentence of a training mail in a held-out one', () => {
    const training = 'IRA,"My turtle ate the transfer form on Sunday. Send another one to the aquarium, will you?"\n';
    const heldOut =
      'IRA,"Something else entirely happened here, and it was long. My turtle ate the transfer form on Sunday!"\n';
    expect(added({ training, 'held-out': heldOut })).toMatchObject([
      {
        rule: 'overlap',
        file: 'corpus/held-out.csv',
        message: expect.stringContaining(`training.csv:${firstFreeLine}`),
      },
    ]);
  });
});

describe('a corpus that is wrong as a whole', () => {
  const rules = (training: string) =>
    findingsOf(training).map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);

  test('is fine when it is fine', () => {
    expect(rules(good.training)).toEqual([]);
  });

  test('has a class that Comprehend would refuse, one that is thin, one that is missing', () => {
    expect(rules(rows('401K', 60) + rows('IRA', 9) + rows('529', 49))).toEqual([
      'error thin-class: 9 mails are labelled IRA; Comprehend refuses fewer than 10',
      'warning thin-class: 49 mails are labelled 529; 50 are advised',
      'error thin-class: 0 mails are labelled OTHER; Comprehend refuses fewer than 10',
      'warning imbalance: 401K has 60 mails, IRA has 9: more than 5 times as many',
    ]);
  });

  test('has a class that one word gives away', () => {
    expect(rules(good.training.replaceAll('401K,"', '401K,"401(k) '))).toEqual([
      'error giveaway: the word "401k" stands in 100 % of the mails of 401K and is 100 % certain; at most 60 % are allowed',
    ]);
  });

  test('has a class that its length gives away', () => {
    const others = ['401K', '529', 'OTHER'].map((label) => rows(label, 60)).join('');
    expect(rules(others + rows('IRA', 60, 40))).toEqual([
      'warning length: mails of IRA have 40 words on average, the others 6: the length gives the class away',
    ]);
  });

  test('begins with a byte-order mark: one finding, and no fourth class', () => {
    expect(rules(`\uFEFF${good.training}`)).toEqual([
      expect.stringMatching(/^error unreadable: begins with a byte-order mark/),
    ]);
  });
});
