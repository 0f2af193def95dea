/** How files that are no mail begin. */
const BEGINNINGS: readonly (readonly [kind: string, ...bytes: number[]])[] = [
  ['an Outlook message (.msg); save it from Outlook as .eml, or forward it', 0xd0, 0xcf, 0x11, 0xe0],
  ['a PDF', 0x25, 0x50, 0x44, 0x46],
  ['a zip archive, or an Office document', 0x50, 0x4b, 0x03, 0x04],
  ['a gzip archive', 0x1f, 0x8b],
  ['a PNG image', 0x89, 0x50, 0x4e, 0x47],
  ['a JPEG image', 0xff, 0xd8, 0xff],
  ['a GIF image', 0x47, 0x49, 0x46, 0x38],
  ['an RTF document', 0x7b, 0x5c, 0x72, 0x74, 0x66],
  ['an Outlook data file (.pst); export its mails as .eml', 0x21, 0x42, 0x44, 0x4e],
  ['a TNEF file (winmail.dat)', 0x78, 0x9f, 0x3e, 0x22],
  ['a program', 0x7f, 0x45, 0x4c, 0x46],
  ['a program', 0x4d, 0x5a],
];

const HEADER =
  /^(?:from|to|subject|date|message-id|received|return-path|mime-version|content-type|reply-to|delivered-to|x-[\w-]+|[\w-]{2,40}):[ \t]/im;

/** What a file is that is no mail in the format of RFC 5322, in words. undefined: it may be one. */
export function nameFileKind(file: Buffer): string | undefined {
  const known = BEGINNINGS.find(([, ...bytes]) => bytes.every((byte, index) => file[index] === byte));
  if (known !== undefined) return known[0];
  if (file.length === 0) return 'empty';
  const head = file.toString('latin1', 0, 8192);
  if (/^\s*(?:<!doctype html|<html)/i.test(head)) return 'an HTML page';
  if (/^\s*[{[]/.test(head)) return 'JSON';
  if (head.includes('\0')) return 'binary data';
  if (/^From \S/.test(head) && file.includes('\n\nFrom '))
    return 'an mbox file of several mails; split it into one file for each';
  const [first = ''] = head.split(/\r?\n\r?\n/);
  return HEADER.test(first.replace(/^\xef\xbb\xbf/, ''))
    ? undefined
    : 'text without the headers of a mail (From, Subject …)';
}
