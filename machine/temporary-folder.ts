import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanAtExit } from './interruption';

export interface TemporaryFolder {
  readonly folder: string;
  remove(): void;
}

/** A folder below the system's temporary one. It does not outlive the process, even when Ctrl-C ends it. */
export function temporaryFolder(prefix: string): TemporaryFolder {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const forget = cleanAtExit(remove);
  return {
    folder,
    remove() {
      remove();
      forget();
    },
  };
}
