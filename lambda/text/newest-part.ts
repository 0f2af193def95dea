import { headerBlockLength } from './header-block';
import { isDeviceLine, isForwardMarker, isOriginalMessageRule } from './markers';
import { introductionLength, isSureIntroduction } from './quote-introduction';
import { withoutSignature } from './signature';

/**
 * What the writer of a mail wrote now: without quoted earlier mails and without signature. What he forwards stays,
 * without its header block, because it is what the mail is about. If nothing is left, the whole text comes back.
 * @param text plain text; quoted lines begin with `>`
 * @param forwards whether the subject says that the mail is forwarded
 */
export function newestPart(text: string, forwards: boolean): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.replace(/\s+/g, ' ').trim());
  const own = ownPassages(lines, forwards);
  const candidates = [own.flatMap(withoutSignature), own.flat(), lines.map(unquoted)];
  return candidates.map((some) => some.join('\n')).find((some) => /[\p{L}\p{N}]/u.test(some)) ?? text;
}

/** The lines that are no quote. Where a quote or a forwarded mail stands between them, a new passage begins. */
function ownPassages(allLines: readonly string[], forwards: boolean): readonly (readonly string[])[] {
  let lines = allLines;
  let forwardBegins = forwards;
  const passages: string[][] = [];
  let passage: string[] = [];
  const endPassage = () => {
    if (passage.length > 0) passages.push(passage);
    passage = [];
  };

  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const header = headerBlockLength(lines, at);
    const introduction = introductionLength(lines, at);
    if (isForwardMarker(forwardBegins ? unquoted(line) : line)) {
      endPassage();
      // Apple Mail quotes what it forwards.
      if (lines === allLines) lines = allLines.map(unquoted);
      forwardBegins = true;
      at += 1;
    } else if (header > 0 && forwardBegins) {
      endPassage();
      forwardBegins = false;
      at += header;
    } else if (header > 0 || (isOriginalMessageRule(line) && !forwardBegins)) {
      break;
    } else if (introduction > 0 && isQuoted(nextLine(lines, at + introduction))) {
      endPassage();
      at += introduction;
    } else if (isSureIntroduction(lines.slice(at, at + introduction).join(' '))) {
      break;
    } else {
      if (isQuoted(line)) endPassage();
      else if (!isDeviceLine(line) && !isRule(line)) passage.push(line);
      at += 1;
    }
  }
  return [...passages, passage];
}

function isQuoted(line: string): boolean {
  return line.startsWith('>');
}

function unquoted(line: string): string {
  return line.replace(/^[>\s]+/, '');
}

/** A drawn line, `_____`, as Outlook puts above the header block. */
function isRule(line: string): boolean {
  return /^[-_=*~]{5,}$/.test(line);
}

function nextLine(lines: readonly string[], from: number): string {
  for (let at = from; at < lines.length; at++) if (lines[at] !== '') return lines[at] ?? '';
  return '';
}
