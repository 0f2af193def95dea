/** What a number or an address is, and the word that stands for it in what is classified. */
export type ContactName = 'e-mail address' | 'link' | 'phone number' | 'account number';

interface ContactPattern {
  readonly name: ContactName;
  readonly pattern: RegExp;
}

/** Each name's one token: whichever number a customer has, the model sees the same word. */
export const CONTACT_TOKENS: Readonly<Record<ContactName, string>> = {
  'e-mail address': '#email',
  link: '#link',
  'phone number': '#phone',
  'account number': '#account',
};

const LABEL = String.raw`(?:accounts?|acct|a\/c|policy|member(?:ship)?|customer|client|reference|ref|claim|case|ticket|loan|id|ssn|konto(?:nummer)?|kunden(?:nummer)?|vertrags?(?:nummer)?|compte|cuenta|conto|conta|cliente|dossier)`;

/** The first that fits at a place counts. All of bounded length: what repeats for ever is read in linear time. */
const CONTACTS: readonly ContactPattern[] = [
  {
    name: 'e-mail address',
    pattern: /<?(?:mailto:)?(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}>?/giu,
  },
  { name: 'link', pattern: /<?(?<!\w)(?:https?:\/\/|www\.)[^\s<>"]{1,2000}>?/giu },
  {
    name: 'account number',
    pattern: new RegExp(
      String.raw`(?<=(?<!\p{L})${LABEL}[^\p{L}\d\n]{1,4}(?:(?:numbers?|no|nr|num|numéro|número|numero|is|ending(?: in)?|ends in|lautet|est|es)[^\p{L}\d\n]{1,4}){0,3})(?=[\w*-]{0,12}\d{3})(?!(?:19|20)\d\d(?!\w)|401|403|457|529|\d{1,3}k\b)[\w*-]{4,24}(?![\w%]|[.,]\d)`,
      'giu',
    ),
  },
  {
    name: 'phone number',
    pattern:
      /(?<![\p{L}\d.,$€£#/-])(?:\+\d{1,3}[ ./-]{0,2})?\(?\d{2,5}\)?(?:[ ./-]{1,3}\d{2,8}){1,4}(?:,? ?(?:x|ext\.?) ?\d{1,6})?(?![\p{L}\d]|[.,-]\d)|(?<![\p{L}\d.,$€£#-])\+?1?\d{10,11}(?![\p{L}\d]|[.,]\d)/giu,
  },
  {
    name: 'account number',
    pattern: new RegExp(
      [
        String.raw`(?<![\p{L}\d.,$€£#-])\d{3}-\d{2}-\d{4}(?![\d-])`, // social security
        String.raw`(?<![\w*])[x*•]{2,16}[ -]?\d{3,6}(?!\w)`, // masked
        String.raw`(?<![\p{L}\d.,$€£-])(?:[A-Z]{1,4}-?)?\d{7,9}(?![\p{L}\d]|[.,]\d)`,
        String.raw`(?<![\p{L}\d.,$€£-])\d{12,20}(?![\p{L}\d]|[.,]\d)`,
        String.raw`(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)`, // IBAN
      ].join('|'),
      'gu',
    ),
  },
];

/** A part of a text: words, or a piece of contact data. */
export interface ContactPart {
  readonly text: string;
  readonly name?: ContactName;
}

/** A text in parts; joined they are the text. */
export function contactParts(text: string): readonly ContactPart[] {
  // Most sentences hold none of it.
  if (!/[@\d]|:\/\/|www/i.test(text)) return [{ text }];
  return CONTACTS.reduce<readonly ContactPart[]>(
    (parts, { name, pattern }) =>
      parts.flatMap((part) => (part.name === undefined ? divided(part.text, name, pattern) : [part])),
    [{ text }],
  );
}

function divided(text: string, name: ContactName, pattern: RegExp): readonly ContactPart[] {
  const parts: ContactPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (name === 'phone number' && !isPhoneNumber(match[0])) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    parts.push({ text: match[0], name });
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** As they are written in the United States, abroad with a plus or a zero, and in groups in Spain and Portugal. */
const NUMBERING =
  /^(?:\+?1[ ./-]{0,2})?\(?\d{3}\)?[ ./-]{0,3}\d{3}[ ./-]{1,2}\d{4}$|^\+?1?\d{10}$|^\d{3}-\d{4}$|^\+\d|^\(?0\d|^[6-9]\d{2}(?: \d{2,3}){2,3}$|^[679]\d{3} \d{4}$/;

/** Dates, years and sums in groups look like telephone numbers. */
function isPhoneNumber(text: string): boolean {
  const number = text.replace(/,? ?(?:x|ext\.?) ?\d{1,6}$/i, '');
  const digits = number.replace(/\D/g, '').length;
  return (
    digits >= 7 && digits <= 15 && NUMBERING.test(number) && !/^\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d$/.test(number)
  );
}
