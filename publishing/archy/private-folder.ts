import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { PreflightError } from '../../config/preflight-error';
import type { Variables } from '../../config/region-variables';

/**
 * This user's folder for runs of Archy: one for all checkouts on this machine.
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

const HOST = hostname().replace(/[^0-9A-Za-z.-]/g, '');
const RUN = /^run-(?<pid>\d+)-(?<host>.+)-[0-9A-Za-z]{6}$/;
/** Age from which on a run counts as dead whatever else seems, milliseconds. */
const LONGEST_RUN = 24 * 60 * 60 * 1000;

/** Makes a folder, mode 0700, for one run of Archy. Its name tells which process it belongs to. */
export function makeRunFolder(folder: string): string {
  return mkdtempSync(join(folder, `run-${process.pid}-${HOST}-`));
}

/** Removes what killed processes left behind: their options files hold a secret. */
export function sweepRuns(folder: string): void {
  for (const name of readdirSync(folder)) {
    const { pid, host } = RUN.exec(name)?.groups ?? {};
    const path = join(folder, name);
    if (pid === undefined || ((host !== HOST || isRunning(Number(pid))) && !isOld(path))) continue;
    rmSync(path, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isOld(path: string): boolean {
  const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Number.POSITIVE_INFINITY };
  return Date.now() - mtimeMs > LONGEST_RUN;
}
