import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { unzipSync } from 'fflate';

export interface UnpackedZip {
  readonly folder: string;
  readonly remove: () => void;
}

/** Unpacks a zip into a folder of its own below the system's temporary folder. @throws {Error} when it is no zip */
export function unpackZip(file: string): UnpackedZip {
  const entries = Object.entries(unzipSync(readFileSync(file)));
  const outside = entries.find(([name]) => isAbsolute(name) || normalize(name).startsWith('..'));
  if (outside !== undefined) throw new Error(`${file}: entry ${outside[0]} leads out of the folder`);
  const folder = mkdtempSync(join(tmpdir(), 'email-routing-function-'));
  for (const [name, bytes] of entries) {
    if (name.endsWith('/')) continue;
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
