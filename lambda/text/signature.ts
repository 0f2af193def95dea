import { type Line, remove } from './line';
import { isFarewell, isGreeting, isLegalNotice, isRule, isSignatureDelimiter } from './markers';
import { hasContact, saysWhoWrites, tells } from './says-who-writes';

/** A text of fewer words, without greeting and farewell, says next to nothing: then what follows is the mail. */
const FEWEST_WORDS = 3;
/** Longer than any signature: two dashes above so much are a line that the writer drew. */
const MOST_DELIMITED_LINES = 25;
/** Lines of a signature that nothing announces, blank ones among them. */
const MOST_LINES = 10;

/**
 * Names the signature that ends a passage: from a legal notice, from `-- `, from a farewell on, or contact data alone.
 * @param isFirst nothing that is kept stands above
 */
export function markSignature(passage: readonly Line[], isFirst: boolean): void {
  const lines = passage.map(({ text }) => text);
  const notice = lines.findIndex(isLegalNotice);
  const noticeAt = notice === -1 ? lines.length : notice;
  if (notice !== -1) remove(passage, notice, passage.length, 'legal notice');
  const written = lines.slice(0, noticeAt);
  const delimited = delimitedAt(written, isFirst);
  const above = written.slice(0, delimited);
  const farewell = farewellAt(above);
  const end = Math.min(farewell, contactsAt(above.slice(0, farewell)));
  remove(passage, end, noticeAt, 'signature');
}

/** Where the signature begins that `-- ` or a drawn line announces; dashes before a form's message or before bullets do not. */
function delimitedAt(lines: readonly string[], isFirst: boolean): number {
  const delimiters = lines.flatMap((line, at) => (isSignatureDelimiter(line) ? [at] : []));
  const first = delimiters[0];
  if (first !== undefined && (!isFirst || saysWords(lines.slice(0, first)))) {
    const below = nonBlank(lines.slice(first + 1));
    const isSure = delimiters.length === 1 && below.length <= MOST_DELIMITED_LINES && !below.some(asksOrTells);
    if (isSure) return first;
  }
  for (let at = lines.length - 1; at > 0 && at > lines.length - MOST_LINES; at--) {
    const line = lines[at] ?? '';
    if (!isRule(line) && !isSignatureDelimiter(line)) continue;
    const below = nonBlank(lines.slice(at + 1));
    if (below.length > 0 && saysWhoWrites(below) && saysWords(lines.slice(0, at))) return at;
  }
  return lines.length;
}

function farewellAt(lines: readonly string[]): number {
  const farewell = lines.findLastIndex(isFarewell);
  if (farewell === -1 || !saysSome(lines.slice(0, farewell))) return lines.length;
  const below = nonBlank(lines.slice(farewell + 1)).filter((line) => !isRule(line));
  return saysWhoWrites(below) ? farewell : lines.length;
}

/** Name, function, firm and how to reach them, below a blank line. */
function contactsAt(lines: readonly string[]): number {
  for (let at = Math.max(1, lines.length - MOST_LINES); at < lines.length - 1; at++) {
    if (lines[at - 1] !== '' || lines[at] === '') continue;
    const below = nonBlank(lines.slice(at));
    if (below.length >= 2 && below.some(hasContact) && saysWhoWrites(below) && saysSome(lines.slice(0, at))) return at;
  }
  return lines.length;
}

function asksOrTells(line: string): boolean {
  return (
    /\?|^\S{0,20} ?:$|(?<!\p{L})(?:i|my|please|need|want|bitte|ich|meine?|je|mon|quiero|mi|voglio|quero|meu)(?!\p{L})/iu.test(
      line,
    ) &&
    (tells(line) || line.endsWith(':'))
  );
}

function saysSome(lines: readonly string[]): boolean {
  const said = lines.filter((line) => !isFarewell(line) && !isGreeting(line)).join(' ');
  return (said.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= FEWEST_WORDS;
}

function saysWords(lines: readonly string[]): boolean {
  return lines.some((line) => /[\p{L}\p{N}]/u.test(line));
}

function nonBlank(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line !== '');
}
