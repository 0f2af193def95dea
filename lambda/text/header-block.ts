/** Names of header fields in English, German, French, Spanish, Italian and Portuguese; Outlook also sets them bold. */
const FROM = field('from|von|de|da|expéditeur|remitente|mittente');
const DATE = field(
  'sent|date|gesendet(?: am)?|datum|envoyé(?: le)?|enviado(?: el| em)?|enviada(?: em)?|fecha|inviato(?: il)?|data',
);
const SUBJECT = field('subject|betreff|objet|asunto|oggetto|assunto');
const OTHER = field(
  'to|cc|bcc|reply-to|importance|attachments?|an|à|a|per|para|destinataire|wichtigkeit|anlagen|pièces jointes|copie à',
);

/** Long lists of recipients are broken over lines. */
const MAX_LINES = 12;

/**
 * How many lines from `at` on are the header block that Outlook and others put above a quoted or forwarded mail; 0: none.
 * It names sender, date and subject: a customer's own "From: my 401k / To: an IRA" is none.
 */
export function headerBlockLength(lines: readonly string[], at: number): number {
  const first = lines[at] ?? '';
  if (![FROM, DATE, SUBJECT].some((name) => name.test(first))) return 0;
  const block = lines.slice(at, at + MAX_LINES);
  if (![FROM, DATE, SUBJECT].every((name) => block.some((line) => name.test(line)))) return 0;
  return 1 + block.findLastIndex((line) => [FROM, DATE, SUBJECT, OTHER].some((name) => name.test(line)));
}

function field(names: string): RegExp {
  return new RegExp(`^\\*?(?:${names})\\s?:\\*?(?:\\s|$)`, 'i');
}
