import { isUtf8 } from 'node:buffer';
import { decodeUuencoded } from './uuencode';

const BASE64_LINE = /^[A-Za-z0-9+/]*={0,2}[ \t]*$/;

/**
 * Content of a part, without its Content-Transfer-Encoding. What does not fit the encoding that it claims is kept as it is;
 * text that a gateway appended to base64 is left out.
 * @param isText whether to look for an encoding that was not declared
 */
export function decodeTransfer(bytes: Buffer, encoding: string, isText: boolean): Buffer {
  switch (encoding) {
    case 'base64':
      return decodeBase64(bytes) ?? bytes;
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes);
    case 'x-uuencode':
    case 'x-uue':
    case 'uuencode':
    case 'uue':
      return decodeUuencoded(bytes.toString('latin1')) ?? bytes;
    default:
      return (isText ? undeclared(bytes) : undefined) ?? bytes;
  }
}

/** undefined: it begins with something else. */
function decodeBase64(bytes: Buffer): Buffer | undefined {
  const lines = bytes.toString('latin1').split(/\r?\n/);
  const decoded: Buffer[] = [];
  let run: string[] = [];
  let started = false;
  for (const line of lines) {
    if (!BASE64_LINE.test(line)) break;
    const content = line.trimEnd();
    // After its padding a blank line ends it; text may follow that looks like base64.
    if (content === '' && started && run.length === 0) break;
    if (content === '') continue;
    started = true;
    run.push(content);
    if (!content.endsWith('=')) continue;
    decoded.push(Buffer.from(run.join(''), 'base64'));
    run = [];
  }
  if (run.length > 0) decoded.push(Buffer.from(run.join(''), 'base64'));
  return started ? Buffer.concat(decoded) : undefined;
}

function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const text = bytes
    .toString('latin1')
    .split('\n')
    .map(withoutPadding)
    .join('\n')
    .replace(/=\r?\n|=$/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

/** Blanks at the end of a line were added on the way; other bytes there belong to the text. */
function withoutPadding(line: string): string {
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  let kept = end;
  while (kept > 0 && (line[kept - 1] === ' ' || line[kept - 1] === '\t')) kept--;
  return line.slice(0, kept) + line.slice(end);
}

/** Text that is all base64, or all quoted-printable, and does not say so. */
function undeclared(bytes: Buffer): Buffer | undefined {
  const head = bytes.subarray(0, 4096).toString('latin1');
  const [first = '', second = ''] = head.trimStart().split(/\r?\n/);
  if (first.length >= 60 && first.length % 4 === 0 && BASE64_LINE.test(first) && BASE64_LINE.test(second)) {
    const decoded = decodeBase64(bytes);
    return decoded !== undefined && isUtf8(decoded) && !decoded.includes(0) ? decoded : undefined;
  }
  const softBreaks = /[^\r\n]{60,75}=\r?\n/.test(head);
  const quotedOnly = !/=(?![0-9A-F]{2}|\r?\n|$)/.test(head);
  return softBreaks && quotedOnly && /=[0-9A-F]{2}/.test(head) ? decodeQuotedPrintable(bytes) : undefined;
}
