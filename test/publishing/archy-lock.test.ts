import { spawn, spawnSync } from 'node:child_process';
import { linkSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type LockAttempt, tryLock } from '../../publishing/archy/flow-lock';
import { holdLock } from '../../publishing/archy/hold-lock';
import { ownPath, privateFolder, sweepRuns } from '../../publishing/archy/private-folder';
import { isAlive, ownIdentity } from '../../publishing/archy/process-identity';

jest.setTimeout(60_000);

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

  test('of another machine is believed for an hour', () => {
    leave(1, { ...ownIdentity(), host: 'elsewhere', since: 'then' });
    expect(tryLock(folder, 'flow')).toMatchObject({ holder: { host: 'elsewhere' } });
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(join(folder, 'flow.lock.1'), old, old);
    expect(tryLock(folder, 'flow')).toHaveProperty('release');
  });

  test('with an unreadable file is taken over', () => {
    writeFileSync(join(folder, 'flow.lock.1'), '{"pid": 1');
    expect(tryLock(folder, 'flow')).toHaveProperty('release');
  });

  test('is waited for, with one word about it', async () => {
    const first = held(tryLock(folder, 'flow'));
    const busy: number[] = [];
    const waits: number[] = [];
    const second = await holdLock({
      folder,
      name: 'flow',
      patience: 60_000,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        if (waits.length === 3) first.release();
      },
      onBusy: ({ pid }) => busy.push(pid),
    });
    expect(second).toHaveProperty('release');
    expect([busy, waits.length]).toEqual([[process.pid], 3]);
  });

  test('is not waited for for ever', async () => {
    held(tryLock(folder, 'flow'));
    const wait = async () => {};
    const outcome = await holdLock({ folder, name: 'flow', patience: 5_000, wait, onBusy: () => {} });
    expect(outcome).toMatchObject({ pid: process.pid });
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

test('a sweep removes what dead runs left and nothing else', () => {
  const own = ownPath(folder, 'run');
  const dead = own.replace(`run-${process.pid}-`, `run-${deadProcess().pid}-`);
  const foreign = own.replace(ownIdentity().host, 'elsewhere');
  const oldForeign = own.replace(ownIdentity().host, 'long-gone');
  for (const path of [own, dead, foreign, oldForeign, join(folder, 'flow.lock.1'), join(folder, 'run-notes')]) {
    writeFileSync(path, '');
  }
  const old = new Date(Date.now() - 48 * 60 * 60 * 1000);
  utimesSync(oldForeign, old, old);
  sweepRuns(folder);
  const kept = [own, foreign, join(folder, 'flow.lock.1'), join(folder, 'run-notes')];
  expect(
    readdirSync(folder)
      .map((name) => join(folder, name))
      .sort(),
  ).toEqual(kept.sort());
});

test('the private folder is for its owner only, and a fault says what to set', () => {
  const path = privateFolder({ XDG_STATE_HOME: folder });
  expect(path).toBe(join(folder, 'email-routing'));
  writeFileSync(join(folder, 'file'), '');
  expect(() => privateFolder({ XDG_STATE_HOME: join(folder, 'file') })).toThrow('Set XDG_STATE_HOME');
});
