import { CONTACT_TOKENS, contactParts } from '../contact-data';
import { machineSentence } from '../machine-sentences';
import type { Passage, RemovedAs } from '../passage';
import { saysWhoWrites } from '../says-who-writes';
import { courtesyOf } from './is-courtesy';
import { splitSentences } from './split-sentences';

/** Where a clause may end: behind a comma, a dash, a colon, or before a word that joins. */
const CLAUSE_END =
  /[,;:–—(](?=\s)\s*|\s-{1,3}\s|\s(?=(?:and|but|so|because|und|aber|et|mais|y|pero|e|ma|mas)\s)|(?<=^(?:hi|hello|hey|hallo|hola|bonjour|good (?:morning|afternoon|evening|day))(?: there| all| team| everyone)?)\s(?=(?:i|im|i['’]m|we|my|can|could|how|what|when|where|why|is|do|does|please|need)\b)|\s(?=(?:many )?(?:thanks|thank you|thx|ty|tia)\b(?: (?:so much|very much|a lot|again|in advance|for (?:your|the|any) (?:help|time|assistance)))?\W*$)|\s(?=(?:please|pls|kindly) (?:advise|help|respond|reply)\W*$)/giu;
const JOINS = /^(?:and|but|so|because|und|aber|et|mais|y|pero|e|ma|mas)\s+/iu;
/** "say thanks", "no thank you": not a clause of its own. */
const BINDS = /(?:\b(?:no|say|said|to|not)|^)\s*$/iu;
/** As many clauses at either end are looked at. */
const MOST_CLAUSES = 8;

/**
 * A text that its writer wrote, in passages: courtesy, contact data and what programs added are named.
 * @param enough characters of kept text after which the rest is named `beyond the limit`
 */
export function courtesyPassages(text: string, enough: number): readonly Passage[] {
  const passages: Passage[] = [];
  let kept = 0;
  let read = 0;
  for (const sentence of splitSentences(text)) {
    if (kept > enough) return [...passages, { text: text.slice(read), removed: 'beyond the limit' }];
    read += sentence.length;
    const removed = machineSentence(sentence) ?? courtesyOf(sentence);
    const parts: readonly Passage[] = removed === undefined ? clausePassages(sentence) : [{ text: sentence, removed }];
    for (const part of parts) {
      passages.push(part);
      if (part.removed === undefined) kept += part.text.length;
    }
  }
  const last = passages.at(-1);
  const before = passages.at(-2)?.removed;
  return last !== undefined && before !== undefined && NAME_BEHIND.has(before) && isName(last)
    ? passages.with(-1, { text: last.text, removed: 'farewell' })
    : passages;
}

/** Courtesy that a name may follow, as the last line. */
const NAME_BEHIND: ReadonlySet<RemovedAs> = new Set<RemovedAs>([
  'thanks',
  'good wishes',
  'request for an answer',
  'farewell',
]);
const NAME = /^\s*[-–—~]?\s?(?:\p{Lu}[\p{L}'’.-]{0,30}\s*){1,2}$/u;

function isName({ text, removed }: Passage): boolean {
  return removed === undefined && NAME.test(text) && saysWhoWrites([text.trim()]);
}

/** A sentence with matter: clauses of courtesy at its beginning and at its end are named. */
function clausePassages(sentence: string): readonly Passage[] {
  const { length } = sentence.trimEnd();
  const ends = [...sentence.matchAll(CLAUSE_END)].map(({ 0: mark, index }) => ({
    at: index + mark.length,
    from: index,
  }));
  const inside = ends.filter(({ at }) => at > 0 && at < length);
  const passages: Passage[] = [];
  let begin = 0;
  let end = sentence.length;
  for (const { at, from } of inside.slice(0, MOST_CLAUSES).reverse()) {
    const removed = courtesyOf(sentence.slice(0, from));
    if (removed === undefined) continue;
    begin = at + (JOINS.exec(sentence.slice(at, at + 12))?.[0].length ?? 0);
    passages.push({ text: sentence.slice(0, begin), removed });
    break;
  }
  const whole = begin === 0 ? undefined : courtesyOf(sentence.slice(begin));
  if (whole !== undefined) return passages.concat({ text: sentence.slice(begin), removed: whole });
  let last: Passage | undefined;
  for (const { at, from } of inside.slice(-MOST_CLAUSES)) {
    if (from <= begin || BINDS.test(sentence.slice(begin, from))) continue;
    const removed = courtesyOf(sentence.slice(at).replace(JOINS, ''));
    if (removed === undefined) continue;
    end = from;
    last = { text: sentence.slice(from), removed };
    break;
  }
  return passages.concat(contactPassages(sentence.slice(begin, end)), last ?? []);
}

/** A text in passages, of which only contact data is named. */
export function contactPassages(text: string): readonly Passage[] {
  return contactParts(text).map((part) =>
    part.name === undefined
      ? { text: part.text }
      : { text: part.text, removed: part.name, token: CONTACT_TOKENS[part.name] },
  );
}
