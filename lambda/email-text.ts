import { contactPassages, courtesyPassages } from './text/courtesy/courtesy-passages';
import { htmlToText, looksLikeHtml } from './text/html-to-text';
import { newestPart } from './text/newest-part';
import type { Passage, RemovedAs } from './text/passage';

/** One byte below what ClassifyDocument takes: 10 KB of UTF-8 and 10,000 characters, read as 10,000 bytes for both. */
export const MAX_TEXT_BYTES = 9_999;

/** What is read of a body: the newest part stands at its beginning, or below a quote that is not longer than this. */
const MAX_BODY_CHARACTERS = 200_000;

/**
 * The text by which a mail is classified: its subject, then the newest part of its body, on one line. The corpus is
 * made of the very same text, so that the model learns what it will be asked.
 * @param body plain text or HTML
 * @returns at most MAX_TEXT_BYTES of UTF-8; `""` when the mail holds no text
 */
export function emailText(subject: string, body: string): string {
  const title = oneLine(subject);
  const topic = title.replace(REPLY_PREFIXES, '');
  const message = newestPart(plainText(body), FORWARD_PREFIX.test(title));
  const passages = subjectPassages(topic === '' ? title : topic).concat(courtesyPassages(message));
  return cut(oneLine(classified(passages)));
}

/** Subjects that say nothing; "help" or "customer since 1998" may be all that a short mail says. */
const EMPTY_SUBJECTS: readonly (RemovedAs | undefined)[] = ['greeting', 'thanks', 'good wishes', 'farewell', 'apology'];

function subjectPassages(subject: string): readonly Passage[] {
  const passages = courtesyPassages(`${subject}\n\n`);
  return passages.every(({ removed }) => EMPTY_SUBJECTS.includes(removed))
    ? passages
    : contactPassages(`${subject}\n\n`);
}

/** What is left without the removed passages. A mail that is all courtesy stays as it is: somebody has to see it. */
function classified(passages: readonly Passage[]): string {
  const kept = passages.some(({ text, removed }) => removed === undefined && /[\p{L}\p{N}]/u.test(text));
  if (!kept) return passages.map(({ text }) => text).join('');
  return passages.map(({ text, removed, token = '' }) => (removed === undefined ? text : ` ${token} `)).join('');
}

function plainText(body: string): string {
  const text = looksLikeHtml(body) ? htmlToText(body, MAX_BODY_CHARACTERS) : body.slice(0, MAX_BODY_CHARACTERS);
  return text.normalize('NFC');
}

/** Re, Fwd and what mail programs write for them in German, French, Spanish, Italian and Portuguese; ticket tags. */
const REPLY_PREFIXES =
  /^(?:(?:\[(?:ext|external|extern)\]|(?:re|aw|antw|rv|ref|rif|res|sv|fwd?|wg|wtr|tr|enc|i|r)(?:\s?\[\d+\])?\s?:)\s*)+/i;
const FORWARD_PREFIX = /^(?:\[[^\]]{1,20}\]\s*)?(?:fwd?|wg|wtr|tr|rv|enc|i)\s?:/i;

/** Control and format characters, and another invisible one with which newsletters pad their preview. */
const INVISIBLE = /(?:[\p{Cc}\p{Cf}]|\u034f)+/gu;
const HALF_CHARACTERS = /\p{Surrogate}+/gu;

function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(HALF_CHARACTERS, ' ')
    .replace(INVISIBLE, '')
    .replace(/ +/g, ' ')
    .trim()
    .normalize('NFC');
}

const encoder = new TextEncoder();
const buffer = new Uint8Array(MAX_TEXT_BYTES);

/** encodeInto stops before a character that does not fit as a whole. */
function cut(text: string): string {
  return text.slice(0, encoder.encodeInto(text, buffer).read).trimEnd();
}
