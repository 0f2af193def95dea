import { isDisclaimer, isFarewell, isSignatureDelimiter } from './mail-phrases';

/** A signature has at most so many lines, each at most so many words: names, functions, telephone numbers. */
const MAX_LINES = 8;
const MAX_WORDS = 8;

/** A passage without the signature that ends it: from `-- `, a legal notice or a farewell on. */
export function withoutSignature(passage: readonly string[]): readonly string[] {
  const marked = passage.findIndex((line) => isSignatureDelimiter(line) || isDisclaimer(line));
  const lines = marked === -1 ? passage : passage.slice(0, marked);
  const farewell = lines.findLastIndex(isFarewell);
  return farewell !== -1 && isSignature(lines.slice(farewell + 1)) ? lines.slice(0, farewell) : lines;
}

/** Whether what follows a farewell says who writes, not what he still wants. */
function isSignature(lines: readonly string[]): boolean {
  const written = lines.filter((line) => line !== '');
  return (
    written.length <= MAX_LINES &&
    written.every((line) => line.split(' ').length <= MAX_WORDS && !/\?|^p\.? ?s\b/i.test(line))
  );
}
