import { randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, ownIdentity, type ProcessIdentity } from './process-identity';

/** A lock that this process holds. */
export interface HeldLock {
  release(): void;
}

export type LockAttempt = HeldLock | { readonly holder: LockHolder };

export interface LockHolder extends ProcessIdentity {
  /** ISO 8601. */
  readonly since: string;
}

/**
 * Tries to take the lock of that name among all processes that use the folder.
 *
 * The lock is a row of numbered files of which the highest counts. Whoever finds its holder gone or done makes the next
 * one, which only one process can; a name is never used again, so a slow process cannot take a new lock for the stale one
 * it saw. The highest file always stays. A lock of another machine, which cannot be asked, is believed.
 */
export function tryLock(folder: string, name: string): LockAttempt {
  for (;;) {
    const top = highest(folder, name);
    const holder = top === 0 ? undefined : holderOf(file(top));
    if (holder !== undefined) return { holder };
    const own = file(top + 1);
    if (!create(folder, own)) continue;
    if (highest(folder, name) !== top + 1) {
      rmSync(own, { force: true }); // came so late that others had gone on and cleared the files below
      continue;
    }
    for (const number of numbers(folder, name)) if (number <= top) rmSync(file(number), { force: true });
    return { release: () => writeFileSync(own, '') };
  }

  function file(number: number): string {
    return join(folder, `${name}.lock.${number}`);
  }
}

function numbers(folder: string, name: string): number[] {
  const prefix = `${name}.lock.`;
  return readdirSync(folder)
    .filter((entry) => entry.startsWith(prefix) && /^\d+$/.test(entry.slice(prefix.length)))
    .map((entry) => Number(entry.slice(prefix.length)));
}

function highest(folder: string, name: string): number {
  return Math.max(0, ...numbers(folder, name));
}

/** Makes the file with its whole content at once. False when it is there already. */
function create(folder: string, path: string): boolean {
  const holder: LockHolder = { ...ownIdentity(), since: new Date().toISOString() };
  const draft = join(folder, `draft-${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Who holds the lock in that file; undefined when nobody does any more. */
function holderOf(path: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as LockHolder;
    return isAlive(holder) === false ? undefined : holder;
  } catch {
    return undefined; // released, or cleared by the next holder
  }
}
