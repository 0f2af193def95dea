import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Variables } from '../../config/region-variables';
import { PreflightError } from '../../operations/preflight/preflight-error';
import { isAlive, ownIdentity } from './process-identity';

/**
 * This user's folder for locks, records of publications and runs of Archy: one for all checkouts on this machine.
 * @throws {PreflightError} when it cannot be made, or belongs to somebody else
 */
export function privateFolder(variables: Variables): string {
  const { homedir, uid } = userInfo();
  const base = variables['XDG_STATE_HOME'] || join(variables['HOME'] || homedir, '.local', 'state');
  const folder = join(base, 'email-routing');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (uid >= 0 && statSync(folder).uid !== uid) throw new Error('it belongs to another user');
    chmodSync(folder, 0o700);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PreflightError([`${folder} cannot be used: ${reason}. Set XDG_STATE_HOME to a folder of your own`]);
  }
  return folder;
}

const LEFTOVER = /^(?:run|draft)-(?<pid>\d+)-(?<started>[^-]*)-(?<host>.+)-[0-9a-f]{12}$/;
/** Age from which on a run of another machine, which cannot be asked, is taken for dead, milliseconds. */
const LONGEST_RUN = 24 * 60 * 60 * 1000;

/** A new path in the folder whose name tells which process it belongs to. */
export function ownPath(folder: string, kind: 'run' | 'draft'): string {
  const { host, pid, started } = ownIdentity();
  return join(folder, `${kind}-${pid}-${started}-${host}-${randomBytes(6).toString('hex')}`);
}

/** Removes what runs left behind whose invoker and guard were killed at once: their options files hold a secret. */
export function sweepRuns(folder: string): void {
  for (const name of readdirSync(folder)) {
    const { pid, started, host } = LEFTOVER.exec(name)?.groups ?? {};
    if (pid === undefined || started === undefined || host === undefined) continue;
    const path = join(folder, name);
    const alive = isAlive({ host, pid: Number(pid), started }) ?? !isOld(path);
    if (!alive) rmSync(path, { recursive: true, force: true });
  }
}

function isOld(path: string): boolean {
  const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Number.POSITIVE_INFINITY };
  return Date.now() - mtimeMs > LONGEST_RUN;
}
