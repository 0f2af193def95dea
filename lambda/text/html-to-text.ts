import { Parser } from 'htmlparser2';
import { type ElementRole, elementRole } from './element-role';
import { isForwardMarker } from './markers';

/** Depth at which reading stops: beyond any mail that people write, and quick to read. */
const MAX_DEPTH = 1_000;
const CHUNK = 32_768;

/** Whether a body is HTML, rather than text that mentions `<someone@example.org>` or `a < b`. */
export function looksLikeHtml(body: string): boolean {
  return HTML.test(body);
}
const HTML =
  /<(?:!doctype\s+html|\/?(?:html|head|body|div|p|br|table|tbody|tr|td|span|font|a|b|i|u|strong|em|ul|ol|li|blockquote|pre|h[1-6]|center|img|hr|style|meta|o:p)(?=[\s/>]))/i;

const BLOCK =
  /^(?:article|blockquote|body|br|center|d[dlt]|div|footer|form|h[1-6r]|header|html|li|ol|p|pre|section|table|tr|ul)$/;
const CELL = /^t[dh]$/;

/**
 * The visible text of an HTML mail, a line per block. What the writer did not write now (quotes, and signatures that
 * the mail program marks) comes as lines with `> ` in front, as in plain text mail; newest-part.ts drops them.
 * @param enough number of characters after which reading may stop
 */
export function htmlToText(html: string, enough: number): string {
  const lines: string[] = [];
  const open: { readonly role: ElementRole; readonly firstLine: number; holdsQuote: boolean }[] = [];
  const depth: Record<ElementRole, number> = { plain: 0, hidden: 0, quote: 0, 'reply-frame': 0, preformatted: 0 };
  let line = '';
  let characters = 0;

  const endLine = () => {
    const text = line.replace(/\s+/g, ' ').trim();
    line = '';
    if (text !== '') lines.push(depth.quote > 0 ? `> ${text}` : text);
  };

  const parser = new Parser({
    onopentag(name, attributes) {
      if (BLOCK.test(name)) endLine();
      else if (CELL.test(name)) line += ' ';
      const role = elementRole(name, attributes);
      if (role === 'quote') {
        endLine();
        for (const outer of open) outer.holdsQuote = true;
      }
      depth[role]++;
      open.push({ role, firstLine: lines.length, holdsQuote: false });
    },
    onclosetag(name) {
      const element = open.pop();
      if (element === undefined) return;
      if (BLOCK.test(name) || element.role === 'quote') endLine();
      depth[element.role]--;
      if (element.role !== 'reply-frame') return;
      if (!element.holdsQuote) quoteFrom(lines, element.firstLine);
      for (const outer of open) outer.holdsQuote = true;
    },
    ontext(text) {
      if (depth.hidden > 0) return;
      characters += text.length;
      if (depth.preformatted === 0) {
        line += text;
        return;
      }
      const [first = '', ...others] = text.split('\n');
      line += first;
      for (const other of others) {
        endLine();
        line = other;
      }
    },
  });

  for (let at = 0; at < html.length && open.length < MAX_DEPTH && characters < enough; at += CHUNK) {
    parser.write(html.slice(at, at + CHUNK));
  }
  parser.end();
  endLine();
  return lines.join('\n');
}

/** Marks a frame that some programs put around a quote, unless it holds a forwarded mail. */
function quoteFrom(lines: string[], first: number): void {
  const own = lines.splice(first);
  const forwarded = own.some(isForwardMarker);
  lines.push(...own.map((line) => (forwarded || line.startsWith('>') ? line : `> ${line}`)));
}
