import { decodeText } from './decode-text';

/** Numbers of MS-OXTNEF and MS-OXPROPS. */
const SIGNATURE = 0x223e9f78;
const ATT_BODY = 0x0002800c;
const ATT_CODE_PAGE = 0x00069007;
const ATT_PROPERTIES = 0x00069003;
const BODY = 0x1000;
const HTML = 0x1013;
const INTERNET_CODE_PAGE = 0x3fde;
const FIXED_SIZES: ReadonlyMap<number, number> = new Map([
  ...([0x0002, 0x0003, 0x0004, 0x000a, 0x000b].map((type) => [type, 4]) as [number, number][]),
  ...([0x0005, 0x0006, 0x0007, 0x0014, 0x0040].map((type) => [type, 8]) as [number, number][]),
  [0x0048, 16],
]);
const UNICODE = 0x001f;
const MULTIPLE = 0x1000;

/** The text of a winmail.dat. undefined: it holds none, or only as compressed RTF, or is damaged. */
export function readTnef(file: Buffer): { readonly text: string; readonly html: string } | undefined {
  try {
    return read(file);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function read(file: Buffer): { readonly text: string; readonly html: string } | undefined {
  if (file.length < 6 || file.readUInt32LE(0) !== SIGNATURE) return undefined;
  let codePage = 1252;
  let text = '';
  let html = '';
  for (let at = 6; at + 9 <= file.length; ) {
    const attribute = file.readUInt32LE(at + 1);
    const length = file.readUInt32LE(at + 5);
    const data = file.subarray(at + 9, at + 9 + length);
    at += 9 + length + 2;
    if (attribute === ATT_CODE_PAGE) codePage = data.readUInt32LE(0);
    if (attribute === ATT_BODY) text ||= decodeText(withoutEnd(data), `cp${codePage}`);
    if (attribute !== ATT_PROPERTIES) continue;
    const properties = readProperties(data);
    const page = properties.get(INTERNET_CODE_PAGE)?.value.readUInt32LE(0) ?? codePage;
    const label = page === 65001 ? 'utf-8' : `cp${page}`;
    const decode = (property: Property | undefined): string => {
      if (property === undefined) return '';
      return property.type === UNICODE
        ? property.value.toString('utf16le').replace(/\0+$/, '')
        : decodeText(withoutEnd(property.value), label);
    };
    text = decode(properties.get(BODY)) || text;
    html = decode(properties.get(HTML)) || html;
  }
  return text === '' && html === '' ? undefined : { text, html };
}

interface Property {
  readonly type: number;
  readonly value: Buffer;
}

/** @throws {RangeError} when the data ends too soon */
function readProperties(data: Buffer): ReadonlyMap<number, Property> {
  const properties = new Map<number, Property>();
  let at = 4;
  for (let left = data.readUInt32LE(0); left > 0; left--) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) at = afterName(data, at);
    const fixed = FIXED_SIZES.get(type);
    if (fixed !== undefined) {
      properties.set(id, { type, value: data.subarray(at, at + fixed) });
      at += fixed;
      continue;
    }
    const single = FIXED_SIZES.get(type & ~MULTIPLE);
    const count = data.readUInt32LE(at);
    at += 4;
    if (single !== undefined) {
      at += count * single;
      continue;
    }
    for (let value = 0; value < count; value++) {
      const length = data.readUInt32LE(at);
      properties.set(id, { type, value: data.subarray(at + 4, at + 4 + length) });
      at += 4 + padded(length);
    }
  }
  return properties;
}

/** A property with a name of its own has it in front of its value. */
function afterName(data: Buffer, at: number): number {
  const isText = data.readUInt32LE(at + 16) === 1;
  return at + 24 + (isText ? padded(data.readUInt32LE(at + 20)) : 0);
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function withoutEnd(value: Buffer): Buffer {
  const end = value.indexOf(0);
  return end < 0 ? value : value.subarray(0, end);
}
