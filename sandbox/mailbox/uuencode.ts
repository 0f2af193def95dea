export interface CutFile {
  readonly name: string;
  readonly bytes: number;
}

const BEGIN = /^begin(?:-base64)? [0-7]{3,4} (\S.*)$/;

/** Takes files out of a text, as programs before MIME put them there. */
export function cutUuencoded(text: string): { readonly text: string; readonly files: readonly CutFile[] } {
  if (!/^begin(?:-base64)? [0-7]{3,4} /m.test(text)) return { text, files: [] };
  const kept: string[] = [];
  const files: CutFile[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const name = BEGIN.exec(line.trimEnd())?.[1];
    if (name === undefined || !isEncoded(lines[index + 1])) {
      kept.push(line);
      continue;
    }
    let bytes = 0;
    while (isEncoded(lines[index + 1])) {
      index++;
      bytes += lengthOf(lines[index] ?? '');
    }
    if (/^(?:`|)\r?$/.test(lines[index + 1] ?? '-')) index++;
    if (/^(?:end|====)\r?$/.test(lines[index + 1] ?? '')) index++;
    files.push({ name, bytes });
  }
  return { text: kept.join('\n'), files };
}

/** Content of a body that is one such file. undefined: it is not. */
export function decodeUuencoded(body: string): Buffer | undefined {
  const lines = body.split(/\r?\n/);
  const begin = lines.findIndex((line) => BEGIN.test(line));
  if (begin < 0) return undefined;
  const decoded: Buffer[] = [];
  for (let index = begin + 1; isEncoded(lines[index]); index++) decoded.push(decodeLine(lines[index] ?? ''));
  return Buffer.concat(decoded);
}

function lengthOf(line: string): number {
  return (line.charCodeAt(0) - 32) & 63;
}

function isEncoded(line: string | undefined): boolean {
  if (line === undefined) return false;
  const content = line.replace(/\r$/, '');
  const needed = Math.ceil(lengthOf(content) / 3) * 4;
  // Trailing blanks, which stand for zeros, get lost; some programs add a check character.
  return /^[ -`]+$/.test(content) && needed > 0 && content.length <= needed + 2 && content.length > needed - 4;
}

function decodeLine(line: string): Buffer {
  const six = (index: number) => (index < line.length ? (line.charCodeAt(index) - 32) & 63 : 0);
  const out: number[] = [];
  for (let index = 1; out.length < lengthOf(line); index += 4) {
    const bits = (six(index) << 18) | (six(index + 1) << 12) | (six(index + 2) << 6) | six(index + 3);
    out.push(bits >> 16, (bits >> 8) & 255, bits & 255);
  }
  return Buffer.from(out.slice(0, lengthOf(line)));
}
