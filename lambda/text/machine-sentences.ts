/** Why a sentence is of a program, a gateway or a lawyer. */
export type MachineName =
  | 'external-sender banner'
  | 'virus footer'
  | 'advertising footer'
  | 'list footer'
  | 'legal notice'
  | 'form wrapper';

/** Sentences; each pattern needs more than one word that a customer might use. */
const SENTENCES: readonly (readonly [MachineName, RegExp])[] = [
  [
    'external-sender banner',
    /^\W*(?:\[?(?:caution|warning|attention|alert|notice|important|external(?: e-?mail| sender| message| mail)?|extern|achtung|vorsicht|warnung|precaución|atención|avertissement|attenzione|atenção|cuidado)\]?\s*[:!.*–—-]*\s*)+(?:\W*$|.{0,40}\b(?:e-?mail|message|mail|sender|nachricht|mensaje|correo|messaggio|mensagem|courriel|expéditeur|remitente|mittente|remetente)\b.{0,80}\b(?:outside|external|extern|externe|externo|esterno|fuera|fora|ausserhalb|außerhalb|extérieur|unknown)\b)/iu,
  ],
  [
    'external-sender banner',
    /\b(?:this|the) (?:e-?mail|message|mail|sender)\b.{0,60}\b(?:originat\w+|came|comes|sent|is|was|received)\b.{0,30}\b(?:from )?(?:(?:an? )?external|outside)\b/iu,
  ],
  [
    'external-sender banner',
    /\b(?:do not|don['’]t|never|please do not|avoid) (?:click(?:ing)?|open(?:ing)?|respond|reply)\b.{0,60}\b(?:links?|attachments?)\b.{0,160}\b(?:unless|recogni[sz]e|trust|expect\w*|sender|safe)\b|\b(?:exercise|use) caution (?:when|before|with)\b.{0,60}\b(?:links?|attachments?|opening|clicking|responding)\b|\byou don['’]t often get e-?mail from\b|\blearn why this is important\b|\bverify the sender\b.{0,80}\b(?:link|attachment|click|respond)|\bthink before you click\b|\breport (?:this|suspicious) (?:e-?mail|message|phish)/iu,
  ],
  [
    'external-sender banner',
    /\b(?:klicken sie (?:nicht|keine)|öffnen sie keine)\b.{0,80}\b(?:links?|anhänge)|\bdiese (?:e-?mail|nachricht)\b.{0,60}\b(?:von außerhalb|externe[nmr]? absender|externen ursprungs)|\bne cliquez pas\b.{0,80}\b(?:liens?|pièces? jointes?)|\bce (?:message|courriel)\b.{0,40}\b(?:provient|vient) de l['’]ext|\bno haga clic\b.{0,80}\b(?:enlaces?|archivos?)|\beste (?:correo|mensaje)\b.{0,60}\b(?:externo|fuera de)|\bnon (?:fare clic|cliccare)\b.{0,80}\b(?:link|allegati)|\bquesta (?:e-?mail|mail)\b.{0,60}\bester|\bnão clique\b.{0,80}\b(?:links?|anexos?)|\beste (?:e-?mail)\b.{0,60}\b(?:extern|fora d)/iu,
  ],
  [
    'virus footer',
    /\bvirus(?:es|en)?[- ]?free\b|\b(?:this|the) (?:e-?mail|message|outgoing message|incoming message)\b.{0,80}\b(?:checked|scanned|verified|tested|certified)\b|\bno virus(?:es)? found\b|\bchecked by avg\b|\bwww\.(?:avast|avg)\.com\b|\bscanned (?:by|with|for)\b.{0,60}\b(?:virus|malware|mailscanner|spam|security)|\bauf viren (?:geprüft|überprüft|gescannt)|\bvirenfrei\b|\babsence de virus\b|\bantivirus\b.{0,80}\b(?:avast|avg|avira|norton|mcafee)|\b(?:avast|avg|avira|norton|mcafee|kaspersky|sophos|eset|mailscanner)\b.{0,80}\b(?:virus|vírus|viren|antivirus)|\b(?:virus|vírus|viren)\b.{0,60}\b(?:avast|avg|avira|norton|mcafee|kaspersky|sophos|eset)\b|\bbelieved to be clean\b/iu,
  ],
  [
    'advertising footer',
    /\bget (?:your )?(?:own )?free e-?mail\b|\b(?:sent|secured) (?:with|using|by|via) (?:proton ?mail|tutanota|zoho mail|mailbird|mail\.com|gmx|web\.de|aol|yahoo|hushmail|posteo)\b|\bdo you yahoo!?|\byahoo! ?mail\b.{0,80}|\bmsn hotmail\b|\bget outlook for\b|\bplease consider the environment\b|\bbitte (?:denken|prüfen) sie\b.{0,60}\b(?:umwelt|ausdrucken)|\bpensez à l['’]environnement\b|\bantes de imprimir\b|\bprima di stampare\b/iu,
  ],
  [
    'list footer',
    /\b(?:to |click (?:here )?to )(?:unsubscribe|opt[- ]out)\b|\bunsubscribe (?:here|at any time|any time|by (?:clicking|replying|visiting)|via|using|link)\b|^\W*unsubscribe\W*\||\b(?:manage|update) (?:your )?(?:e-?mail )?(?:preferences|subscriptions?)\b|\bview (?:this (?:e-?mail|message) )?in (?:your |a |the )?(?:web )?browser\b|\byou (?:received|are receiving) this (?:message|e-?mail) because\b|\bsubscribed to the google groups\b|\bmailing list\b.{0,40}\b(?:@|https?:|#email|#link|http)|\bnewsletter (?:abbestellen|abmelden)|\b(?:vom newsletter )?abmelden\b.{0,30}\bhier\b|\bse désabonner\b|\bdarse de baja\b|\bannulla(?:re)? l['’]iscrizione\b|\bcancelar (?:a )?inscrição\b|\bto post to this group\b/iu,
  ],
  [
    'legal notice',
    /\bth(?:is|e (?:information|contents?) (?:contained |transmitted )?(?:in|with) this) (?:e-?mail|message|communication|transmission)\b.{0,160}\b(?:(?:confidential|privileged|proprietary)\b.{0,160}\b(?:intended|privileged|addressee|recipient|disclosure|sole use|legally)|intended (?:only|solely)|sole use|legally protected)|\bif you (?:are not|aren['’]t) the (?:intended|named|correct) (?:recipient|addressee)|\bif you (?:have )?received this (?:e-?mail|message|communication|transmission) (?:in error|by mistake)|\b(?:unauthori[sz]ed|any) (?:use|review|disclosure|distribution|copying|dissemination)\b.{0,120}\b(?:prohibited|forbidden|unlawful)|\b(?:delete|destroy) (?:this|the) (?:e-?mail|message|communication|original)\b.{0,80}\b(?:notify|copies|immediately|sender|computer)|\bnotify the sender\b.{0,60}\b(?:delete|immediately|return)/iu,
  ],
  [
    'legal notice',
    /\bdiese (?:e-?mail|nachricht) (?:enthält|kann|ist)\b.{0,80}vertraulich|\bnicht der (?:richtige |beabsichtigte |vorgesehene )?(?:adressat|empfänger)\b|\bce (?:message|courriel|mail)\b.{0,100}\bconfidentiel|\bsi vous n['’]êtes pas le destinataire\b|\beste (?:mensaje|correo|e-?mail|mensagem)\b.{0,100}\bconfidencia|\bsi (?:usted )?no es el destinatario\b|\b(?:questo|il presente) (?:messaggio|e-?mail)\b.{0,100}\b(?:confidenzial|riservat)|\bse não (?:é|for) o destinatário\b/iu,
  ],
  [
    'form wrapper',
    /^\W*(?:you(?: have|['’]ve)? (?:received |got |have )?a new (?:message|submission|inquiry|enquiry|contact request|entry|lead)\b.{0,80}|(?:a )?new (?:message|submission|inquiry|enquiry|contact request|form submission)\b.{0,60}\b(?:from|via|through|received)\b.{0,60}|(?:this|the) (?:e-?mail|message|form) was (?:sent|submitted|generated)\b.{0,40}\b(?:via|from|through|by|automatically)\b.{0,100}|(?:someone|a visitor|a customer) (?:has )?(?:filled|completed|submitted|sent)\b.{0,80}\bform\b.{0,60}|sie haben eine neue (?:nachricht|anfrage)\b.{0,80}|neue (?:nachricht|anfrage) (?:über|von|aus)\b.{0,60}|(?:diese|die) (?:e-?mail|nachricht) wurde\b.{0,60}\b(?:kontaktformular|formular|webseite|website)\b.{0,60}|vous avez reçu un nouveau message\b.{0,80}|nouveau message (?:de|depuis|via)\b.{0,60}|(?:ha|has) recibido un nuevo mensaje\b.{0,80}|(?:hai|avete|ha) ricevuto un nuovo messaggio\b.{0,80}|(?:recebeu|você recebeu) uma nova mensagem\b.{0,80}|this is an automat\w+ (?:e-?mail|message|notification)\b.{0,80})$/iu,
  ],
];
/** Only words and links that a machine sentence would hold; most sentences have none. */
const HINT =
  /virus|vírus|viren|avast|avg|outside|extern|ester|clic|klick|caution|warning|attention|alert|notice|achtung|vorsicht|warnung|avert|attenzione|atenção|atención|precauc|cuidado|important|browser|subscri|abmelden|abbestellen|désabonner|de baja|iscrizione|inscrição|mailing list|preferences|confiden|confiden|vertraulich|riservat|privileged|recipient|empfänger|adressat|destinat|prohibited|forbidden|unlawful|delete|destroy|notify|received this|receiving this|intended|free e-?mail|proton|tutanota|zoho|yahoo|outlook|environment|umwelt|ausdrucken|imprimir|stampare|scanned|clean|sent with|secured|message|submi|form|nachricht|anfrage|mensaje|messaggio|mensagem|why this|often get|this group|suspicious|recogni/iu;
const LONGEST = 900;

export function machineSentence(sentence: string): MachineName | undefined {
  if (sentence.length > LONGEST || !HINT.test(sentence)) return undefined;
  const text = sentence.trim();
  return SENTENCES.find(([, pattern]) => pattern.test(text))?.[0];
}
