/** How mail programs and people mark what is not their newest words: English, German, French, Spanish, Italian, Portuguese. */

/** How a line introduces a quote. Those of the first list name a date, else "On my way my wife wrote:" would be one. */
const DATED_INTRODUCTIONS: readonly RegExp[] = [
  /^On\b.{4,300}(?<!\bI) wrote\s?:$/,
  /^Am\b.{4,300}\bschrieb (?!ich\b).{0,200}:$/,
  /^.{1,200}\bhat am\b.{4,100}\bgeschrieben\s?:$/,
  /^Le\b.{4,300}\ba écrit\s?:$/,
  /^El\b.{4,300}\bescribió\s?:$/,
  /^Il\b.{4,300}\bha scritto\s?:$/,
  /^(?:Em|No dia|A)\b.{4,300}\bescreveu\s?:$/,
];
const OTHER_INTRODUCTIONS: readonly RegExp[] = [
  /^\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT.{1,200}:$/,
  /^.{0,100}<[^<>\s]+@[^<>\s]+>.{0,60}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu)\s?:$/,
];
const INTRODUCTION_BEGINS =
  /^(?:(?:On|Am|Le|El|Il|Em|No dia|A)\b|\d{4}-\d\d-\d\d|\S.{0,99}<[^<>\s]+@|.{1,200}\bhat am\b)/;
const DATED_INTRODUCTION_BEGINS = /^(?:On|Am|Le|El|Il|Em|No dia|A)\b.*\d/;
/** Programs break an introduction over at most so many lines. */
const INTRODUCTION_LINES = 4;

/** How many lines from `at` on introduce a quote, as "On Mon, 4 Mar 2024 at 10:15, Jo <jo@example.org> wrote:"; 0: none. */
export function introductionLength(lines: readonly string[], at: number): number {
  let text = lines[at] ?? '';
  if (!INTRODUCTION_BEGINS.test(text)) return 0;
  for (let length = 1; length <= INTRODUCTION_LINES && text.length <= 500; length++) {
    if (isIntroduction(text)) return length;
    const next = lines[at + length] ?? '';
    // The line below may be the introduction, and this one the writer's.
    if (next === '' || DATED_INTRODUCTION_BEGINS.test(next)) return 0;
    text += ` ${next}`;
  }
  return 0;
}

function isIntroduction(text: string): boolean {
  if (!text.endsWith(':') || text.length > 500) return false;
  const dated = /\d/.test(text) && DATED_INTRODUCTIONS.some((pattern) => pattern.test(text));
  return dated || OTHER_INTRODUCTIONS.some((pattern) => pattern.test(text));
}

/** With a time of day or an address it introduces a quote even where no line is marked as quoted. */
export function isSureIntroduction(text: string): boolean {
  return isIntroduction(text) && /\b\d{1,2}[:h]\d\d|\S@\S/.test(text);
}

const ORIGINAL_MESSAGE =
  /^[-_\s]{3,}\s*(?:original (?:message|e-?mail|appointment)|ursprüngliche (?:nachricht|e-?mail)|original-?nachricht|message d['’]origine|message original|mensaje original|messaggio originale|mensagem original)\s*[-_\s]{3,}$/i;
export function isOriginalMessageRule(line: string): boolean {
  return line.length <= 120 && ORIGINAL_MESSAGE.test(line);
}

const FORWARD_MARKER =
  /^(?:[-_\s]{3,}\s*)?(?:forwarded (?:message|mail)|begin forwarded message|forwarded by .{1,80}|weitergeleitete (?:nachricht|mail)|anfang der weitergeleiteten (?:nachricht|e-?mail)|message transféré|début du message (?:réexpédié|transféré)|mensaje reenviado|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|mensagem (?:encaminhada|reencaminhada)|início da mensagem (?:encaminhada|reencaminhada))\s*(?::|[-_\s]{3,})$/i;
export function isForwardMarker(line: string): boolean {
  return line.length <= 120 && FORWARD_MARKER.test(line);
}

/** Lines of the header block that Outlook and others put above a quoted or forwarded mail. */
const HEADER_FROM = /^\*?(?:from|von|de|da|expéditeur|remitente|mittente)\s?:\*?(?:\s|$)/i;
const HEADER_DATE =
  /^\*?(?:sent|date|gesendet(?: am)?|datum|envoyé(?: le)?|enviado(?: el| em)?|enviada(?: em)?|fecha|inviato(?: il)?|data)\s?:\*?(?:\s|$)/i;
const HEADER_SUBJECT = /^\*?(?:subject|betreff|objet|asunto|oggetto|assunto)\s?:\*?(?:\s|$)/i;
const HEADER_OTHER =
  /^\*?(?:to|cc|bcc|reply-to|importance|attachments?|an|à|a|para|destinataire|wichtigkeit|anlagen|pièces jointes|copie à|per)\s?:\*?(?:\s|$)/i;
/** A block is at most this long: long lists of recipients are broken over lines. */
const HEADER_LINES = 12;

/**
 * How many lines from `at` on are a header block; 0: none. It names sender, date and subject, so that a customer's
 * "From: my 401k / To: an IRA" is none.
 */
export function headerBlockLength(lines: readonly string[], at: number): number {
  const begins = (lines[at] ?? '').slice(0, 20);
  if (![HEADER_FROM, HEADER_DATE, HEADER_SUBJECT].some((pattern) => pattern.test(begins))) return 0;
  let from = false;
  let date = false;
  let subject = false;
  let length = 1;
  for (const [index, line] of lines.slice(at, at + HEADER_LINES).entries()) {
    from ||= HEADER_FROM.test(line);
    date ||= HEADER_DATE.test(line);
    subject ||= HEADER_SUBJECT.test(line);
    if ([HEADER_FROM, HEADER_DATE, HEADER_SUBJECT, HEADER_OTHER].some((pattern) => pattern.test(line)))
      length = index + 1;
  }
  return from && date && subject ? length : 0;
}

/** Lines that a program or a device adds to every mail. */
const DEVICE_LINE = new RegExp(
  `^(?:${[
    'sent (?:from|via|with|using) (?:my |the )?(?:(?:new |secured )?(?:iphone|ipad|ipod|android|samsung|galaxy|pixel|huawei|blackberry|mobile|phone|smartphone|windows phone|nokia|motorola|verizon|at&t|t-mobile|yahoo|gmail|outlook|aol|proton|mail for windows|mail\\.|fastmail|hey|spark|apple mail|superhuman|thunderbird|tutanota|tuta)).{0,80}',
    '(?:get|download) outlook for (?:ios|android|mac).{0,60}',
    '(?:von meinem|von meiner) .{1,40} gesendet.{0,20}',
    'gesendet (?:von|mit|über|aus) .{1,60}',
    'diese (?:nachricht|e-?mail) wurde von meinem .{1,60} gesendet.{0,20}',
    'outlook für (?:ios|android) beziehen.{0,60}',
    "envoyé (?:de|depuis|à partir de) (?:mon|ma|mail|outlook|yahoo|l[’']application).{0,60}",
    'obtene[zr] outlook (?:pour|para) (?:ios|android).{0,60}',
    'télécharge[zr] outlook pour (?:ios|android).{0,60}',
    'enviado (?:desde|do|de|a partir do) (?:mi|meu|mail|outlook|yahoo|correo|e-mail).{0,60}',
    'inviato d(?:a|al|alla|al mio|a) ?(?:mio |mia )?(?:iphone|ipad|android|mail|outlook|yahoo|telefono|smartphone|cellulare|samsung).{0,60}',
    '(?:scarica|ottieni|baixe|obtenha o|descargar) outlook (?:per|para) (?:ios|android).{0,60}',
  ].join('|')})$`,
  'i',
);
export function isDeviceLine(line: string): boolean {
  return line.length <= 160 && DEVICE_LINE.test(line);
}

/** RFC 3676: dash, dash, blank; on its way through programs the blank is often lost. */
export function isSignatureDelimiter(line: string): boolean {
  return /^(?:--|—)$/.test(line);
}

const DISCLAIMER =
  /^\W{0,10}(?:confidentiality notice|legal disclaimer|disclaimer\s?:|this (?:e-?mail|message|communication)\b.{0,80}\b(?:confidential|privileged|intended (?:only|solely))|the information (?:contained )?in this (?:e-?mail|message)\b|diese (?:e-?mail|nachricht) (?:enthält|kann|ist) .{0,60}vertraulich|ce (?:message|courriel|mail)\b.{0,80}\bconfidentiel|este (?:mensaje|correo|e-?mail|mensagem)\b.{0,80}\bconfidencia|(?:questo|il presente) (?:messaggio|e-?mail)\b.{0,80}\b(?:confidenzial|riservat)|please consider the environment before)/i;
export function isDisclaimer(line: string): boolean {
  return DISCLAIMER.test(line);
}

/** A line that is only a farewell, alone or with a name behind it. */
const FAREWELL = new RegExp(
  `^(?:${[
    '(?:(?:with |my |our )?(?:best|kind|kindest|warm|warmest|many) )?(?:personal )?regards',
    'best wishes|best(?=,|$)',
    '(?:yours )?(?:sincerely|truly|faithfully|respectfully)(?: yours)?',
    '(?:respectfully|very truly) yours',
    'cheers',
    '(?:many )?thanks(?: (?:again|so much|a lot|in advance))?(?: and (?:best |kind )?regards)?',
    'thank you(?: (?:again|so much|very much|in advance))?',
    '(?:mit )?(?:freundlichen?|besten?|herzlichen?|vielen?|liebe[nr]?|schönen?) gr(?:ü|ue)(?:ß|ss)en?',
    'hochachtungsvoll|mfg|vg|lg|vielen dank|danke(?: im voraus)?',
    "(?:bien )?(?:cordialement|à vous)|(?:sincères |meilleures )?salutations(?: distinguées)?|merci(?: (?:beaucoup|d[’']avance))?",
    '(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|cordialmente|(?:muchas )?gracias',
    '(?:cordiali|distinti|migliori) saluti|saluti|(?:molte )?grazie(?: mille)?',
    'atenciosamente|cumprimentos|(?:muito )?obrigad[oa]|com os melhores cumprimentos',
  ].join('|')})(?![\\p{L}\\p{N}])[,.!]*`,
  'iu',
);
const NAME_BEHIND = /^(?: \p{Lu}[\p{L}.'’-]*){0,3}[,.]?$/u;
export function isFarewell(line: string): boolean {
  const phrase = line.length <= 80 ? FAREWELL.exec(line)?.[0] : undefined;
  return phrase !== undefined && NAME_BEHIND.test(line.slice(phrase.length));
}
