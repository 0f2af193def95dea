import { calendarText } from './calendar-text';
import { decodeHeader } from './decode-header';
import { decodeText } from './decode-text';
import { isBlank, saysSomething } from './is-blank';
import { type MimePart, readParts } from './read-parts';
import { readTnef } from './read-tnef';
import { unfoldFlowed } from './unfold-flowed';
import { cutUuencoded } from './uuencode';

export interface AttachedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
}

/** What a person reads in a message. */
export interface Letter {
  /** Empty when something of it is HTML only. */
  readonly text: string;
  /** Empty when there is none. */
  readonly html: string;
  readonly attachments: readonly AttachedFile[];
}

/** A piece of the letter, in one form or both. */
interface Section {
  readonly text: string;
  readonly html: string;
}

/** Attached messages inside attached messages, at most. */
const MAX_MESSAGES = 5;

interface Found {
  readonly attachments: AttachedFile[];
  /** What stands in for a text when there is none, best first by `rank`. */
  readonly standIns: { readonly rank: number; readonly section: Section }[];
  readonly messages: number;
}

/** Writes down what a message says: its text in reading order, that of attached messages included. */
export async function composeLetter(part: MimePart, messages = 0): Promise<Letter> {
  const found: Found = { attachments: [], standIns: [], messages };
  const sections = (await sectionsOf(part, found)).filter(hasText);
  const [standIn] = found.standIns.filter(({ section }) => hasText(section)).sort((a, b) => a.rank - b.rank);
  const said = sections.length === 0 && standIn !== undefined ? [standIn.section] : sections;
  return { ...join(said), attachments: found.attachments };
}

async function sectionsOf(part: MimePart, found: Found): Promise<readonly Section[]> {
  if (part.multipart !== '' && part.parts.length === 0) return unparted(part, found);
  const inside: (readonly Section[])[] = [];
  switch (part.multipart) {
    case '':
      return leaf(part, found);
    case 'alternative':
      for (const one of part.parts) inside.push(await sectionsOf(one, found));
      return [best(inside.map((sections) => join(sections.filter(hasText))))];
    case 'report':
    case 'signed': {
      // The first part is for people; the others prove it, or return what could not be delivered.
      const [first, ...others] = part.parts;
      for (const one of others) attach(one, found);
      return first === undefined ? [] : sectionsOf(first, found);
    }
    default:
      for (const one of part.parts) inside.push(await sectionsOf(one, found));
      return inside.flat();
  }
}

/** A multipart without parts: the boundary is missing or wrong. Another one may part it, else all of it is text. */
async function unparted(part: MimePart, found: Found): Promise<readonly Section[]> {
  const head = part.content.subarray(0, 65_536).toString('latin1');
  const boundary = /^--(\S[^\r\n"]{0,68}\S)[ \t]*\r?\ncontent-[a-z-]+:/im.exec(head)?.[1];
  if (boundary !== undefined && found.messages < MAX_MESSAGES) {
    const header = `Content-Type: multipart/${part.multipart}; boundary="${boundary}"\r\n\r\n`;
    const letter = await readParts(Buffer.concat([Buffer.from(header, 'latin1'), part.content]));
    if (letter.parts.length > 0) return sectionsOf(letter, found);
  }
  return [plain(part, found)];
}

async function leaf(part: MimePart, found: Found): Promise<readonly Section[]> {
  const { type, filename, attached, content } = part;
  if (type === 'message/rfc822' || type === 'message/global') return attachedMessage(part, found);
  const isTnef = /^application\/(?:vnd\.)?ms-tnef$/.test(type) || /^winmail\.dat$/i.test(filename);
  const section = sectionOf(part, found);
  const isBody = section !== undefined && filename === '' && !attached;
  if (isBody && type !== 'text/calendar') return [section];
  attach(part, found);
  if (isTnef) found.standIns.push({ rank: 2, section: readTnef(content) ?? UNREADABLE });
  else if (section !== undefined) found.standIns.push({ rank: type === 'text/calendar' ? 1 : 0, section });
  return [];
}

const UNREADABLE: Section = {
  text: 'This message is in winmail.dat (application/ms-tnef), in a form that cannot be read here.',
  html: '',
};

/** undefined: it is no text. */
function sectionOf(part: MimePart, found: Found): Section | undefined {
  const { type, content, charset } = part;
  switch (type) {
    case 'text/html':
    case 'application/xhtml+xml':
      return { text: '', html: decodeText(content, charset || metaCharset(content)) };
    case 'text/calendar':
      return { text: calendarText(decodeText(content, charset)), html: '' };
    case 'text/enriched':
    case 'text/richtext':
      return {
        text: decodeText(content, charset).replace(/<<|<\/?[a-z-]{1,40}>/gi, (tag) => (tag === '<<' ? '<' : '')),
        html: '',
      };
    case 'text':
    case 'text/plain':
    case 'text/markdown':
    case 'text/x-markdown':
      return plain(part, found);
    default:
      return undefined;
  }
}

function plain({ content, charset, flowed }: MimePart, found: Found): Section {
  const { text, files } = cutUuencoded(decodeText(content, charset));
  for (const { name, bytes } of files) found.attachments.push({ name, type: 'application/octet-stream', bytes });
  return { text: flowed === undefined ? text : unfoldFlowed(text, flowed.delSp), html: '' };
}

/** An attached message is what the letter is about: its subject and text, without a block of headers, which reads like a quote. */
async function attachedMessage(part: MimePart, found: Found): Promise<readonly Section[]> {
  const message = found.messages < MAX_MESSAGES ? await readParts(part.content) : undefined;
  const subject = decodeHeader(message?.header('subject')[0] ?? '');
  attach(part, found, part.filename || `${subject || 'message'}.eml`);
  if (message === undefined) return [];
  const { text, html, attachments } = await composeLetter(message, found.messages + 1);
  found.attachments.push(...attachments);
  const said = { text, html };
  return [{ text: `\n${subject}\n`, html: '' }, ...(hasText(said) ? [said] : [])].filter(hasText);
}

function attach({ filename, type, content, parts }: MimePart, found: Found, name = filename): void {
  if (parts.length > 0) for (const one of parts) attach(one, found);
  else found.attachments.push({ name: decodeName(name), type, bytes: content.length });
}

/** Names that libmime left encoded, for want of a charset. */
function decodeName(name: string): string {
  return name.includes('=?') ? decodeHeader(name) : name;
}

/** Forms of one text: the last that says something wins; a plain one that only asks for another mail program says nothing. */
function best(forms: readonly Section[]): Section {
  const html = forms.map((form) => form.html).findLast(saysSomething) ?? '';
  const text = forms.map((form) => form.text).findLast((form) => !isBlank(form)) ?? '';
  return { text: html !== '' && isExcuse(text) ? '' : text, html };
}

function isExcuse(text: string): boolean {
  return (
    text.length < 400 &&
    /\bhtml\b/i.test(text) &&
    /\b(?:e-?mail|mail|program|client|browser|viewer)\b/i.test(text) &&
    !text.includes('?')
  );
}

/** Text when each section has one, else all of it as HTML: nothing is lost, and nothing is said twice. */
function join(sections: readonly Section[]): Section {
  const allText = sections.every(({ text }) => !isBlank(text));
  const anyHtml = sections.some(({ html }) => html !== '');
  return {
    text: allText ? sections.map(({ text }) => text).join('\n') : '',
    html: anyHtml ? sections.map(({ html, text }) => (html === '' ? asHtml(text) : html)).join('\n') : '',
  };
}

function asHtml(text: string): string {
  const escaped = text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
  return `<div>${escaped.replace(/\r?\n/g, '<br>\n')}</div>`;
}

function hasText({ text, html }: Section): boolean {
  return !isBlank(text) || saysSomething(html);
}

function metaCharset(content: Buffer): string {
  return (
    /<meta\b[^<>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})/i.exec(content.toString('latin1', 0, 4096))?.[1] ??
    ''
  );
}
