/** Names of header fields in the languages of Comprehend, then in others; Outlook also sets them bold. */
const NAMES = {
  from: 'from|von|de|da|expéditeur|remitente|mittente|remetente|van|afzender|fra|från|lähettäjä|od|odesílatel|feladó|expeditor|от|від|kimden|gönderen|发件人|寄件者|寄件人|差出人|보낸 사람',
  date: 'sent|date|gesendet(?: am)?|datum|envoyé(?: le)?|enviado(?: el| em)?|enviada(?: em)?|fecha|inviato(?: il)?|data|verzonden|sendt|dato|skickat|lähetetty|päivämäärä|wysłano|odesláno|odoslané|elküldve|dátum|trimis|отправлено|дата|надіслано|gönderme tarihi|gönderildi|tarih|发送时间|日期|寄件日期|送信日時|日付|보낸 날짜|날짜',
  to: 'to|an|à|a|per|para|pour|destinataire|destinatario|destinatário|aan|til|till|vastaanottaja|do|komu|címzett|către|кому|kime|alıcı|收件人|宛先|받는 사람',
  subject:
    'subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|emne|ämne|aihe|temat|předmět|predmet|tárgy|subiect|тема|konu|主题|主旨|件名|제목',
  other:
    'cc|bcc|cci|cco|ccn|kopie(?: \\(cc\\))?|copie(?: à)?|copia|kopi|kopia|копия|抄送|副本|참조|reply-to|antwort an|répondre à|responder a|rispondi a|antwoord aan|sent by|importance|wichtigkeit|sensitivity|attachments?|anlagen|pièces jointes|adjuntos|allegati|anexos|bijlagen|organization|message-id|return-path|mime-version|content-[a-z-]+|user-agent|x-[a-z-]+|resent-[a-z]+',
} as const;
type Role = keyof typeof NAMES;
const ROLES = (Object.keys(NAMES) as Role[]).map((role) => [role, new RegExp(`^(?:${NAMES[role]})$`, 'iu')] as const);

/** What forms, tickets and voicemail notices name, and headers never do. */
const FORM_LABEL =
  /^(?:(?:your |full |first |last |company )?names?|nom|prénom|vorname|nachname|nombre|apellidos?|nome|cognome|e-?mail(?:[ -]address(?:e)?)?|mail|courriel|correo(?: electrónico)?|phone(?: number)?|tel(?:e(?:phone|fon|phon))?|téléphone|teléfono|telefono|telefone|mobile?|cell|message|nachricht|mensaje|messaggio|mensagem|comments?|question|frage|duration|dauer|length|ticket.{0,12}|case.{0,12}|status|company|firma|société|department|topic|thema|category|reason|account.{0,12}|order.{0,12}|requester|caller|address|city|zip|country|ip(?: address)?|page|url)$/iu;

const FIELD = /^[*_|\s]{0,4}([\p{L}][\p{L}() -]{0,28}?)[*_]{0,2}\s{0,2}[:：][*_]{0,2}(?:\s|$|(?=\S))(.*)$/u;
/** A table whose cells became a line: `From Acme <care@example.com>`, in capitals or so. */
const CELLS = /^(\p{Lu}[\p{L}]{1,14})\s+(\S.*)$/u;

const ADDRESS = /[^\s<>@]@[^\s<>@]+\.\p{L}/u;
const DAY = /\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d\d|\d{1,2}月/u;
const TIME = /(?<!\d)\d{1,2}[:.h]\d\d(?!\d)|\d ?[ap]\.?m\b|\d{1,2}時/iu;

/** No list of recipients is longer. */
const MOST_LINES = 30;
const MOST_FIELDS = 12;
const ENOUGH = 4;

/** What is known before a line is looked at. */
export interface HeaderContext {
  /** The subject says that the mail is a reply or a forward. */
  readonly answersOrForwards: boolean;
  /** A drawn line or "Original Message" stands above. */
  readonly separated: boolean;
}

export interface HeaderBlock {
  /** Number of its lines. */
  readonly length: number;
  /** How much speaks for it: 4 at least. */
  readonly evidence: number;
}

interface Fields {
  readonly values: Map<Role, string>;
  readonly length: number;
  readonly bold: boolean;
  readonly colons: boolean;
  /** Fields of no known name. */
  readonly unknown: readonly string[];
}

/**
 * The header block that mail programs put above a quoted or forwarded mail, if it begins at `at`. It names a sender and
 * a date or a subject as programs write them; a list of facts ("From: my 401k, To: an IRA", a form) is none.
 */
export function headerBlockAt(lines: readonly string[], at: number, context: HeaderContext): HeaderBlock | undefined {
  const fields = readFields(lines, at);
  if (fields === undefined) return nameAndDateTable(lines, at);
  const { values, length, bold, colons, unknown } = fields;
  const from = values.get('from');
  const date = values.get('date') ?? '';
  const help = (context.separated ? 2 : 0) + (context.answersOrForwards ? 1 : 0) + (bold ? 1 : 0);
  const dated = DAY.test(date) ? (TIME.test(date) ? 2 : 1) : 0;
  if (from !== undefined && (values.has('date') || values.has('subject'))) {
    if (!colons && (dated < 2 || !(ADDRESS.test(from) || values.has('to')))) return undefined;
    const named = (ADDRESS.test(from) ? 2 : 0) + (values.has('to') ? 1 : 0) + (values.has('subject') ? 1 : 0);
    const evidence = named + dated + help;
    return evidence >= ENOUGH ? { length, evidence } : undefined;
  }
  // Of a language that is not known here: an address, a date with a time, three fields.
  const all = [...values.values(), ...unknown];
  const looksLikeOne =
    all.some((value) => ADDRESS.test(value)) && all.some((value) => DAY.test(value) && TIME.test(value));
  return all.length >= 3 && looksLikeOne && help > 0 && colons ? { length, evidence: ENOUGH } : undefined;
}

function readFields(lines: readonly string[], at: number): Fields | undefined {
  const values = new Map<Role, string>();
  const unknown: string[] = [];
  let bold = false;
  let colons = true;
  let end = at;
  let last: Role | 'unknown' | undefined;
  for (let next = at; next < lines.length && next < at + MOST_LINES; next++) {
    const line = lines[next] ?? '';
    if (values.size + unknown.length > MOST_FIELDS) break;
    if (line === '') {
      // Some programs put a blank line between fields; two end the block.
      if (next === at || lines[next + 1] === '' || roleOf(lines[next + 1] ?? '') === undefined) break;
      continue;
    }
    const field = FIELD.exec(line);
    const cells = field ?? (next === at || !colons ? CELLS.exec(line) : null);
    const role = cells === null ? undefined : named(cells[1] ?? '');
    if (cells !== null && role !== undefined) {
      if (next === at) colons = field !== null;
      if (values.has(role) && role !== 'other' && role !== 'to') break;
      values.set(role, cells[2] ?? '');
      bold ||= line.startsWith('*');
      last = role;
    } else if (field !== null && colons && FORM_LABEL.test((field[1] ?? '').trim())) {
      return undefined;
    } else if (
      field !== null &&
      colons &&
      (unknown.length > 0 || values.size === 0) &&
      !/^\S+ \S+ \S/.test(field[1] ?? '')
    ) {
      unknown.push(field[2] ?? '');
      last = 'unknown';
    } else if (last === undefined || !(continues(line, last, values) || roleOf(lines[next + 1] ?? '') !== undefined))
      break;
    end = next + 1;
  }
  return end === at ? undefined : { values, unknown, length: end - at, bold, colons };
}

/** Recipients are broken over lines; a value may stand below its name. */
function continues(line: string, last: Role | 'unknown', values: ReadonlyMap<Role, string>): boolean {
  if (last !== 'unknown' && values.get(last) === '') {
    (values as Map<Role, string>).set(last, line);
    return true;
  }
  return (
    (last === 'to' || last === 'other' || last === 'from') &&
    (/^[<;,]|;$/.test(line) || (ADDRESS.test(line) && !/[.?!]$/.test(line)))
  );
}

function roleOf(line: string): Role | undefined {
  const field = FIELD.exec(line);
  return field === null ? undefined : named(field[1] ?? '');
}

function named(label: string): Role | undefined {
  const name = label.trim();
  return ROLES.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Lotus Notes and Domino: name, date, then `To`, `cc`, `Subject`, each alone on its line. */
function nameAndDateTable(lines: readonly string[], at: number): HeaderBlock | undefined {
  const date = lines[at + 1] ?? '';
  if (date.length > 60 || !DAY.test(date) || !TIME.test(date) || (lines[at] ?? '') === '') return undefined;
  let to = false;
  for (let next = at + 2; next < at + MOST_LINES && next < lines.length; next++) {
    const role = named(lines[next] ?? '');
    if (role === 'to') to = true;
    if (role !== 'subject' || !to) continue;
    const value = lines[next + 1] === '' ? next + 2 : next + 1;
    return { length: value + 1 - at, evidence: ENOUGH };
  }
  return undefined;
}
