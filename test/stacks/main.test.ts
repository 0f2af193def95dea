import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { copyProject, filesBelow, runMain } from '../support/run-main';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'main-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function project(name: string): string {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  copyProject(process.cwd(), folder);
  return folder;
}

/** Values that a person has in the environment while synthesizing. */
const SECRETS = {
  AWS_ACCESS_KEY_ID: 'AKIACANARYCANARY0001',
  AWS_SECRET_ACCESS_KEY: 'canary-aws-secret-0002',
  AWS_SESSION_TOKEN: 'canary-aws-session-0003',
  GENESYSCLOUD_OAUTHCLIENT_ID: 'canary-genesys-client-0004',
  GENESYSCLOUD_OAUTHCLIENT_SECRET: 'canary-genesys-secret-0005',
};

describe('main', () => {
  test('gives the same bytes in any folder, whoever runs it, and none of them is a secret or a path of the machine', () => {
    const one = project('here');
    const two = project('a/quite different/place');
    expect(runMain(one, { ...SECRETS, HOME: '/home/somebody', TZ: 'Asia/Tokyo' })).toMatchObject({ status: 0 });
    expect(runMain(two, { LANG: 'de_DE.UTF-8', TZ: 'America/New_York' })).toMatchObject({ status: 0 });

    const first = filesBelow(join(one, 'cdktf.out'));
    const second = filesBelow(join(two, 'cdktf.out'));
    expect([...first.keys()]).toEqual([...second.keys()]);
    const differing = [...first].filter(([path, bytes]) => second.get(path)?.equals(bytes) !== true);
    expect(differing.map(([path]) => path)).toEqual([]);

    const forbidden = [...Object.values(SECRETS), home, process.cwd(), homedir(), '/home/somebody'];
    const leaks = [...first].flatMap(([path, bytes]) =>
      forbidden.filter((text) => bytes.includes(text)).map((text) => `${path}: ${text}`),
    );
    expect(leaks).toEqual([]);
    expect(first.size).toBeGreaterThan(6);
  });

  test('a second synth in the same folder changes no byte and leaves nothing of the first behind', () => {
    const folder = project('twice');
    runMain(folder);
    const first = filesBelow(join(folder, 'cdktf.out'));
    runMain(folder);
    const second = filesBelow(join(folder, 'cdktf.out'));
    expect([...second.keys()]).toEqual([...first.keys()]);
    expect([...second].filter(([path, bytes]) => first.get(path)?.equals(bytes) !== true)).toEqual([]);
  });

  test('synthesizes nothing from a faulty record, says all that is wrong, and fails', () => {
    const folder = project('faulty');
    edit(join(folder, 'config/dev.yaml'), 'threshold: 0.75', 'threshold: 75');
    edit(join(folder, 'config/prod.yaml'), 'region: us-east-1', 'region: us-east1');
    const { status, stdout, stderr } = runMain(folder);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/config\/dev\.yaml:\d+:\d+ {2}classifier\.threshold: 75/);
    expect(stderr).toMatch(/config\/prod\.yaml:\d+:\d+ {2}aws\.region: "us-east1"/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(join(folder, 'cdktf.out'))).toBe(false);
  });

  test.each([
    [
      'an unknown label',
      (csv: string) => `${csv}Ira,"a mail"\n`,
      /corpus\/training\.csv:\d+:1 .*"Ira".*Did you mean IRA/,
    ],
    [
      'a mail without text',
      (csv: string) => `${csv}IRA," \n \u200b"\n`,
      /corpus\/training\.csv:\d+:1 .*the mail holds no text/,
    ],
    ['no rows', () => '', /corpus\/training\.csv .*0 mails are labelled 401K, Comprehend needs 10/],
    ['a byte-order mark', (csv: string) => `\uFEFF${csv}`, /corpus\/training\.csv:1:1 .*byte-order mark/],
  ])('synthesizes nothing from a corpus with %s', (_, spoil, says) => {
    const folder = project('corpus');
    const path = join(folder, 'corpus/training.csv');
    writeFileSync(path, spoil(readFileSync(path, 'utf8')));
    const { status, stderr } = runMain(folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(says);
    expect(existsSync(join(folder, 'cdktf.out'))).toBe(false);
  });

  test('tells what the environment overrides', () => {
    const folder = project('notice');
    const { status, stdout, stderr } = runMain(folder, { GENESYSCLOUD_REGION: 'eu-central-1' });
    expect(status).toBe(0);
    expect(stdout).toContain('dev: GENESYSCLOUD_REGION sets the Genesys Cloud region to eu-central-1');
    expect(stderr).toBe(''); // cdktf shows it as errors
  });
});

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, text.replace(from, to));
}
