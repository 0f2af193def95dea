/**
 * Lines that mail programs and people write around what they have to say: in English, German, French, Spanish,
 * Italian and Portuguese, one language per line of a list where they differ.
 */

/** `-----Original Message-----`: what follows is quoted. */
export const isOriginalMessageRule = lineOf('\\*?[-_ ]{3,}\\*?', [
  'original (?:message|e-?mail|appointment)',
  'ursprüngliche (?:nachricht|e-?mail)|original-?nachricht',
  "message d['’]origine|message original",
  'mensaje original',
  'messaggio originale',
  'mensagem original',
  'oprindelig (?:meddelelse|besked)|opprinnelig melding|ursprungligt meddelande|originalmeddelande|alkuperäinen viesti|oorspronkelijk(?:e)? bericht|wiadomość oryginalna|oryginalna wiadomość|původní zpráva|eredeti üzenet|исходное сообщение|özgün ileti|orijinal mesaj|原始邮件|原始郵件|元のメッセージ|원본 메시지|reply message',
]);

/** The same in any language: words between dashes. It counts where a header block stands below. */
export function isTitledRule(line: string): boolean {
  return /^\*?[-_]{3,40} ?[\p{L}' .]{3,40}? ?[-_]{3,40}\*?$/u.test(line);
}

/** `---------- Forwarded message ---------`, `Begin forwarded message:`: what follows is forwarded. */
export const isForwardMarker = lineOf(
  '\\*?(?:[-_ ]{3,})?\\*?',
  [
    'forwarded (?:message|mail)|begin forwarded message|forwarded by .{1,80}|(?<=[-_] ?)forwarded',
    'weitergeleitete (?:nachricht|mail)|anfang der weitergeleiteten (?:nachricht|e-?mail)',
    'message transféré|début du message (?:réexpédié|transféré)',
    'mensaje reenviado|inicio del mensaje reenviado',
    'messaggio inoltrato|inizio messaggio inoltrato',
    'mensagem (?:re)?encaminhada|início da mensagem (?:re)?encaminhada',
    '(?:begin )?doorgestuurd bericht|vidaresänt meddelande|videresendt (?:besked|melding|meddelelse)|vidarebefordrat (?:meddelande|brev)|edelleenlähetetty viesti|wiadomość przekazana dalej|treść przekazanej wiadomości|přeposlaná zpráva|továbbított üzenet|пересылаемое сообщение|начало переадресованного сообщения|iletilen mesaj|转发的邮件|已转发的邮件|轉寄郵件|転送メッセージ',
  ],
  '(?: ?:| ?[-_ ]{3,})',
);

/** `Sent from my iPhone`: what a device or a program adds to every mail. */
export const isDeviceLine = lineOf('', [
  'sent (?:from|via|with|using) (?:my |the )?(?:new |secured )?(?:iphone|ipad|ipod|android|samsung|galaxy|pixel|huawei|blackberry|mobile|phone|smartphone|windows|nokia|motorola|verizon|at&t|t-mobile|yahoo|gmail|outlook|aol|proton|mail\\b|fastmail|hey\\b|spark|apple mail|superhuman|thunderbird|tuta).{0,80}',
  '\\(?sent (?:from|with|via|using) (?:(?:my|a) )?(?:new )?(?:cell|mobile|handheld|wireless|device|mailbox|airmail|typeapp|bluemail|edison|nine|htc|lg|alcatel|lumia|nexus|xperia|oneplus|xiaomi|redmi|oppo|surface|chromebook|mac\\b|kindle|zoho|tablet).{0,60}',
  '(?:get|download) outlook for (?:ios|android|mac).{0,60}',
  '(?:von meinem|von meiner) .{1,40} gesendet.{0,20}|gesendet (?:von|mit|über|aus) .{1,60}',
  '(?:verzonden|verstuurd) (?:vanaf|met|via) .{1,60}|sendt fra (?:min )?.{1,40}|skickat från (?:min )?.{1,40}|lähetetty .{1,40}|wysłane z .{1,40}|odesláno z .{1,40}|отправлено (?:с|из) .{1,40}|発信元.{0,30}|iphoneから送信|发自我的.{0,20}',
  'diese (?:nachricht|e-?mail) wurde von meinem .{1,60} gesendet.{0,20}|outlook für (?:ios|android) beziehen.{0,60}',
  "envoyé (?:de|depuis|à partir de) (?:mon|ma|mail|outlook|yahoo|l['’]application).{0,60}",
  '(?:obtene[zr]|télécharge[zr]|descargar) outlook (?:pour|para) (?:ios|android).{0,60}',
  'enviado (?:desde|do|de|a partir do) (?:mi|meu|mail|outlook|yahoo|correo|e-mail).{0,60}',
  'inviato d(?:a|al|alla) (?:mi[oa] )?(?:iphone|ipad|android|mail|outlook|yahoo|telefono|smartphone|cellulare|samsung).{0,60}',
  '(?:scarica|ottieni|baixe|obtenha o) outlook (?:per|para) (?:ios|android).{0,60}',
]);

/** Dash, dash, blank (RFC 3676), of which the blank is often lost and the dashes become one. */
export const isSignatureDelimiter = lineOf('', ['--|—']);

/** How a legal notice begins. One word such as "confidential" is not enough: a customer may use it as well. */
export const isLegalNotice = lineOf(
  '\\W{0,10}',
  [
    'confidentiality notice|legal disclaimer|disclaimer ?:|please consider the environment before',
    'th(?:is|e information (?:contained )?in this) (?:e-?mail|message|communication)\\b.{0,80}\\b(?:confidential|privileged)\\b.{0,120}\\b(?:intended|privileged|addressee|recipient|disclosure)',
    'th(?:is|e information (?:contained )?in this) (?:e-?mail|message|communication)\\b.{0,80}\\bintended (?:only|solely) for',
    'diese (?:e-?mail|nachricht) (?:enthält|kann|ist) .{0,60}vertraulich.{0,120}(?:bestimmt|empfänger|adressat|geschützt)',
    'ce (?:message|courriel|mail)\\b.{0,80}\\bconfidentiel.{0,120}destinataire',
    'este (?:mensaje|correo|e-?mail|mensagem)\\b.{0,80}\\bconfidencia.{0,120}destinat[aá]rio',
    '(?:questo|il presente) (?:messaggio|e-?mail)\\b.{0,80}\\b(?:confidenzial|riservat).{0,120}destinatari',
  ],
  '.*',
);

const FAREWELLS = [
  '(?:(?:with |my |our )?(?:best|kind|kindest|warm|warmest|many) )?(?:personal )?regards|with respect|best wishes|best(?=,|$)',
  '(?:yours )?(?:sincerely|truly|faithfully|respectfully)(?: yours)?|(?:respectfully|very truly) yours|cheers|take care',
  '(?:many )?thanks(?: (?:again|so much|a lot|in advance))?(?: and (?:best |kind )?regards)?',
  'thank you(?: (?:again|so much|very much|in advance))?',
  '(?:mit )?(?:freundlichen?|besten?|herzlichen?|vielen?|liebe[nr]?|schönen?) gr(?:ü|ue)(?:ß|ss)en?|hochachtungsvoll',
  'mfg|vg|lg|vielen dank|danke(?: im voraus)?',
  "(?:bien )?(?:cordialement|à vous)|(?:sincères |meilleures )?salutations(?: distinguées)?|merci(?: (?:beaucoup|d['’]avance))?",
  '(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|cordialmente|(?:muchas )?gracias',
  '(?:cordiali|distinti|migliori) saluti|saluti|(?:molte )?grazie(?: mille)?',
  'atenciosamente|cumprimentos|(?:muito )?obrigad[oa]|com os melhores cumprimentos',
];
const FAREWELL = new RegExp(`^(?:${FAREWELLS.join('|')})(?![\\p{L}\\p{N}])[,.!]*`, 'iu');
const NAME_BEHIND = /^(?:\s|\p{Extended_Pictographic}|\ufe0f)*(?: \p{Lu}[\p{L}.'’-]*){0,3}[,.]?$/u;

const GREETING =
  /^(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|lieber?|sehr geehrter?|bonjour|madame|monsieur|ch(?:er|ère)|hola|buenos días|estimad[oa]s?|buongiorno|gentile|olá|bom dia|prezad[oa]s?)(?: [\p{L}.'’-]+){0,4} ?[,.!:-]*$/iu;

/** A drawn line, `_____`, as Outlook puts above the header block. */
export function isRule(line: string): boolean {
  return /^[-_=*~–—+#•]{3,}$/u.test(line.replace(/ /g, ''));
}

/** A line that is only a farewell, alone or with a name behind it. */
export function isFarewell(line: string): boolean {
  const phrase = line.length <= 80 ? FAREWELL.exec(line)?.[0] : undefined;
  return phrase !== undefined && NAME_BEHIND.test(line.slice(phrase.length));
}

/** `Hi,`, `Dear Ms Doe,`: a line that is only a greeting. */
export function isGreeting(line: string): boolean {
  return line.length <= 60 && GREETING.test(line);
}

/** Whether a whole line is `before`, one of the phrases and `after`. Its beginning counts: legal notices are long. */
function lineOf(before: string, phrases: readonly string[], after: string = before): (line: string) => boolean {
  const pattern = new RegExp(`^${before} ?(?:${phrases.join('|')})${after}$`, 'iu');
  return (line) => pattern.test(line.slice(0, 400));
}
