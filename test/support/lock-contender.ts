// Takes and releases a lock many times: `node scripts/run.mjs test/support/lock-contender.ts FOLDER TIMES`.
// Two holders at a time would both want to make the file `inside`; that ends with an error.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock } from '../../sandbox/store/numbered-lock';

const [, , folder = '', times = '0'] = process.argv;
const inside = join(folder, 'inside');

async function contend(): Promise<void> {
  for (let taken = 0; taken < Number(times); ) {
    const attempt = tryLock(folder, 'contended');
    if ('release' in attempt) {
      writeFileSync(inside, String(process.pid), { flag: 'wx' });
      await new Promise((resolve) => setImmediate(resolve));
      rmSync(inside);
      attempt.release();
      taken += 1;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

contend().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
