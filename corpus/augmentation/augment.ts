import { seededRandom } from '../../classifier/seeded-random';
import type { CategoryList } from '../../config/categories';
import { joinText, type LabelledMail } from '../labelled-mail';
import { distractors } from './distractors';
import { wrapMail } from './wrap-mail';

export interface Augmentation {
  /** Share of the mails of every class that are put into another wrapping, 0..1. */
  readonly share: number;
  /** Labels of mail that no team handles: what it tells in passing may stand in any mail and decides nothing. */
  readonly outOfScope: readonly string[];
}

/** Half of the mails: with a third the wrapped mails of a check lost two points more, with two thirds bare mails lost one. */
export const WRAPPED_SHARE = 0.5;

/** What the training file is made with. */
export function augmentationOf({ categories }: CategoryList): Augmentation {
  return {
    share: WRAPPED_SHARE,
    outOfScope: categories.flatMap(({ label, queue }) => (queue === null ? [label] : [])),
  };
}

export type AugmentedMail<Mail> = Mail & { readonly wrapped: boolean };

/**
 * The mails, some of them in another wrapping (greeting, courtesy, complaint, signature, banner, form, small talk), so that none of these speaks
 * for a class. The text of a mail decides whether and how it is wrapped: neither its class nor its place in the file does. A mail of no words stays
 * one, so that the checks see it.
 */
export function augment<Mail extends LabelledMail>(
  mails: readonly Mail[],
  { share, outOfScope }: Augmentation,
): readonly AugmentedMail<Mail>[] {
  const asides = distractors(mails.filter(({ label }) => outOfScope.includes(label)));
  return mails.map((mail) => {
    const text = joinText(mail);
    const random = seededRandom(hash(text.replace(/\s+/g, ' ').trim()));
    return random() < share && /[\p{L}\p{N}]/u.test(text)
      ? { ...wrapMail(mail, asides, random), wrapped: true }
      : { ...mail, wrapped: false };
  });
}

/** FNV-1a. */
function hash(text: string): number {
  let key = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) key = Math.imul(key ^ text.charCodeAt(i), 0x01000193);
  return key;
}
