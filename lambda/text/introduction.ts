const WROTE =
  'wrote|writes|said|schrieb(?:en)?|geschrieben|a écrit|escribió|ha scritto|scrisse|escreveu|schreef|geschreven|skrev|kirjoitti|napisał(?:\\(a\\)|a)?|pisze|napsal(?:\\(a\\)|a)?|napísal(?:\\(a\\)|a)?|írta|a scris|написала?(?:\\(а\\))?|пише(?:т)?|yazdı|şunu yazdı|έγραψε|написа|写道|寫道|のメッセージ|작성';
/** As the last word, with or without a colon and the dashes that some programs draw. */
const ENDS_WROTE = new RegExp(`(?<!\\p{L})(?:${WROTE})\\s?[:：]?\\s?[-–—]{0,8}$`, 'iu');
const HAS_WROTE = new RegExp(`(?<![\\p{L}@.])(?:${WROTE})(?![\\p{L}@.])`, 'iu');
const COLON = /[:：]\s?[-–—]{0,8}$/u;

const ADDRESS = /[^\s<>@,;:"']{1,64}@[^\s<>@]{1,63}\.\p{L}{2,}/u;
const BRACKETED = /[<([]\s?(?:mailto:)?[^\s<>@]{1,64}@[^\s<>@]{1,64}\s?[>)\]]/u;
const DATE =
  /(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|\d{1,2}月|\d{1,2}\. ?\d{1,2}\. ?\d/u;
const TIME = /(?<!\d)\d{1,2}[:.h]\d\d(?!\d|\.\d)|(?<!\d)\d{1,2} ?[ap]\.?m\.?(?!\p{L})|\d時|(?<!\d)\d{1,2}h(?!\p{L})/iu;

/** Up to four short words ("On", "No dia", "Op ma", "-----On", "In reply to") before the first figure; a name needs an address or a verb. */
const BEGINS =
  /^[-–—*\s]{0,10}(?:(?:On|At|In|Am|Den|Le|El|Il|Em|Op|Dnia|W dniu|Dne|Dňa|No dia|A|Pe|Në|Στις)(?!\p{L})|(?:\p{L}{1,12}[.,]{0,2} ){0,3}\d|\d{4}年|在|\p{L}{2,12}[.,]? ?\d|\S.{0,140}(?:@|\p{L} (?:wrote|schrieb)))/u;
const NEXT_BEGINS = /^[-–—*\s]{0,10}(?:On|At|Am|Den|Le|El|Il|Em|Op|No dia)\b.*\d/;

/** People who tell what somebody wrote speak of themselves; programs do not. */
const PROSE =
  /(?<![\p{L}@.'’-])(?:my|me|our|us|I|i|we|mir|mich|uns|meine?[mnr]?|unsere?[mnr]?|ich|wir|mon|ma|mes|notre|m['’]|je|mi|mis|nuestr[oa]|nos|yo|mio|mia|miei|nostr[oa]|io|meu|minha|nosso|nossa|eu|this|that|which|because)(?![\p{L}@.-])/u;
const TO_YOU = /(?<!\p{L})you (?:wrote|said)/iu;

/** Mail programs break an introduction over at most so many lines. */
const MOST_LINES = 4;
const MOST_CHARACTERS = 500;

/**
 * `form`: as only a program writes one, with a date, a time and an address. `reply`: sure in a mail whose subject answers.
 * `loose`: it counts only where a quote follows that is marked as such.
 */
export interface Introduction {
  readonly length: number;
  readonly sureness: 'form' | 'reply' | 'loose';
}

/** What introduces a quote, if it begins at `at`: "On Mon, 4 Mar 2024 at 10:15, Jo <jo@example.org> wrote:". */
export function introductionAt(lines: readonly string[], at: number): Introduction | undefined {
  let text = lines[at] ?? '';
  if (text === '' || text.length > MOST_CHARACTERS || !BEGINS.test(text)) return undefined;
  for (let length = 1; length <= MOST_LINES && text.length <= MOST_CHARACTERS; length++) {
    const sureness = surenessOf(text);
    if (sureness !== undefined) return { length, sureness };
    const next = lines[at + length] ?? '';
    // The line below may be the introduction, and this one the writer's.
    if (next === '' || NEXT_BEGINS.test(next) || /[!?]$|\p{L}{5,}\.$/u.test(text)) return undefined;
    text += ` ${next}`;
  }
  return undefined;
}

function surenessOf(text: string): Introduction['sureness'] | undefined {
  const colon = COLON.test(text);
  const endsWrote = ENDS_WROTE.test(text);
  if (text.length > MOST_CHARACTERS || !(colon || endsWrote || OLD_GMAIL.test(text))) return undefined;
  const wrote = endsWrote || HAS_WROTE.test(text);
  const dated = DATE.test(text);
  const timed = TIME.test(text);
  const address = ADDRESS.test(text);
  if (PROSE.test(text.replace(/[<("][^<>()"]*[>)"]/g, ' '))) return undefined;
  const bracketed = BRACKETED.test(text);
  if (OLD_GMAIL.test(text)) return 'form';
  if ((wrote || colon) && dated && timed && bracketed) return 'form';
  if (wrote && ((dated && (timed || address)) || (timed && bracketed))) return 'reply';
  if (wrote && bracketed && !/[.!?] /.test(text)) return 'reply';
  if (wrote && dated && TO_YOU.test(text)) return 'reply';
  if (wrote && (dated || timed || address || /\d/.test(text) || TO_YOU.test(text))) return 'loose';
  if (wrote && colon && /^(?:On|Am|Le|El|Il|Em)\s/.test(text)) return 'loose';
  return colon && (dated || address) && (timed || address) && text.length < 200 ? 'loose' : undefined;
}

/** Names the sender only, in several shapes: "2024-03-13 10:00 GMT+01:00 Jo <jo@example.org>:". */
const OLD_GMAIL =
  /^(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}(?: \d{1,2}:\d\d)?(?: GMT[+-]\d\d:?\d\d)? .{1,150}<[^<>\s]+@[^<>\s]+>:?$|^(?:19|20)\d\d-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:?\d\d .{1,80}$/;

/** Where an introduction begins that stands on the line of the reply; -1: nowhere. */
export function introductionWithin(line: string): number {
  if (line.length > 2_000 || !(COLON.test(line) || ENDS_WROTE.test(line))) return -1;
  const match = INSIDE.exec(line.slice(-MOST_CHARACTERS));
  if (match === null) return -1;
  const begin = Math.max(0, line.length - MOST_CHARACTERS) + match.index + match[0].length;
  const sureness = surenessOf(line.slice(begin));
  return sureness === 'form' || sureness === 'reply' ? begin : -1;
}
const INSIDE = /^.{0,480}[.!?…)]\s+(?=(?:On|Am|Le|El|Il|Em|Op|Den|No dia)\s)/u;
