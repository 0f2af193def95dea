import { mailPassages } from './mail-passages';
import type { Passage, RemovedAs } from './text/passage';

/** One byte below what ClassifyDocument takes: 10 KB of UTF-8 and 10,000 characters, read as 10,000 bytes for both. */
export const MAX_TEXT_BYTES = 9_999;
/** Characters that are classified at most unless the environment says otherwise; an endpoint's unit carries 100 a second. */
export const DEFAULT_MAX_CHARACTERS = 2_000;

/**
 * The text by which a mail is classified, on one line: its subject, then what its writer wrote now, without courtesy.
 * The corpus is made of the very same text, so that the model learns what it will be asked.
 * @param body plain text or HTML
 * @param maxCharacters where it is cut, at the end of a sentence if there is one
 * @returns at most MAX_TEXT_BYTES of UTF-8; `""` when the mail holds no text
 */
export function emailText(subject: string, body: string, maxCharacters = DEFAULT_MAX_CHARACTERS): string {
  return cut(classified(mailPassages(subject, body, maxCharacters)), maxCharacters);
}

/** The same mail in passages, those that are left out with why: for people who ask what became of it. */
export function explainText(subject: string, body: string, maxCharacters = DEFAULT_MAX_CHARACTERS): readonly Passage[] {
  const passages = mailPassages(subject, body, maxCharacters);
  return hasMatter(passages) ? passages : passages.map(({ text }) => ({ text }));
}

/** What is left without the removed passages. A mail that is all courtesy stays as it is: somebody has to see it. */
function classified(passages: readonly Passage[]): string {
  const shown = hasMatter(passages)
    ? passages
    : passages.filter(({ removed }) => removed === undefined || COURTESY.has(removed)).map(({ text }) => ({ text }));
  return oneLine(
    shown.map(({ text, removed, token = '' }: Passage) => (removed === undefined ? text : ` ${token} `)).join(''),
  );
}

/** What comes back when nothing else is left. */
const COURTESY: ReadonlySet<RemovedAs> = new Set<RemovedAs>([
  ...(['greeting', 'good wishes', 'thanks', 'request for an answer', 'loyalty', 'apology'] as const),
  ...(['contact data', 'complaint about the wait', 'farewell', 'signature', 'legal notice', 'list footer'] as const),
  ...([
    'external-sender banner',
    'virus footer',
    'advertising footer',
    'form wrapper',
    'form field',
    'device line',
  ] as const),
  ...(['e-mail address', 'link', 'phone number', 'account number'] as const),
]);

function hasMatter(passages: readonly Passage[]): boolean {
  return passages.some(({ text, removed }) => removed === undefined && /[\p{L}\p{N}]/u.test(text));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const SENTENCE_END = /[.?!…]["'”’»)\]]?\s/g;
const encoder = new TextEncoder();
const buffer = new Uint8Array(MAX_TEXT_BYTES);

function cut(text: string, maxCharacters: number): string {
  const whole = text.length <= maxCharacters ? text : text.slice(0, cutAt(text, maxCharacters)).trimEnd();
  // encodeInto stops before a character that does not fit as a whole.
  return whole.slice(0, encoder.encodeInto(whole, buffer).read).trimEnd();
}

/** The end of the last sentence that fits, if it leaves half of what may be; else of the last word. */
function cutAt(text: string, most: number): number {
  const head = text.slice(0, most + 1);
  const sentence = [...head.matchAll(SENTENCE_END)].at(-1);
  if (sentence !== undefined && sentence.index >= most / 2) return sentence.index + sentence[0].length;
  const word = head.lastIndexOf(' ');
  if (word >= most / 2) return word;
  return /[\ud800-\udbff]/.test(text[most - 1] ?? '') ? most - 1 : most;
}
