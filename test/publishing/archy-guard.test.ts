import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type GuardedRun, runGuarded } from '../../publishing/archy/run-guarded';
import { ended } from '../support/is-running';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guard-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a shell script under the guard. */
function run(script: string, options: Partial<GuardedRun> = {}) {
  return runGuarded({
    guard: join(process.cwd(), 'publishing/archy/guard.mjs'),
    program: '/bin/sh',
    args: ['-c', script],
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', FOLDER: join(folder, 'run') },
    folder: join(folder, 'run'),
    files: { secret: 'x' },
    resultsFile: 'results',
    timeLimit: 30_000,
    grace: 200,
    clean: (line) => line.replaceAll('hidden', '***'),
    ...options,
  });
}

describe('a guarded run', () => {
  test('tells exit code, output and results, and its folder is gone', async () => {
    const done = await run(
      'ls -l "$FOLDER/secret" | cut -c1-10; echo problem >&2; echo done > "$FOLDER/results"; exit 7',
    );
    expect(done.ending).toEqual({ kind: 'exit', code: 7 });
    expect(done.output.split('\n').filter(Boolean).sort()).toEqual(['-rw-------', 'problem']);
    expect(done.results).toBe('done\n');
    expect(existsSync(join(folder, 'run'))).toBe(false);
  });

  test('tells the signal that killed the program', async () => {
    expect((await run('kill -KILL $$')).ending).toEqual({ kind: 'killed', signal: 'SIGKILL' });
  });

  test('tells that a program cannot be started', async () => {
    const { ending } = await run('', { program: join(folder, 'nothing') });
    expect(ending).toMatchObject({ kind: 'not-started' });
    expect(JSON.stringify(ending)).toContain('ENOENT');
  });

  test('tells that its folder cannot be made', async () => {
    const { ending } = await run('true', { folder: join(folder, 'not', 'there') });
    expect(ending).toMatchObject({ kind: 'not-started' });
  });

  test('ends a program that does not want to end, and what it started', async () => {
    const pids: string[] = [];
    const { ending } = await run(`trap '' TERM; sleep 1000 & echo $! ; echo $$; while :; do sleep 1; done`, {
      timeLimit: 300,
      onLine: (line) => pids.push(line),
    });
    expect(ending).toEqual({ kind: 'timeout' });
    expect(pids).toHaveLength(2);
    await ended(...pids.map(Number));
  });

  test('keeps beginning and end of much output', async () => {
    const { output } = await run('echo first; yes 0123456789 | head -n 500000; echo last');
    const lines = output.split('\n');
    expect([lines[0], lines.at(-1)]).toEqual(['first', 'last']);
    expect(output.length).toBeLessThan(4_000_000);
    const [, left] = /\[(\d+) lines left out\]/.exec(output) ?? [];
    expect(Number(left) + lines.length - 1).toBe(500_002);
  });

  test('cuts a line that never ends', async () => {
    const { output } = await run('head -c 3000000 /dev/zero | tr "\\0" x; echo; echo last');
    expect(output.split('\n').map((line) => line.length)).toEqual([10_001, 4]);
  });

  test('cleans each line before anything else sees it, however it came', async () => {
    const lines: string[] = [];
    const script = 'printf hid; echo problem >&2; sleep 0.1; printf "den\\n"';
    const { output } = await run(script, { onLine: (line) => lines.push(line) });
    expect([lines.sort(), output.split('\n').sort()]).toEqual([
      ['***', 'problem'],
      ['***', 'problem'],
    ]);
  });

  test('hands on whole lines, characters of several bytes included', async () => {
    const lines: string[] = [];
    await run('printf "Gr\\303"; sleep 0.1; printf "\\274\\303\\237e\\nrest"', { onLine: (line) => lines.push(line) });
    expect(lines).toEqual(['Grüße', 'rest']);
  });
});
