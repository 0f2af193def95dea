import { type Introduction, introductionAt } from './introduction';
import { type Line, remove } from './line';
import { isForwardMarker, isOriginalMessageRule, isRule, isTitledRule } from './markers';
import type { RemovedAs } from './passage';
import { type HeaderBlock, headerBlockAt } from './quote-header';
import { saysSomething } from './says-something';
import type { Subject } from './subject';

/** A stretch of lines that somebody else wrote, or the writer earlier. */
interface Earlier {
  readonly first: number;
  readonly end: number;
}

interface Boundary {
  readonly kind: 'forward marker' | 'original message' | 'header block' | 'introduction';
  readonly length: number;
  /** As a program writes it, and nobody else. */
  readonly sure: boolean;
  readonly evidence: number;
  readonly forwards?: boolean;
}

/** From so much evidence on, a header block in a mail whose subject answers nothing begins a quote all the same. */
const STRONG = 6;

/**
 * Names what of a mail's lines its writer did not write now: introductions, header blocks, quotes, all of an earlier
 * mail. What is forwarded stays, of a forwarded conversation the newest mail. Where only a greeting or "see below" would
 * be left, the earlier mail nearest to it stays as well, because it is what the mail is about.
 */
export function markThread(lines: readonly Line[], subject: Subject, quotesAreMarkedUp: boolean): void {
  const texts = lines.map(({ text }) => text);
  const plain = texts.map(withoutMarks);
  const earlier: Earlier[] = [];
  let depth = 0; // quote marks in front of what is forwarded
  let state: 'own' | 'forwarded' | 'earlier' = 'own';
  let mayForward = subject.forwards;
  let forwardBegins = 0;
  let quoteFollows = subject.answers || quotesAreMarkedUp;
  let earlierBegins = -1;
  const ownTexts = (from: number, end: number) =>
    lines.slice(from, end).flatMap(({ removed }, index) => (removed === undefined ? [plain[from + index] ?? ''] : []));

  for (let at = 0; at < lines.length; ) {
    const own = quoteDepth(texts[at] ?? '') <= depth;
    const boundary =
      lines[at]?.removed === undefined && (own || mayForward)
        ? (markedUp(lines[at]) ?? boundaryAt(own && depth === 0 ? texts : plain, at, subject))
        : undefined;
    if (boundary === undefined) {
      if (state !== 'earlier' && !own) {
        // Apple Mail and others quote the introduction as well.
        quoteFollows ||= boundaryAt(plain, at, subject) !== undefined;
        const end = endOfQuote(texts, at, depth);
        if (quoteFollows || !areBullets(texts, at)) {
          remove(lines, at, end, 'quote');
          earlier.push({ first: at, end });
        }
        at = end;
        continue;
      }
      at++;
      continue;
    }
    const below = at + boundary.length;
    const quoted = quoteDepth(nextText(texts, below)) > depth;
    const begins = () => {
      remove(lines, at, below, boundary.kind);
      at = below;
    };
    if (state === 'earlier') {
      if (boundary.sure) {
        earlier.push({ first: earlierBegins, end: at });
        begins();
        earlierBegins = at;
      } else at++;
    } else if (boundary.kind === 'forward marker' || (mayForward && (boundary.sure || quoted))) {
      // A forward in a forward: what stands between says nothing, or it is the newest.
      if (state === 'forwarded' && saysSomething(ownTexts(forwardBegins, at))) {
        state = 'earlier';
        begins();
        earlierBegins = at;
        continue;
      }
      depth = Math.max(
        depth,
        quoteDepth(boundary.kind === 'introduction' ? nextText(texts, below) : (texts[at] ?? '')),
      );
      begins();
      state = 'forwarded';
      forwardBegins = at;
      // Below a marker the header of the same mail follows.
      mayForward = boundary.kind === 'forward marker' || boundary.kind === 'original message';
      if (mayForward) {
        const next = at + blankLines(texts, at);
        const header = boundaryAt(depth > 0 || quoteDepth(texts[next] ?? '') > 0 ? plain : texts, next, {
          ...subject,
          forwards: true,
        });
        if (header?.kind === 'header block' || header?.kind === 'introduction') {
          depth = Math.max(depth, quoteDepth(texts[next] ?? ''));
          remove(lines, next, next + header.length, header.kind);
          at = next + header.length;
          forwardBegins = at;
        } else depth = Math.max(depth, quoteDepth(texts[next] ?? ''));
        mayForward = false;
      }
    } else if (state === 'forwarded') {
      if (quoted && boundary.kind === 'introduction') {
        begins();
        quoteFollows = true;
      } else if (boundary.sure && saysSomething(ownTexts(forwardBegins, at))) {
        state = 'earlier';
        begins();
        earlierBegins = at;
      } else if (boundary.sure) {
        begins();
        forwardBegins = at;
      } else at++;
    } else if (boundary.kind === 'introduction' && quoted) {
      begins();
      quoteFollows = true;
    } else if (boundary.sure && (subject.answers || boundary.kind !== 'header block')) {
      state = 'earlier';
      begins();
      earlierBegins = at;
    } else if (boundary.sure) {
      // A header block in a mail that answers nothing: a letter put into it, which it is about.
      const above = ownTexts(0, at);
      state = boundary.evidence >= STRONG && saysSomething(above) ? 'earlier' : 'forwarded';
      begins();
      earlierBegins = at;
      forwardBegins = at;
    } else at++;
  }
  if (state === 'earlier') earlier.push({ first: earlierBegins, end: lines.length });
  for (const { first, end } of earlier) remove(lines, first, end, 'earlier message');
  takeMore(lines, plain, earlier);
}

/** Brings back the earlier mails nearest to what is left, while that says nothing. */
function takeMore(lines: readonly Line[], plain: readonly string[], earlier: readonly Earlier[]): void {
  const written = (first: number, end: number) =>
    plain.slice(first, end).filter((text, index) => text !== '' && isWritten(lines[first + index]?.removed));
  if (saysSomething(written(0, lines.length))) return;
  for (const { first, end } of earlier) {
    const said: string[] = [];
    for (let at = first; at < end; at++) {
      const line = lines[at];
      if (line?.removed !== 'earlier message' && line?.removed !== 'quote') continue;
      line.removed = undefined;
      said.push(plain[at] ?? '');
    }
    if (saysSomething(said)) return;
  }
}

function isWritten(removed: RemovedAs | undefined): boolean {
  return removed === undefined;
}

function markedUp(line: Line | undefined): Boundary | undefined {
  if (line?.header === undefined) return undefined;
  const { length, forwards } = line.header;
  return { kind: length === 1 ? 'introduction' : 'header block', length, sure: true, evidence: STRONG, forwards };
}

function boundaryAt(texts: readonly string[], at: number, subject: Subject): Boundary | undefined {
  const text = texts[at] ?? '';
  if (text === '') return undefined;
  if (isForwardMarker(text)) return { kind: 'forward marker', length: 1, sure: true, evidence: STRONG };
  if (isOriginalMessageRule(text)) return { kind: 'original message', length: 1, sure: true, evidence: STRONG };
  if (isTitledRule(text)) {
    const below = at + 1 + blankLines(texts, at + 1);
    const header = headerBlockAt(texts, below, { answersOrForwards: true, separated: true });
    if (header !== undefined) return { kind: 'original message', length: 1, sure: true, evidence: STRONG };
  }
  const separated = [at - 1, at - 2].some(
    (above) => isRule(texts[above] ?? '') || isOriginalMessageRule(texts[above] ?? ''),
  );
  const header: HeaderBlock | undefined = headerBlockAt(texts, at, {
    answersOrForwards: subject.answers || subject.forwards,
    separated,
  });
  if (header !== undefined)
    return { kind: 'header block', length: header.length, sure: true, evidence: header.evidence + (separated ? 2 : 0) };
  const introduction: Introduction | undefined = introductionAt(texts, at);
  if (introduction === undefined) return undefined;
  return {
    kind: 'introduction',
    length: introduction.length,
    sure:
      introduction.sureness === 'form' || (introduction.sureness === 'reply' && (subject.answers || subject.forwards)),
    evidence: 0,
  };
}

/** Quote marks of a line: `> > text` has two. */
export function quoteDepth(text: string): number {
  return /^(?:[>›]\s?)*/.exec(text)?.[0].replace(/\s/g, '').length ?? 0;
}

function withoutMarks(text: string): string {
  return text.replace(/^[>›\s]+/, '');
}

/** In a mail that answers nothing, `>` may begin the points of a list: it follows its heading, and no point is broken over lines. */
function areBullets(texts: readonly string[], at: number): boolean {
  const above = texts.slice(Math.max(0, at - 2), at).findLast((text) => text !== '') ?? '';
  if (texts[at - 1] === '' && !above.endsWith(':')) return at === 0 || above === '';
  for (let next = at; quoteDepth(texts[next] ?? '') > 0; next++) {
    if (quoteDepth(texts[next] ?? '') > 1 || withoutMarks(texts[next] ?? '') === '') return false;
  }
  return true;
}

/** A quote goes on over blank lines. */
function endOfQuote(texts: readonly string[], from: number, depth: number): number {
  let end = from;
  for (let at = from; at < texts.length; at++) {
    if (quoteDepth(texts[at] ?? '') > depth) end = at + 1;
    else if (texts[at] !== '') break;
  }
  return end;
}

function nextText(texts: readonly string[], from: number): string {
  return texts[from + blankLines(texts, from)] ?? '';
}

function blankLines(texts: readonly string[], from: number): number {
  let at = from;
  while (at < texts.length && texts[at] === '') at++;
  return at - from;
}
