import { type HeldLock, type LockHolder, tryLock } from './flow-lock';

export interface LockWait {
  readonly folder: string;
  readonly name: string;
  /** How long to wait for another holder, milliseconds. */
  readonly patience: number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told once, when another process holds the lock. */
  readonly onBusy: (holder: LockHolder) => void;
}

const PAUSE = 500;

/** Waits for the lock. @returns the holder when it was not released in time */
export async function holdLock({ folder, name, patience, wait, onBusy }: LockWait): Promise<HeldLock | LockHolder> {
  for (let waited = 0; ; waited += PAUSE) {
    const attempt = tryLock(folder, name);
    if ('release' in attempt) return attempt;
    if (waited === 0) onBusy(attempt.holder);
    if (waited >= patience) return attempt.holder;
    await wait(PAUSE);
  }
}
