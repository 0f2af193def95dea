import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { bundleLambda, lambdaZip } from '../../../stacks/artifacts/lambda-bundle';
import { CATEGORIES } from '../../support/lambda-environment';

/** A checkout elsewhere with the same packages and a cache of its own. */
let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'checkout-'));
  for (const path of ['lambda', 'stacks/artifacts/lambda-bundle.ts', 'package.json', 'package-lock.json']) {
    cpSync(path, join(root, path), { recursive: true });
  }
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync('node_modules').filter((entry) => !entry.startsWith('.'))) {
    symlinkSync(join(process.cwd(), 'node_modules', name), join(root, 'node_modules', name));
  }
});
afterAll(() => rmSync(root, { recursive: true }));

function code(zip: Uint8Array): string {
  return Buffer.from(unzipSync(zip)['index.mjs'] ?? []).toString();
}

describe('the zip', () => {
  test('is the same byte for byte in another folder and in other time zones', () => {
    const { sha256, zip } = bundleLambda(root, CATEGORIES);
    expect(Buffer.compare(zip, lambdaZip(process.cwd(), CATEGORIES))).toBe(0);
    for (const TZ of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      const command = ['scripts/run.mjs', 'test/support/print-lambda-zip-hash.ts'];
      expect(execFileSync(process.execPath, command, { env: { ...process.env, TZ }, encoding: 'utf8' })).toBe(sha256);
    }
  });

  test('holds the bundle, and of the categories what the function needs', () => {
    const described = CATEGORIES.map((category) => ({ ...category, description: 'for people' }));
    const files = unzipSync(lambdaZip(root, described));
    expect(Object.keys(files)).toEqual(['categories.json', 'index.mjs']);
    expect(JSON.parse(Buffer.from(files['categories.json'] ?? []).toString())).toEqual(CATEGORIES);
  });

  test('names no folder of the machine and needs no CommonJS', () => {
    const text = code(bundleLambda(root, CATEGORIES).zip);
    for (const found of [root, process.cwd(), 'node_modules', 'Dynamic require']) expect(text).not.toContain(found);
  });
});

describe('the cache', () => {
  test('gives back the same file', () => {
    const { file, zip, sha256 } = bundleLambda(root, CATEGORIES);
    expect(Buffer.compare(readFileSync(file), zip)).toBe(0);
    expect(bundleLambda(root, CATEGORIES)).toMatchObject({ file, sha256 });
  });

  test.each(['lambda.zip', 'lambda.zip.sha256'])('makes a damaged %s anew', (name) => {
    const { file, sha256 } = bundleLambda(root, CATEGORIES);
    writeFileSync(join(dirname(file), name), 'PK');
    expect(bundleLambda(root, CATEGORIES).sha256).toBe(sha256);
    expect(Buffer.compare(readFileSync(file), lambdaZip(root, CATEGORIES))).toBe(0);
  });

  test.each(['lambda/deadlines.ts', 'stacks/artifacts/lambda-bundle.ts', 'package-lock.json'])(
    'sees a change of %s',
    (path) => {
      const { file } = bundleLambda(root, CATEGORIES);
      appendFileSync(join(root, path), '\n');
      expect(bundleLambda(root, CATEGORIES).file).not.toBe(file);
    },
  );

  test('never gives back the zip of other sources, queues or thresholds', () => {
    const before = bundleLambda(root, CATEGORIES).sha256;
    const deadlines = readFileSync('lambda/deadlines.ts', 'utf8');
    writeFileSync(join(root, 'lambda', 'deadlines.ts'), deadlines.replace('8_000', '7_000'));
    const variants = [
      CATEGORIES,
      CATEGORIES.map((category) => (category.label === 'IRA' ? { ...category, queue: 'IRA' } : category)),
      CATEGORIES.map((category) => (category.label === 'IRA' ? { ...category, threshold: 0.5 } : category)),
    ];
    const hashes = variants.map((categories) => bundleLambda(root, categories).sha256);
    expect(new Set([before, ...hashes]).size).toBe(4);
  });
});
