import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** Labels that mean windows-1252 in practice, as in the WHATWG Encoding Standard, and those that mean nothing. */
const WESTERN = new Set([
  ...['', 'ascii', 'usascii', 'ansix341968', 'iso646us', 'us', 'iso88591', 'latin1', 'l1', 'cp819', 'ibm819'],
  ...['iso885915', 'latin9', 'l9', 'windows1252', 'win1252', 'cp1252', 'ms1252', 'ansi', 'base64', 'hex', 'binary'],
]);

/** Names that mail carries and iconv-lite does not know, or knows as less than senders mean. */
const ALIASES: Readonly<Record<string, string>> = {
  ...{ unicode11utf7: 'utf7', utf7imap: 'utf7', utf8mb4: 'utf8', unicode11utf8: 'utf8', cesu8: 'utf8' },
  ...{ iso88598i: 'iso88598', iso88598e: 'iso88598', iso88599: 'windows1254', latin5: 'windows1254' },
  ...{ iso885911: 'windows874', tis620: 'windows874', koi8: 'koi8r', koi: 'koi8r', koi8ru: 'koi8u' },
  ...{ gb2312: 'gb18030', gbk: 'gb18030', cp936: 'gb18030', windows936: 'gb18030', ms936: 'gb18030', euccn: 'gb18030' },
  ...{ windows31j: 'cp932', ms932: 'cp932', mskanji: 'cp932', cp943c: 'cp932', ujis: 'eucjp', cp51932: 'eucjp' },
  ...{ iso10646ucs2: 'utf16be', unicode: 'utf16', ucs4: 'utf32', uhc: 'cp949', ms949: 'cp949', windows949: 'cp949' },
};

const SEVEN_BIT_JAPANESE = /^(?:iso2022jp.*|cp5022[012]|junet|jis)$/;

/**
 * Text of bytes that claim a charset. Never fails: an unknown or wrong label is decoded as UTF-8 where the bytes are UTF-8,
 * else as windows-1252. A byte-order mark outranks the label. C1 controls, which no writer means, become windows-1252's characters.
 * @param label as the mail spells it; empty when it declares none
 */
export function decodeText(bytes: Buffer, label: string): string {
  const text = decode(bytes, label);
  return text.replace(/[\u0080-\u009f]/g, (control) =>
    iconv.decode(Buffer.of(control.charCodeAt(0)), 'windows-1252').replace('\ufffd', ' '),
  );
}

function decode(bytes: Buffer, label: string): string {
  const marked = byteOrder(bytes);
  if (marked !== undefined) return iconv.decode(bytes, marked);
  const name = canonical(label);
  if (WESTERN.has(name)) return decodeWestern(bytes, name);
  if (name === 'utf8') return decodeUtf8(bytes);
  if (SEVEN_BIT_JAPANESE.test(name)) return decodeJapanese(bytes);
  if (name === 'iso2022kr') return iconv.decode(shifted(bytes, [0x0e], [0x0f]), 'euc-kr').replace('\x1b$)C', '');
  if (name === 'hzgb2312' || name === 'hz') return iconv.decode(shifted(bytes, [0x7e, 0x7b], [0x7e, 0x7d]), 'gb18030');
  return iconv.encodingExists(name) ? iconv.decode(bytes, name) : decodeWestern(bytes, '');
}

/** As iconv-lite compares names: `ISO_8859-1:1987`, `x-sjis`, `"utf8"` and their like. */
function canonical(label: string): string {
  const name = label.toLowerCase().replace(/:\d{4}$|\/\/.*$/g, '');
  const key = name.replace(/^[^a-z0-9]*(?:x-|cs(?=iso|win|utf|koi|gb|big|euc|shift))/, '').replace(/[^a-z0-9]/g, '');
  return ALIASES[key] ?? key;
}

function byteOrder(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes[2] === 0 && bytes[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function decodeWestern(bytes: Buffer, name: string): string {
  if (isAscii(bytes)) {
    if (bytes.includes('\x1b$')) return decodeJapanese(bytes);
    const wide = wideOrder(bytes);
    return wide === undefined ? bytes.toString('latin1') : iconv.decode(bytes, wide);
  }
  // Bytes above ASCII that happen to be UTF-8 are UTF-8, whatever the label says.
  if (isUtf8(bytes)) return bytes.toString('utf8');
  return iconv.decode(bytes, wideOrder(bytes) ?? (name === 'iso885915' ? name : 'windows-1252'));
}

/** UTF-16 without a mark: every other byte of Western text is zero. */
function wideOrder(bytes: Buffer): string | undefined {
  const sample = bytes.subarray(0, 200);
  if (sample.length < 8 || sample.length % 2 === 1) return undefined;
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [high = 0, low = 0] = zeros;
  const enough = sample.length * 0.35;
  if (high > enough && low === 0) return 'utf-16be';
  return low > enough && high === 0 ? 'utf-16le' : undefined;
}

/** A label of UTF-8 over bytes that are mostly something else is a wrong label; a few bad bytes are damage. */
function decodeUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const text = bytes.toString('utf8');
  const replaced = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return replaced > whole ? iconv.decode(bytes, 'windows-1252') : text;
}

/** The one charset of everyday mail that iconv-lite lacks. */
function decodeJapanese(bytes: Buffer): string {
  return new TextDecoder('iso-2022-jp').decode(bytes);
}

/** Seven-bit text between two marks, as the eight-bit charset that it stands for. */
function shifted(bytes: Buffer, begin: readonly number[], end: readonly number[]): Buffer {
  const out: number[] = [];
  const at = (index: number, mark: readonly number[]) => mark.every((byte, offset) => bytes[index + offset] === byte);
  let inside = false;
  for (let index = 0; index < bytes.length; index++) {
    const mark = inside ? end : begin;
    if (at(index, mark)) {
      inside = !inside;
      index += mark.length - 1;
      continue;
    }
    const byte = bytes[index] ?? 0;
    if (byte === 0x0a) inside = false;
    out.push(inside && byte > 0x20 ? byte | 0x80 : byte);
  }
  return Buffer.from(out);
}
