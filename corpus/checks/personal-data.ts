import type { Finding } from './finding';

/** A kind of text that must not stand in training data: it ends up in a bucket and in a model. */
interface Kind {
  readonly what: string;
  readonly pattern: RegExp;
  readonly severity: Finding['severity'];
  /** Whether a match is meant; without it every match is. */
  readonly accept?: (match: string) => boolean;
}

const RESERVED_HOST = /(?:^|[@.])(?:example\.(?:com|org|net)|[\w-]+\.(?:test|example|invalid)|localhost)$/i;

const KINDS: readonly Kind[] = [
  { what: 'a social security number', pattern: /\b\d{3}[- ]\d{2}[- ]\d{4}\b/g, severity: 'error' },
  {
    what: 'a card number',
    pattern: /\b\d(?:[ -]?\d){12,18}\b/g,
    severity: 'error',
    accept: (match) => passesLuhn(match.replace(/\D/g, '')),
  },
  {
    what: 'a phone number',
    pattern: /(?<![\d.,$])(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)/g,
    severity: 'error',
  },
  { what: 'a number that looks like an account', pattern: /(?<![\d.,$€£])\d{8,}(?![\d.,]*\d)/g, severity: 'error' },
  {
    what: 'an e-mail address',
    pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
    severity: 'error',
    accept: (match) => !RESERVED_HOST.test(match),
  },
  {
    what: 'an address in the web',
    pattern: /\bhttps?:\/\/[^\s/"'<>]+/gi,
    severity: 'error',
    accept: (match) => !RESERVED_HOST.test(match.replace(/^https?:\/\//i, '')),
  },
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g, severity: 'error' },
  {
    what: 'an access key or token',
    pattern:
      /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9-]{10,}|sk_(?:live|test)_[A-Za-z0-9]{16,}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{5,})\b/g,
    severity: 'error',
  },
  {
    what: 'a password',
    pattern: /\b(?:password|passwd|passcode|pin)\s*(?:is|:|=)\s*["']?(?=\S*\d)[\w!@#$%^&*-]{4,}/gi,
    severity: 'error',
  },
  {
    what: 'a street address',
    pattern:
      /\b\d{1,5} (?:[NSEW]\.? )?(?:[A-Z][\w'-]+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way)\b\.?/g,
    severity: 'warning',
  },
];

export interface PersonalDatum {
  readonly what: string;
  readonly severity: Finding['severity'];
  /** The text with all but its first two characters masked: a report must not spread what it warns of. */
  readonly masked: string;
  /** 0-based line within the text. */
  readonly line: number;
}

/** Numbers, addresses and secrets in the text; where two kinds overlap, the first of the list above. */
export function personalData(text: string): PersonalDatum[] {
  const taken: { from: number; to: number }[] = [];
  return KINDS.flatMap(({ what, pattern, severity, accept }) =>
    [...text.matchAll(pattern)].flatMap((match): PersonalDatum[] => {
      const [found] = match;
      const [from, to] = [match.index, match.index + found.length];
      if (accept?.(found) === false || taken.some((other) => from < other.to && other.from < to)) return [];
      taken.push({ from, to });
      const line = text.slice(0, from).split('\n').length - 1;
      return [{ what, severity, masked: `${found.slice(0, 2)}${'*'.repeat(Math.min(found.length - 2, 12))}`, line }];
    }),
  );
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
