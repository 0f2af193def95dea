import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until it is so, and fails after `seconds`. */
export async function until(what: string, isSo: () => boolean, seconds = 30): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`not ${what} after ${seconds} s`);
    await sleep(50);
  }
}
