import { spawn, spawnSync } from 'node:child_process';
import { linkSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type LockAttempt, tryLock } from '../../../sandbox/store/numbered-lock';
import { isAlive, ownIdentity } from '../../../sandbox/store/process-identity';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const held = (attempt: LockAttempt) => {
  if (!('release' in attempt)) throw new Error(`held by ${attempt.holder.pid}`);
  return attempt;
};

/** A process that has ended. */
function deadProcess() {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  return { ...ownIdentity(), pid };
}

function leave(number: number, holder: object): void {
  writeFileSync(join(folder, 'draft'), JSON.stringify(holder));
  linkSync(join(folder, 'draft'), join(folder, `flow.lock.${number}`));
  rmSync(join(folder, 'draft'));
}

describe('a lock', () => {
  test('is held by one at a time', () => {
    const first = held(tryLock(folder, 'flow'));
    expect(tryLock(folder, 'flow')).toMatchObject({ holder: { pid: process.pid } });
    expect(tryLock(folder, 'other')).toHaveProperty('release');
    first.release();
    expect(tryLock(folder, 'flow')).toHaveProperty('release');
  });

  test('leaves one file behind, however often it is taken', () => {
    for (let n = 0; n < 5; n++) held(tryLock(folder, 'flow')).release();
    expect(readdirSync(folder)).toEqual(['flow.lock.5']);
  });

  test('of a process that has ended is taken over', () => {
    leave(3, { ...deadProcess(), since: 'then' });
    expect(tryLock(folder, 'flow')).toHaveProperty('release');
  });

  test('of a process whose id another process has now is taken over', () => {
    leave(1, { ...ownIdentity(), started: 'long ago', since: 'then' });
    expect(tryLock(folder, 'flow')).toHaveProperty('release');
  });

  test('of another machine is believed, however old', () => {
    leave(1, { ...ownIdentity(), host: 'elsewhere', since: 'then' });
    utimesSync(join(folder, 'flow.lock.1'), 0, 0);
    expect(tryLock(folder, 'flow')).toMatchObject({ holder: { host: 'elsewhere' } });
  });

  test('with an unreadable file is taken over', () => {
    writeFileSync(join(folder, 'flow.lock.1'), '{"pid": 1');
    expect(tryLock(folder, 'flow')).toHaveProperty('release');
  });
});

test('several processes never hold a lock at the same time, and each gets it', async () => {
  const contenders = [1, 2, 3, 4].map(() => {
    const args = ['scripts/run.mjs', 'test/support/lock-contender.ts', folder, '25'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, errors })));
  });
  const fine = { code: 0, errors: '' };
  expect(await Promise.all(contenders)).toEqual([fine, fine, fine, fine]);
  expect(readdirSync(folder)).toEqual(['contended.lock.100']);
});

test('a process is told from another one that has its id', () => {
  const own = ownIdentity();
  expect(isAlive(own)).toBe(true);
  expect(isAlive({ ...own, started: '1' })).toBe(false);
  expect(isAlive(deadProcess())).toBe(false);
  expect(isAlive({ ...own, host: 'elsewhere' })).toBeUndefined();
});
