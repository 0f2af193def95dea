import { asksForSomething } from '../../classifier/features';
import type { LabelledMail } from '../labelled-mail';

/** What could be taken for a matter of a team, or for personal data. */
const TELLING = /\d|[$?]|\b(?:ira|roth|retire|pension|college|tuition|school|account|plan|contribut|fund)/i;
const FEWEST_WORDS = 5;
const LONGEST = 160;

/**
 * Sentences of out-of-scope mail that tell something and ask for nothing ("In June a woman called Yvette told me there was no record of any fax.").
 * Ascending, each once: the order of the mails does not count.
 */
export function distractors(outOfScope: readonly LabelledMail[]): readonly string[] {
  const sentences = outOfScope.flatMap(({ body }) => body.split(/(?<=[.!])\s+/));
  const fit = sentences.filter(
    (sentence) =>
      /[.!]$/.test(sentence) &&
      sentence.length <= LONGEST &&
      sentence.split(/\s+/).length >= FEWEST_WORDS &&
      !TELLING.test(sentence) &&
      !asksForSomething(sentence),
  );
  return [...new Set(fit.map((sentence) => sentence.replace(/\s+/g, ' ')))].sort();
}
