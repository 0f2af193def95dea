import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes the states of a local backend and their backups their owner's alone: they hold the API key in clear.
 * Terraform writes them for everybody to read, and keeps the mode of a file that is there.
 */
export function keepStatePrivate(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (/\.tfstate(\.backup|\.\d+\.backup)?$/.test(name) && !name.includes('-state.tfstate'))
      chmodSync(join(folder, name), 0o600);
  }
}
