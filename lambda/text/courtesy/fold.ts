import { contactParts } from '../contact-data';

const CONTACT_WORDS = {
  'e-mail address': '@email',
  link: '@link',
  'phone number': '@phone',
  'account number': '@account',
};

/** A sentence as its words: small letters, no accents, no apostrophes, numbers as `#`, contact data as `@phone` and the like. */
export function fold(sentence: string): string {
  return contactParts(sentence)
    .map(({ text, name }) => (name === undefined ? text : ` ${CONTACT_WORDS[name]} `))
    .join('')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\b([cdjlmnst]|qu)['’](?=\p{L}{2})/gu, '$1 ')
    .replace(/[\p{M}'’‘`´]+/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/\be[- ]mail/g, 'email')
    .replace(/\b(account|policy|card)[ -]?holder/g, '$1holder')
    .replace(/\b(\d{1,2})(?::\d\d)? ?([ap])\.? ?m\b\.?/g, ' # $2m ')
    .replace(/(?<![\w.,/@$€£-])(?!401|403|457|529)\d{1,4}(?::\d\d)?(?:\+|s\b)?(?![\w,/@%-]|[.]\d)/g, ' # ')
    .replace(/[^\p{L}\p{N}@#]+/gu, ' ')
    .trim();
}
