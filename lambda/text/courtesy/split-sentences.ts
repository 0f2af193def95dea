const BOUNDARY = /[.?!…]{1,5}["'”’»)\]]{0,3}\s+|\n\s*/gu;
const ABBREVIATION =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|st|jr|sr|no|nr|inc|co|corp|vs|etc|approx|ext|tel|acct|dept|e\.g|i\.e|p\.s|u\.s|a\.m|p\.m|z\.b|d\.h|bzw|ca|sra|dra|mme|prof|hr|fr|\p{L})\.\s+$/iu;

/** Lines of fewer characters are not broken by a mail program. */
const SHORTEST_WRAPPED = 50;

/** Whether a line goes on in the next one. */
function isWrapped(line: string, next: string): boolean {
  if (line === '' || /[.?!…:;]["'”’»)\]]?$/u.test(line)) return false;
  return /^[\p{Ll}\d(]/u.test(next) || (line.length >= SHORTEST_WRAPPED && /^[\p{L}"'“„«$€£]/u.test(next));
}

/** The sentences of a text with the blanks behind them; joined they are the text. A line ends one unless the next goes on. */
export function splitSentences(text: string): readonly string[] {
  const sentences: string[] = [];
  let begin = 0;
  for (const { 0: mark, index } of text.matchAll(BOUNDARY)) {
    const end = index + mark.length;
    if (mark.startsWith('\n')) {
      const line = text.slice(text.lastIndexOf('\n', index - 1) + 1, index);
      if (mark === '\n' && isWrapped(line, text.slice(end, end + 1))) continue;
    } else if (!mark.includes('\n') && ABBREVIATION.test(text.slice(Math.max(begin, end - 12), end))) continue;
    sentences.push(text.slice(begin, end));
    begin = end;
  }
  if (begin < text.length) sentences.push(text.slice(begin));
  return sentences;
}
