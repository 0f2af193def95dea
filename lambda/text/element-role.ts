/**
 * What an HTML element means for the text of a mail.
 * - `hidden`: not shown to the reader
 * - `quote`: earlier mails, or the writer's stored signature
 * - `reply-frame`: around a quote and what introduces it; the writer's answers may stand between the quotes inside
 * - `preformatted`: line breaks count
 */
export type ElementRole = 'plain' | 'hidden' | 'quote' | 'reply-frame' | 'preformatted';

const HIDDEN = new Set(['title', 'style', 'script', 'template', 'svg']);

/** Class names and ids by which mail programs mark a quote or the signature they added. */
const QUOTES = new Set([
  'yahoo_quoted', // Yahoo
  'ms-outlook-mobile-reference-message', // Outlook on phones
  'mail-editor-reference-message-container', // new Outlook
  'protonmail_quote',
  'tutanota_quote',
  'zmail_extra', // Zoho
  'moz-signature', // Thunderbird
  'gmail_signature',
  'Signature', // Outlook on the web
  'ms-outlook-mobile-signature',
  'AppleMailSignature',
  'protonmail_signature_block',
  'ymail_android_signature',
]);

const QUOTE_NAMES = new Set(['quote']); // GMX and web.de: <div name="quote">

export function elementRole(name: string, attributes: Readonly<Record<string, string>>): ElementRole {
  const style = (attributes['style'] ?? '').replace(/\s+/g, '').toLowerCase();
  if (HIDDEN.has(name) || 'hidden' in attributes || /display:none|mso-hide:all/.test(style)) return 'hidden';
  const marks = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.split(/\s+/);
  // Gmail indents the writer's own paragraphs with a blockquote that has no border and no class.
  if (name === 'blockquote') return marks.includes('gmail_quote') || !/border:none/.test(style) ? 'quote' : 'plain';
  if (marks.some((mark) => QUOTES.has(mark)) || QUOTE_NAMES.has(attributes['name'] ?? '')) return 'quote';
  if (marks.includes('gmail_quote') || marks.includes('gmail_extra')) return 'reply-frame';
  if (name === 'pre' || /white-space:(?:pre|break-spaces)/.test(style)) return 'preformatted';
  return 'plain';
}
