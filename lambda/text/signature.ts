import { isFarewell, isGreeting, isLegalNotice, isSignatureDelimiter } from './markers';
import { saysWhoWrites } from './says-who-writes';

/** A text of fewer words, without greeting and farewell, says next to nothing: then what follows is the mail. */
const FEWEST_WORDS = 3;
/** Longer than any signature: two dashes above so much are a line that the writer drew. */
const MAX_DELIMITED_LINES = 25;

/** A passage without the signature that ends it: from a legal notice, from `-- ` or from a farewell on. */
export function withoutSignature(passage: readonly string[]): readonly string[] {
  return [withoutLegalNotice, withoutDelimited, withoutFarewell].reduce((lines, remove) => remove(lines), passage);
}

function withoutLegalNotice(lines: readonly string[]): readonly string[] {
  return before(lines, lines.findIndex(isLegalNotice));
}

function withoutDelimited(lines: readonly string[]): readonly string[] {
  const delimiter = lines.findIndex(isSignatureDelimiter);
  return written(lines.slice(delimiter)).length <= MAX_DELIMITED_LINES ? before(lines, delimiter) : lines;
}

function withoutFarewell(lines: readonly string[]): readonly string[] {
  const farewell = lines.findLastIndex(isFarewell);
  const left = before(lines, farewell);
  return saysSomething(left) && saysWhoWrites(written(lines.slice(farewell + 1))) ? left : lines;
}

function saysSomething(lines: readonly string[]): boolean {
  const said = lines.filter((line) => !isFarewell(line) && !isGreeting(line)).join(' ');
  return (said.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= FEWEST_WORDS;
}

function before(lines: readonly string[], index: number): readonly string[] {
  return index === -1 ? lines : lines.slice(0, index);
}

function written(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line !== '');
}
