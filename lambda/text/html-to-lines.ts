import { Parser } from 'htmlparser2';
import { type ElementRole, elementRole } from './element-role';
import { hiddenNames } from './hidden-classes';
import type { Line } from './line';
import { isForwardMarker } from './markers';

/** Depth at which structure is no longer read, only text: beyond any mail that people write. */
const MOST_DEPTH = 1_000;
const CHUNK = 32_768;
/** Hidden text is only shown to whoever asks what was removed. */
const MOST_HIDDEN = 2_000;
const FEWEST_FORWARD_FIELDS = 3;

/** Whether a body is HTML, rather than text that mentions `<someone@example.org>` or `a < b`. */
export function looksLikeHtml(body: string): boolean {
  return HTML.test(body);
}
const HTML =
  /<(?:!doctype\s+html|\/?(?:html|head|body|div|p|br|table|tbody|tr|td|span|font|a|b|i|u|strong|em|ul|ol|li|blockquote|pre|h[1-6]|center|img|hr|style|meta|o:p)(?=[\s/>]))/i;

const BLOCK =
  /^(?:article|blockquote|body|br|center|d[dlt]|div|footer|form|h[1-6r]|header|html|li|ol|p|pre|section|table|tr|ul)$/;
const CELL = /^t[dh]$/;

interface Element {
  readonly role: ElementRole;
  readonly firstLine: number;
  holdsQuote: boolean;
}

/**
 * The text of an HTML mail, a line per block. Quotes come as lines with `> ` in front, as in plain text mail; what the
 * mail program marked as its own, or hid, has its name. A mail of images alone gives their alternative texts.
 * @param enough number of characters after which reading may stop
 */
export function htmlToLines(html: string, enough: number): Line[] {
  const lines: Line[] = [];
  const open: Element[] = [];
  const depth: Record<ElementRole, number> = {
    plain: 0,
    hidden: 0,
    unread: 0,
    quote: 0,
    signature: 0,
    'reply-frame': 0,
    header: 0,
    preformatted: 0,
  };
  const alternatives: string[] = [];
  let hidden: ReadonlySet<string> = new Set();
  let sheet = '';
  let inSheet = false;
  let line = '';
  let characters = 0;
  let hiddenCharacters = 0;
  let blank = false;

  const endLine = () => {
    const text = line.replace(/\s+/g, ' ').trim();
    line = '';
    if (text === '') return;
    if (depth.hidden > 0) {
      hiddenCharacters += text.length;
      if (hiddenCharacters < MOST_HIDDEN) lines.push({ text, removed: 'hidden text' });
      return;
    }
    if (blank) lines.push({ text: depth.quote > 0 ? '>' : '' });
    blank = false;
    const quoted = depth.quote > 0 ? `> ${text}` : text;
    lines.push(depth.signature > 0 ? { text: quoted, removed: 'signature' } : { text: quoted });
  };

  const parser = new Parser({
    onopentag(name, attributes) {
      const named = hidden.size > 0 && isHidden(attributes, hidden);
      const role = named ? 'hidden' : elementRole(name, attributes);
      if (BLOCK.test(name) || role === 'hidden' || role === 'signature') endLine();
      else if (CELL.test(name)) line += ' ';
      if (name === 'p' || name === 'table') blank = lines.length > 0;
      if (name === 'style') inSheet = true;
      if (name === 'hr' && depth.hidden === 0) {
        const rule = depth.quote > 0 ? '> _____' : '_____';
        characters += rule.length;
        if (lines.at(-1)?.text !== rule) lines.push({ text: rule });
      }
      if (name === 'img') readAlternative(attributes, alternatives);
      if (role === 'quote') {
        endLine();
        for (const outer of open) outer.holdsQuote = true;
      }
      if (role === 'header') endLine();
      depth[role]++;
      open.push({ role, firstLine: lines.length, holdsQuote: false });
    },
    onclosetag(name) {
      if (name === 'style') {
        inSheet = false;
        hidden = new Set([...hidden, ...hiddenNames(sheet)]);
        sheet = '';
      }
      const element = open.pop();
      if (element === undefined) return;
      if (BLOCK.test(name) || element.role !== 'plain') endLine();
      if (name === 'p') blank = lines.length > 0;
      depth[element.role]--;
      if (element.role === 'header') markHeader(lines, element.firstLine);
      if (element.role !== 'reply-frame') return;
      if (!element.holdsQuote) quoteFrom(lines, element.firstLine);
      for (const outer of open) outer.holdsQuote = true;
    },
    ontext(text) {
      if (inSheet && sheet.length < CHUNK) sheet += text;
      if (depth.unread > 0) return;
      if (depth.hidden === 0) characters += text.length;
      else if (hiddenCharacters + line.length > MOST_HIDDEN) return;
      if (depth.preformatted === 0) {
        line += text;
        return;
      }
      const [first = '', ...others] = text.split('\n');
      line += first;
      for (const other of others) {
        if (line.trim() === '') lines.push({ text: '' });
        endLine();
        line = other;
      }
    },
  });

  let at = 0;
  for (; at < html.length && open.length < MOST_DEPTH && characters < enough; at += CHUNK)
    parser.write(html.slice(at, at + CHUNK));
  parser.end();
  endLine();
  if (at < html.length && characters < enough) lines.push(...withoutTags(html.slice(at, at + enough)));
  if (lines.some(({ text, removed }) => removed === undefined && /[\p{L}\p{N}]/u.test(text))) return lines;
  return [...lines, ...alternatives.map((text) => ({ text }))];
}

function readAlternative(attributes: Readonly<Record<string, string>>, alternatives: string[]): void {
  const text = (attributes['alt'] ?? '').trim();
  const isPixel = /^[01](?:px)?$/.test(attributes['width'] ?? '') || /^[01](?:px)?$/.test(attributes['height'] ?? '');
  if (text !== '' && !isPixel && alternatives.length < 50) alternatives.push(text.replace(/\s+/g, ' ').slice(0, 1_000));
}

function isHidden(attributes: Readonly<Record<string, string>>, names: ReadonlySet<string>): boolean {
  if (names.has(`#${attributes['id'] ?? ''}`)) return true;
  return (attributes['class'] ?? '').split(/\s+/).some((name) => names.has(`.${name}`));
}

/** Tells the reader of the thread how long the header block is. */
function markHeader(lines: Line[], first: number): void {
  const line = lines[first];
  const length = lines.length - first;
  if (line === undefined) return;
  const isForward = lines.slice(first, first + 3).some(({ text }) => isForwardMarker(text.replace(/^[>\s]+/, '')));
  // A Gmail introduction has one line, what it puts above a forward more.
  lines[first] = { ...line, header: { length, forwards: isForward || length > FEWEST_FORWARD_FIELDS } };
}

/** Marks a frame that some programs put around a quote, unless it holds a forwarded mail. */
function quoteFrom(lines: Line[], first: number): void {
  const forwarded = lines.slice(first, first + 8).some(({ text }) => isForwardMarker(text));
  if (forwarded) return;
  for (let at = first; at < lines.length; at++) {
    const line = lines[at];
    if (line !== undefined && !line.text.startsWith('>')) lines[at] = { ...line, text: `> ${line.text}` };
  }
}

function withoutTags(html: string): Line[] {
  return html
    .replace(/<[^<>]{0,2000}>/g, '\n')
    .split('\n')
    .flatMap((text) => (text.trim() === '' ? [] : [{ text: text.replace(/\s+/g, ' ').trim() }]));
}
