import { distance } from 'fastest-levenshtein';
import type { CorpusLimits } from '../../config/evaluation';
import type { LabelledMail } from '../labelled-mail';
import { corpusFile } from '../read-corpus';
import { FEWEST_PER_CLASS } from '../training-faults';
import { words } from '../words';
import { excerpt, type Finding } from './finding';
import { giveaways } from './giveaways';

/** Labels that config/categories.yaml does not have. */
export function labelFindings(file: string, mails: readonly LabelledMail[], labels: readonly string[]): Finding[] {
  return mails.flatMap(({ label, line }): Finding[] => {
    if (labels.includes(label)) return [];
    const key = label.trim().toLowerCase();
    const nearest = labels.find((known) => distance(known.toLowerCase(), key) <= 1);
    return [
      {
        severity: 'error',
        rule: 'unknown-label',
        file,
        line,
        message: `${excerpt(label)} is no label of config/categories.yaml (${labels.join(', ')})`,
        remedy: nearest === undefined ? 'correct the label, or add the category' : `write ${nearest}`,
      },
    ];
  });
}

/** Classes that are too thin, too fat, told by one word or by their length. Speaks of the training file. */
export function classFindings(
  mails: readonly LabelledMail[],
  labels: readonly string[],
  limits: CorpusLimits,
): Finding[] {
  const file = corpusFile('training');
  const finding = (severity: Finding['severity'], rule: string, message: string, remedy: string): Finding => ({
    severity,
    rule,
    file,
    line: 0,
    message,
    remedy,
  });
  const known = mails.filter(({ label }) => labels.includes(label));
  const counts = labels.map((label) => ({ label, count: known.filter((mail) => mail.label === label).length }));

  const thin = counts.flatMap(({ label, count }) => {
    if (count >= limits.fewestMails) return [];
    const refused = count < FEWEST_PER_CLASS;
    const least = refused ? `Comprehend refuses fewer than ${FEWEST_PER_CLASS}` : `${limits.fewestMails} are advised`;
    return [
      finding(
        refused ? 'error' : 'warning',
        'thin-class',
        `${count} ${count === 1 ? 'mail is' : 'mails are'} labelled ${label}; ${least}`,
        `write more mails for ${label}, each in a customer's own words`,
      ),
    ];
  });

  const present = counts.filter(({ count }) => count > 0).sort((a, b) => a.count - b.count);
  const [smallest, largest] = [present[0], present.at(-1)];
  const lopsided =
    smallest !== undefined && largest !== undefined && largest.count > limits.imbalance * smallest.count
      ? [
          finding(
            'warning',
            'imbalance',
            `${largest.label} has ${largest.count} mails, ${smallest.label} has ${smallest.count}: more than ${limits.imbalance} times as many`,
            `write more mails for ${smallest.label}`,
          ),
        ]
      : [];

  const texts = known.map(({ label, subject, body }) => ({ label, text: `${subject}\n${body}` }));
  const told = giveaways(texts).flatMap(({ label, word, share, precision }) =>
    share <= limits.giveawayShare
      ? []
      : [
          finding(
            'error',
            'giveaway',
            `the word "${word}" stands in ${percent(share)} of the mails of ${label} and is ${percent(precision)} certain; at most ${percent(limits.giveawayShare)} are allowed`,
            'say it in other words in some of them: customers write "my plan at work"',
          ),
        ],
  );

  const means = labels.flatMap((label) => {
    const own = texts.filter((text) => text.label === label).map(({ text }) => words(text).length);
    return own.length === 0 ? [] : [{ label, mean: average(own) }];
  });
  const [worst] = means
    .map(({ label, mean }) => {
      const others = average(means.filter((other) => other.label !== label).map((other) => other.mean));
      return { label, mean, others, ratio: Math.max(mean / others, others / mean) };
    })
    .sort((a, b) => b.ratio - a.ratio);
  const uneven =
    worst !== undefined && worst.ratio > limits.lengthRatio
      ? [
          finding(
            'warning',
            'length',
            `mails of ${worst.label} have ${worst.mean.toFixed(0)} words on average, the others ${worst.others.toFixed(0)}: the length gives the class away`,
            `write ${worst.mean > worst.others ? 'shorter' : 'longer'} mails for ${worst.label}`,
          ),
        ]
      : [];
  return [...thin, ...lopsided, ...told, ...uneven];
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
