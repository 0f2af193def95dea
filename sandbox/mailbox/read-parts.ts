import { Headers, type MimeNode, Splitter } from '@zone-eu/mailsplit';
import { decodeTransfer } from './decode-transfer';

/** A part of a message, and the parts inside it. */
export interface MimePart {
  /** `text/plain` and its like, in lower case. */
  readonly type: string;
  /** `mixed`, `alternative` …; empty when it is not a multipart. */
  readonly multipart: string;
  /** As the part spells it; empty when it declares none. */
  readonly charset: string;
  readonly attached: boolean;
  /** Empty when it has none. */
  readonly filename: string;
  readonly flowed: { readonly delSp: boolean } | undefined;
  /** Values of a header as latin1 strings, in order. */
  header(name: string): readonly string[];
  /** Content without its transfer encoding; of a multipart what stands outside of its parts. */
  readonly content: Buffer;
  readonly parts: readonly MimePart[];
}

/** More parts than any writer sends. */
const MAX_PARTS = 1000;

/**
 * Takes a message apart. What cannot be taken apart (thousands of parts) is one part of text with the message's own headers.
 * @param raw the bytes of a message; those without any header are text
 */
export async function readParts(raw: Buffer): Promise<MimePart> {
  const { head, body } = splitHead(raw);
  try {
    return await split(Buffer.concat([head, body]), raw.length);
  } catch {
    const headers = new Headers(head);
    return { ...plainPart(body), header: (name) => valuesOf(headers, name) };
  }
}

async function split(message: Buffer, maxHeadSize: number): Promise<MimePart> {
  const splitter = new Splitter({
    ignoreEmbedded: true,
    maxChildNodes: MAX_PARTS,
    maxHeadSize: 1024 + maxHeadSize * 64,
  });
  const nodes = new Map<MimeNode, { readonly chunks: Buffer[]; readonly children: MimeNode[] }>();
  let root: MimeNode | undefined;
  splitter.end(message);
  for await (const chunk of splitter) {
    const node: MimeNode = chunk.type === 'node' ? chunk : chunk.node;
    let entry = nodes.get(node);
    if (entry === undefined) {
      entry = { chunks: [], children: [] };
      nodes.set(node, entry);
      root ??= node;
      if (node.parentNode !== false) nodes.get(node.parentNode)?.children.push(node);
    }
    // `data` of a part that is no multipart is the delimiter in front of it.
    if (chunk.type !== 'node' && (chunk.type === 'body' || node.multipart)) entry.chunks.push(chunk.value);
  }
  const partOf = (node: MimeNode): MimePart => {
    const { chunks = [], children = [] } = nodes.get(node) ?? {};
    const inDigest = node.parentNode !== false && node.parentNode.multipart === 'digest';
    const untyped = node.headers === false || !node.headers.hasHeader('content-type');
    const type = inDigest && untyped ? 'message/rfc822' : node.contentType || 'text/plain';
    const text = type.startsWith('text/');
    return {
      type,
      multipart: node.multipart || '',
      charset: node.charset || '',
      attached: node.disposition !== false && node.disposition !== '' && node.disposition !== 'inline',
      filename: node.filename || '',
      flowed: node.flowed ? { delSp: node.delSp } : undefined,
      header: (name) => (node.headers === false ? [] : valuesOf(node.headers, name)),
      content: decodeTransfer(Buffer.concat(chunks), encodingOf(node.encoding), text),
      parts: children.map(partOf),
    };
  };
  return root === undefined ? plainPart(message) : partOf(root);
}

/** `"base64"`, `base64;` and their like. */
function encodingOf(header: string | false): string {
  return /[\w-]+/.exec(header || '')?.[0] ?? '';
}

function plainPart(content: Buffer): MimePart {
  return {
    ...{ type: 'text/plain', multipart: '', charset: '', attached: false, filename: '', flowed: undefined },
    ...{ header: () => [], content, parts: [] },
  };
}

function valuesOf(headers: Headers, name: string): readonly string[] {
  return headers.getList().flatMap(({ key, line }) => (key === name ? [line.slice(line.indexOf(':') + 1).trim()] : []));
}

const HEADER_LINE = /^[!-9;-~]{1,200}[ \t]*:/;

/**
 * Parts headers and body where mail programs see it: at the first blank line, or before the first line that is no header.
 * `head` ends in a blank line, and is that line alone when there are no headers.
 */
export function splitHead(raw: Buffer): { readonly head: Buffer; readonly body: Buffer } {
  let start = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0;
  const first = start;
  while (start < raw.length) {
    const found = raw.indexOf(0x0a, start);
    const end = found < 0 ? raw.length : found + 1;
    const line = raw.toString('latin1', start, Math.min(end, start + 1000));
    if (line === '\r\n' || line === '\n') return { head: raw.subarray(first, end), body: raw.subarray(end) };
    const isHeader = HEADER_LINE.test(line) || (start > first ? /^[ \t]/.test(line) : /^From /.test(line));
    if (!isHeader) break;
    start = end;
  }
  const whole = start > first && raw[start - 1] !== 0x0a ? '\r\n\r\n' : '\r\n';
  return { head: Buffer.concat([raw.subarray(first, start), Buffer.from(whole)]), body: raw.subarray(start) };
}
