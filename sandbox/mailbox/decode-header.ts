import addressparser from 'nodemailer/lib/addressparser';
import { decodeText } from './decode-text';

export interface Address {
  readonly name: string;
  /** Empty when the header names nobody. */
  readonly address: string;
}

const ENCODED_WORD = /=\?([^?*\s]{1,60})(?:\*[^?\s]{0,20})?\?([bq])\?([^?]*)\?=/gi;

/**
 * Text of a header. Encoded words that follow each other are joined before they are decoded, because programs split them inside
 * a character; bytes outside of them are read as undeclared text.
 * @param value the bytes as a latin1 string, folded or not
 */
export function decodeHeader(value: string): string {
  const line = value.replace(/\r?\n(?=[ \t])/g, '').replace(/[\r\n]+/g, ' ');
  const pieces: { charset: string | undefined; bytes: Buffer[] }[] = [];
  let end = 0;
  for (const { 0: word, 1: charset = '', 2: encoding = '', 3: content = '', index } of line.matchAll(ENCODED_WORD)) {
    const between = line.slice(end, index);
    const previous = pieces.at(-1);
    const joined = previous?.charset !== undefined && between.trim() === '';
    if (!joined && between !== '') pieces.push({ charset: undefined, bytes: [Buffer.from(between, 'latin1')] });
    const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : unquote(content);
    if (joined && previous.charset === charset.toLowerCase()) previous.bytes.push(bytes);
    else pieces.push({ charset: charset.toLowerCase(), bytes: [bytes] });
    end = index + word.length;
  }
  if (end < line.length) pieces.push({ charset: undefined, bytes: [Buffer.from(line.slice(end), 'latin1')] });
  const text = pieces.map(({ charset, bytes }) => decodeText(Buffer.concat(bytes), charset ?? '')).join('');
  return text.replace(/[\r\n]+/g, ' ').trim();
}

/** The first address of a header; names are decoded after they are taken apart, so that an encoded comma parts nothing. */
export function decodeAddress(value: string): Address | undefined {
  const unfolded = value.slice(0, 10_000).replace(/\r?\n/g, '');
  const found = flatten(unfolded) ?? flatten(decodeHeader(unfolded), (text) => text);
  return found;
}

function flatten(value: string, decode = decodeHeader): Address | undefined {
  for (const { name, address } of addressparser(value, { flatten: true })) {
    if (address.includes('@')) return { name: decode(name), address: decode(address) };
  }
  return undefined;
}

/** The Q encoding of RFC 2047. */
function unquote(content: string): Buffer {
  const bytes = content
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
