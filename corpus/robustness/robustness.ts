import { type Rates, ratesOf } from '../../classifier/rates';
import { seededRandom } from '../../classifier/seeded-random';
import { emailText } from '../../lambda/email-text';
import { type ClassScore, type Routing, routeMail } from '../evaluation/scored-mail';
import type { CorpusMail } from '../read-corpus';
import { withTypos, wrap } from './wrap';
import { WRAPPINGS } from './wrappings';

/** How mails fare whose meaning is the same and whose wrapping is another. */
export interface WrappedRates {
  readonly wrapping: string;
  readonly rates: Rates;
}

type Rewrite = (mail: CorpusMail, random: () => number) => CorpusMail;

const REWRITES: readonly (readonly [name: string, rewrite: Rewrite])[] = [
  ...WRAPPINGS.map((wrapping) => [wrapping.name, (mail, random) => wrap(mail, wrapping, random)] as [string, Rewrite]),
  ['typing errors', withTypos],
];

/** Every mail in every wrapping, routed by the classifier. Wordings are drawn the same way in every run. */
export function robustness(
  mails: readonly CorpusMail[],
  classify: (text: string) => readonly ClassScore[],
  routing: Routing,
): readonly WrappedRates[] {
  return REWRITES.map(([wrapping, rewrite], index) => {
    const random = seededRandom(index + 1);
    const outcomes = mails.map((mail) => {
      const { subject, body } = rewrite(mail, random);
      const text = emailText(subject, body);
      return routeMail({ mail, text, scores: text === '' ? [] : classify(text) }, routing).outcome;
    });
    return { wrapping, rates: ratesOf(outcomes) };
  });
}
