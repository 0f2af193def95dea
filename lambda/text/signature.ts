import { isFarewell, isLegalNotice, isSignatureDelimiter } from './markers';

/** What follows a farewell is a signature if it is short: names, functions, telephone numbers. */
const MAX_LINES = 8;
const MAX_WORDS = 8;
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
  return saysWhoWrites(lines.slice(farewell + 1)) ? before(lines, farewell) : lines;
}

function before(lines: readonly string[], index: number): readonly string[] {
  return index === -1 ? lines : lines.slice(0, index);
}

/** Who writes, not what he still wants. */
function saysWhoWrites(lines: readonly string[]): boolean {
  const some = written(lines);
  return (
    some.length <= MAX_LINES &&
    some.every((line) => line.split(' ').length <= MAX_WORDS && !/\?|^p\.? ?s\b/i.test(line))
  );
}

function written(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line !== '');
}
