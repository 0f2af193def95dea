import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { unzipSync } from 'fflate';

export interface UnpackedZip {
  readonly folder: string;
  readonly remove: () => void;
}

/** Unpacks a zip into a folder of its own below the system's temporary folder. @throws {Error} when it is no zip */
export function unpackZip(file: string): UnpackedZip {
  const entries = Object.entries(unzipSync(readFileSync(file)));
  const folder = mkdtempSync(join(tmpdir(), 'email-routing-function-'));
  for (const [name, bytes] of entries) {
    const path = join(folder, name);
    if (!path.startsWith(folder + sep)) throw new Error(`${file}: entry ${name} leads out of the folder`);
    if (name.endsWith('/')) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
