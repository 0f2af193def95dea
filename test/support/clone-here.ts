import { execFileSync } from 'node:child_process';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A clone of this repository whose files may be changed, with the packages that are installed here. Remove it afterwards. */
export function cloneHere(): string {
  const clone = mkdtempSync(join(tmpdir(), 'clone-'));
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', process.cwd(), clone]);
  symlinkSync(resolve('node_modules'), join(clone, 'node_modules'), 'dir');
  return clone;
}
