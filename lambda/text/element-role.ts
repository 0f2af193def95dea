import { isHidingStyle } from './hidden-classes';

/**
 * What an HTML element means for the text of a mail.
 * - `hidden`: not shown to the reader; `unread`: not text at all
 * - `quote`: earlier mails
 * - `signature`: what the mail program stored for its user
 * - `reply-frame`: around a quote and what introduces it; the writer's answers may stand between the quotes inside
 * - `header`: what a mail program puts above the earlier mail, in whatever language
 * - `preformatted`: line breaks count
 */
export type ElementRole =
  | 'plain'
  | 'hidden'
  | 'unread'
  | 'quote'
  | 'signature'
  | 'reply-frame'
  | 'header'
  | 'preformatted';

const UNREAD = new Set(['title', 'style', 'script', 'template', 'svg', 'noscript', 'select', 'object']);

/** Class names and ids by which mail programs mark what they added. */
const MARKS: ReadonlyMap<string, ElementRole> = new Map<string, ElementRole>([
  ['yahoo_quoted', 'quote'],
  ['ms-outlook-mobile-reference-message', 'quote'], // Outlook on phones
  ['mail-editor-reference-message-container', 'quote'], // new Outlook
  ['OLK_SRC_BODY_SECTION', 'quote'], // Outlook on Mac
  ['protonmail_quote', 'quote'],
  ['tutanota_quote', 'quote'],
  ['zmail_extra', 'quote'], // Zoho
  ['quoted-message-container', 'quote'],
  ['x_quoted', 'quote'],
  ['divRplyFwdMsg', 'header'], // Outlook
  ['moz-cite-prefix', 'header'], // Thunderbird
  ['gmail_attr', 'header'],
  ['gmail_quote', 'reply-frame'],
  ['gmail_extra', 'reply-frame'],
  ['moz-signature', 'signature'], // Thunderbird
  ['gmail_signature', 'signature'],
  ['gmail_signature_prefix', 'signature'],
  ['Signature', 'signature'], // Outlook on the web
  ['ms-outlook-mobile-signature', 'signature'],
  ['AppleMailSignature', 'signature'],
  ['protonmail_signature_block', 'signature'],
  ['ymail_android_signature', 'signature'],
  ['composer_signature', 'signature'], // Samsung
  ['zmail_signature_below', 'signature'],
  ['zimbraSignature', 'signature'],
]);
/** Outlook on a desktop draws a line of one of two colours above the header block. */
const OUTLOOK_LINE = /border-top:solid#?(?:e1e1e1|b5c4df)1\.0pt/;

export function elementRole(name: string, attributes: Readonly<Record<string, string>>): ElementRole {
  if (UNREAD.has(name)) return 'unread';
  const style = attributes['style'];
  if ('hidden' in attributes || (name === 'input' && attributes['type'] === 'hidden')) return 'hidden';
  const marks = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`;
  const plain = style === undefined ? '' : style.replace(/\s+/g, '').toLowerCase();
  if (plain !== '' && isHidingStyle(plain)) return 'hidden';
  // Gmail indents the writer's own paragraphs with a blockquote that has no border and no class.
  if (name === 'blockquote') return marks.includes('gmail_quote') || !/border:none/.test(plain) ? 'quote' : 'plain';
  if (marks !== ' ') {
    for (const mark of marks.split(/\s+/)) {
      const role = MARKS.get(mark.replace(/^(?:x_)+/, '').replace(/^ydp[0-9a-f]{6,12}(?=yahoo_quoted)/, '')); // Yahoo prefixes
      if (role !== undefined) return role;
    }
  }
  if (attributes['name'] === 'quote') return 'quote'; // GMX and web.de
  if (OUTLOOK_LINE.test(plain)) return 'header';
  if (name === 'pre' || /white-space:(?:pre|break-spaces)/.test(plain)) return 'preformatted';
  return 'plain';
}
