/** Names that are written in many ways, each to one word. The numbers are sections of the US tax code. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(401|403|457)[\s-]*\(?\s*([kb])\s*\)?(?:'?s)?(?![a-z])/g, ' $1$2 '],
  [/\bfour[\s-]+(?:oh|o|zero)[\s-]+one[\s-]*\(?k\)?(?![a-z])/g, ' 401k '],
  [/\bfive[\s-]+(?:twenty|two)[\s-]+nine(?:s)?\b/g, ' 529 '],
  [/\b529'?s\b/g, ' 529 '],
  [/\b(ira)'?s\b/g, '$1'],
];

/** Sums, shares, years and days say more by being one than by their digits. */
const NUMBERS: readonly (readonly [RegExp, string])[] = [
  [/[$€£]\s?\d[\d,.]*\s?(?:k|m|grand|thousand|million)?\b/g, ' #money '],
  [/\b\d[\d,.]*\s?(?:dollars|bucks|grand)\b/g, ' #money '],
  [/\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b/g, ' #money '],
  [/\b\d+(?:\.\d+)?\s?(?:%|percent\b|pct\b)/g, ' #percent '],
  [/\b(?:19|20)\d\d\b/g, ' #year '],
  [/\b\d+(?:st|nd|rd|th)\b/g, ' #ordinal '],
];

const WORD = /#?[\p{L}\p{N}]+(?:'\p{L}+)?/gu;

/** The words of a text: lower case, without accents, spellings and numbers made alike. */
export function words(text: string): readonly string[] {
  let plain = text
    .replace(/[’‘`´]/g, "'")
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  for (const [pattern, word] of [...SPELLINGS, ...NUMBERS]) plain = plain.replace(pattern, word);
  return plain.match(WORD) ?? [];
}

/** Light English stemming, so that roll, rolled and rolling count together. Short words stay as they are. */
export function stem(word: string): string {
  if (word.length < 4 || word.startsWith('#')) return word;
  if (word.length === 4) return /[^s]s$/.test(word) ? word.slice(0, 3) : word;
  const stemmed = word
    .replace(/'s$/, '')
    .replace(/ies$/, 'y')
    .replace(/sses$/, 'ss')
    .replace(/([^s])s$/, '$1')
    .replace(/(?:ations?|ating|ated|ate)$/, 'at')
    .replace(/(?:ments?|ing|ed|ly|ions?)$/, '')
    .replace(/e$/, '')
    .replace(/([bdfgmnprt])\1$/, '$1')
    .replace(/i$/, 'y');
  return stemmed.length < 3 ? word : stemmed;
}
