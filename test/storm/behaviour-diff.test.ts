import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cloneHere } from '../support/clone-here';

/** A clone of this repository whose files may be changed. */
let clone: string;
let temporary: string;

beforeAll(() => {
  clone = cloneHere();
  temporary = mkdtempSync(join(tmpdir(), 'temporary-'));
});
afterAll(() => {
  for (const folder of [clone, temporary]) rmSync(folder, { recursive: true, force: true });
});

function behaviourDiff(...args: readonly string[]) {
  return spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/behaviour-diff.ts', ...args], {
    cwd: clone,
    env: { ...process.env, TMPDIR: temporary },
    encoding: 'utf8',
    maxBuffer: 1 << 28, // the whole evaluation as JSON
  });
}

describe('npm run behaviour:diff', () => {
  test('finds nothing between a commit and its own files, and leaves nothing behind', () => {
    const { status, stdout } = behaviourDiff('dev', 'HEAD');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('none of ') });
    expect(readdirSync(temporary).filter((name) => /^(behaviour|sandbox-output)-/.test(name))).toEqual([]);
    expect(execFileSync('git', ['-C', clone, 'status', '--porcelain'], { encoding: 'utf8' }).trim()).not.toMatch(
      /^ ?[MD]/m,
    );
  });

  test('lists the mails that a raised threshold sends to the fallback queue', () => {
    const file = join(clone, 'config/categories.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('    queue: IRA\n', '    queue: IRA\n    threshold: 1\n'));
    const markdown = join(clone, 'behaviour.md');
    const { status, stdout } = behaviourDiff('dev', 'HEAD', '--json', '--markdown', markdown);
    writeFileSync(file, text);
    expect(status).toBe(2);
    const { changes } = JSON.parse(stdout);
    expect(changes.length).toBeGreaterThan(10);
    for (const { before, after } of changes) {
      expect({ from: before.queue, to: after.queue }).toEqual({ from: 'IRA', to: 'GeneralSupport' });
    }
    // A comment holds no more than 200 rows; the rest is counted.
    const shown = readFileSync(markdown, 'utf8');
    const rows = shown.split('\n').filter((line) => line.startsWith('| broken'));
    const more = Number(/^(\d+) more are not shown/m.exec(shown)?.[1] ?? 0);
    expect(rows).toHaveLength(Math.min(200, changes.length));
    expect(rows.length + more).toBe(changes.length);
  });

  test('says so when the reference is none', () => {
    const { status, stderr } = behaviourDiff('dev', 'no-such-branch');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('no-such-branch is no commit') });
  });
});
