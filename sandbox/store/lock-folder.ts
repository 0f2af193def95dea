import { join } from 'node:path';
import { KnownError } from '../../config/known-error';
import { type HeldLock, tryLock } from './numbered-lock';
import { ownIdentity } from './process-identity';

/** Another sandbox keeps its mails in the folder. */
export class FolderInUseError extends KnownError {
  override readonly name = 'FolderInUseError';
}

const NAME = 'mails';

/** Takes a folder of mails for this process alone; that of a process which has ended, however it did, is free. @throws {FolderInUseError} */
export function lockFolder(dir: string): HeldLock {
  const attempt = tryLock(dir, NAME);
  if ('release' in attempt) return attempt;
  const { pid, host, since } = attempt.holder;
  const elsewhere = host !== ownIdentity().host;
  throw new FolderInUseError(
    `${dir} is in use by another sandbox, process ${pid}${elsewhere ? ` on ${host}` : ''}, since ${since}; ` +
      `end that one first, or keep the mails in another folder${elsewhere ? `. If it is gone, remove ${join(dir, `${NAME}.lock.*`)}` : ''}`,
  );
}
