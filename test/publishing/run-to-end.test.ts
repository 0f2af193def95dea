import { describe, expect, test } from '@jest/globals';
import { type Program, runToEnd } from '../../publishing/archy/run-to-end';
import { ended } from '../support/is-running';

/** Runs a shell script. */
function run(script: string, options: Partial<Program> = {}) {
  return runToEnd({
    program: '/bin/sh',
    args: ['-c', script],
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', ONLY: 'this' },
    timeLimit: 50_000,
    clean: (line) => line.replaceAll('hidden', '***'),
    ...options,
  });
}

describe('a run', () => {
  test('tells exit code and output, and gives no environment but its own', async () => {
    const done = await run('echo problem >&2; env | grep -E "^(ONLY|HOME)="; exit 7');
    expect(done.ending).toEqual({ kind: 'exit', code: 7 });
    expect(done.output.split('\n').sort()).toEqual(['ONLY=this', 'problem']);
  });

  test('tells the signal that killed the program', async () => {
    expect((await run('kill -KILL $$')).ending).toEqual({ kind: 'killed', signal: 'SIGKILL' });
  });

  test('tells that a program cannot be started', async () => {
    const { ending } = await run('', { program: '/nothing/here' });
    expect(ending).toMatchObject({ kind: 'not-started' });
    expect(JSON.stringify(ending)).toContain('ENOENT');
  });

  test('ends a program that does not want to end, and what it started', async () => {
    const pids: string[] = [];
    const interruption = new AbortController();
    const { ending } = await run(`trap '' TERM; sleep 1000 & echo $! ; echo $$; while :; do sleep 1; done`, {
      signal: interruption.signal,
      onLine: (line) => pids.push(line) === 2 && interruption.abort(),
    });
    expect(ending).toEqual({ kind: 'aborted' });
    await ended(...pids.map(Number));
  });

  test('ends a program after its time', async () => {
    expect((await run('exec sleep 1000', { timeLimit: 50 })).ending).toEqual({ kind: 'timeout' });
  });

  test('is not held up by what the program leaves behind', async () => {
    const pids: string[] = [];
    const done = await run('sleep 1000 & echo $!', { onLine: (line) => pids.push(line) });
    expect(done.ending).toEqual({ kind: 'exit', code: 0 });
    await ended(...pids.map(Number));
  });

  test('keeps the end of much output', async () => {
    const { output } = await run('echo first; yes 0123456789 | head -n 500000; echo last');
    const lines = output.split('\n');
    expect(lines.at(-1)).toBe('last');
    expect(output.length).toBeLessThan(4_200_000);
    const [, left] = /^\[(\d+) lines left out\]/.exec(output) ?? [];
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
