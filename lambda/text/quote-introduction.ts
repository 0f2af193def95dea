/** Introductions that name a date; without one "On my way home my wife wrote:" would be one. */
const DATED: readonly RegExp[] = [
  /^On\b.{4,300}(?<!\bI) wrote\s?:$/,
  /^Am\b.{4,300}\bschrieb (?!ich\b).{0,200}:$/,
  /^.{1,200}\bhat am\b.{4,100}\bgeschrieben\s?:$/,
  /^Le\b.{4,300}\ba écrit\s?:$/,
  /^El\b.{4,300}\bescribió\s?:$/,
  /^Il\b.{4,300}\bha scritto\s?:$/,
  /^(?:Em|No dia|A)\b.{4,300}\bescreveu\s?:$/,
];
const UNDATED: readonly RegExp[] = [
  /^.{0,100}<[^<>\s]+@[^<>\s]+>.{0,60}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu)\s?:$/,
  /^\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT.{1,200}:$/, // old Gmail, which names the sender only
];
const BEGINS = /^(?:(?:On|Am|Le|El|Il|Em|No dia|A)\b|\d{4}-\d\d-\d\d|\S.{0,99}<[^<>\s]+@|.{1,200}\bhat am\b)/;
const DATED_BEGINS = /^(?:On|Am|Le|El|Il|Em|No dia|A)\b.*\d/;

/** Mail programs break an introduction over at most so many lines. */
const MAX_LINES = 4;
const MAX_CHARACTERS = 500;

/** How many lines from `at` on introduce a quote: "On Mon, 4 Mar 2024 at 10:15, Jo <jo@example.org> wrote:"; 0: none. */
export function introductionLength(lines: readonly string[], at: number): number {
  let text = lines[at] ?? '';
  if (!BEGINS.test(text.slice(0, MAX_CHARACTERS))) return 0;
  for (let length = 1; length <= MAX_LINES && text.length <= MAX_CHARACTERS; length++) {
    if (isIntroduction(text)) return length;
    const next = lines[at + length] ?? '';
    // The line below may be the introduction, and this one the writer's.
    if (next === '' || DATED_BEGINS.test(next)) return 0;
    text += ` ${next}`;
  }
  return 0;
}

/** With a time of day or an address a line introduces a quote even where no line below is marked as quoted. */
export function isSureIntroduction(text: string): boolean {
  return isIntroduction(text) && /\b\d{1,2}[:h]\d\d|\S@\S/.test(text);
}

function isIntroduction(text: string): boolean {
  if (!text.endsWith(':') || text.length > MAX_CHARACTERS) return false;
  return (/\d/.test(text) && DATED.some((form) => form.test(text))) || UNDATED.some((form) => form.test(text));
}
