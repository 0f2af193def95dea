import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cloneHere } from '../support/clone-here';

let clone: string;
beforeAll(() => {
  clone = cloneHere();
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

function evaluate(...args: readonly string[]) {
  return spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/evaluate.ts', ...args], {
    cwd: clone,
    encoding: 'utf8',
    input: '',
  });
}

describe('npm run evaluate', () => {
  test('keeps the gate open, and says that a stand-in scored', () => {
    const { status, stdout, stderr } = evaluate('--gate');
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('gate: open') });
    expect(stdout).toMatch(/^Scored by the sandbox's stand-in/);
  });

  test('closes the gate when a limit is not kept, and names measure, value and limit', () => {
    const file = join(clone, 'config/evaluation.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/routed: [\d.]+/, 'routed: 1'));
    const { status, stderr } = evaluate('--gate');
    writeFileSync(file, text);
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: expect.stringMatching(/gate: routed is [\d.]+ %, at least 100\.0 % is allowed/),
    });
  });

  test('writes the same as page and as JSON, the same in every run, and proposes a change without making it', () => {
    const report = join(clone, 'report.html');
    const categories = readFileSync(join(clone, 'config/categories.yaml'), 'utf8');
    const runs = [1, 2].map(() => {
      expect(evaluate('--folds', '3', '--report', report).status).toBe(0);
      return readFileSync(join(clone, 'report.json'), 'utf8');
    });
    expect(runs[1]).toBe(runs[0]);
    const { crossValidated, heldOut } = JSON.parse(runs[0] ?? '');
    expect(crossValidated.folds).toBe(3);
    expect(readFileSync(report, 'utf8')).toContain(`${heldOut.wrongQueue.count} of ${heldOut.wrongQueue.of}`);
    expect(readFileSync(join(clone, 'config/categories.yaml'), 'utf8')).toBe(categories);
  });

  test('refuses what is no endpoint', () => {
    const { status, stderr } = evaluate('--endpoint', 'arn:aws:s3:::bucket');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('is not the ARN of') });
  });
});
