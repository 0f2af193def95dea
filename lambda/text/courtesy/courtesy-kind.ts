/** What is said without saying what the mail is about. */
export type CourtesyName =
  | 'greeting'
  | 'good wishes'
  | 'thanks'
  | 'request for an answer'
  | 'loyalty'
  | 'apology'
  | 'contact data'
  | 'complaint about the wait'
  | 'farewell';

/**
 * One kind of courtesy: a sentence is of it when `says` finds its phrase and when each of the sentence's words is one of
 * `words` or of the language's small words. One word more, and the sentence has matter.
 */
export interface CourtesyKind {
  readonly name: CourtesyName;
  readonly says: RegExp;
  readonly words: ReadonlySet<string>;
}

/** Words between blanks; `small` go into every kind. Both are folded: small letters, no accents, no apostrophes. */
export function courtesyKind(name: CourtesyName, says: RegExp, small: string, words: string): CourtesyKind {
  return { name, says, words: new Set(`${small} ${words}`.split(/\s+/)) };
}
