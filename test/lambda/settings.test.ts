import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SettingsError } from '../../lambda/errors';
import { CATEGORIES_FILE, readComprehendSettings } from '../../lambda/settings';

const ARN = 'arn:aws:comprehend:us-east-1:123456789012:document-classifier-endpoint/email-routing-dev';
const CATEGORIES = [
  { label: '401K', queue: '401K', threshold: null },
  { label: 'OTHER', queue: null, threshold: 0.9 },
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  list(JSON.stringify(CATEGORIES));
});
afterEach(() => rmSync(folder, { recursive: true }));

function list(content: string): void {
  writeFileSync(join(folder, CATEGORIES_FILE), content);
}

function environment(changes: Record<string, string> = {}): Record<string, string> {
  return { CLASSIFIER_ARN: ARN, CLASSIFIER_CONFIDENCE_THRESHOLD: '0.75', LAMBDA_TASK_ROOT: folder, ...changes };
}

function faults(variables: Record<string, string>): readonly string[] {
  try {
    readComprehendSettings(variables);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

test('are read from the environment and the file beside the bundle', () => {
  const folder = environment()['LAMBDA_TASK_ROOT'];
  const settings = { classifierArn: ARN, defaultThreshold: 0.75, categories: CATEGORIES, maxCharacters: 2_000, folder };
  const unknown = { comprehend: '', embedded: '', standby: '' };
  expect(readComprehendSettings(environment())).toEqual({ ...settings, modelVersions: unknown });
  const versions = { COMPREHEND_MODEL_VERSION: 'v1', SHIPPED_MODEL_VERSION: 's1' };
  const known = { comprehend: 'v1', embedded: 's1', standby: 's1' };
  expect(readComprehendSettings(environment(versions))).toEqual({ ...settings, modelVersions: known });
});

test.each(['arn:aws-us-gov:comprehend:us-gov-west-1', 'arn:aws-cn:comprehend:cn-north-1'])('may name %s', (start) => {
  expect(faults(environment({ CLASSIFIER_ARN: `${start}:123456789012:document-classifier-endpoint/a` }))).toEqual([]);
});

test('are refused with all faults at once', () => {
  expect(faults({})).toEqual([
    expect.stringMatching(/^CLASSIFIER_ARN is not set/),
    expect.stringMatching(/^CLASSIFIER_CONFIDENCE_THRESHOLD is not set/),
    expect.stringMatching(/^LAMBDA_TASK_ROOT is not set/),
  ]);
});

test.each(['75', '-1', '1.01', 'NaN', 'high', ' ', '0,75', 'Infinity'])('refuse the threshold %p', (value) => {
  expect(faults(environment({ CLASSIFIER_CONFIDENCE_THRESHOLD: value }))).toEqual([
    expect.stringContaining('it must be a number from 0 to 1'),
  ]);
});

test.each(['199', '10000', '2e3.5', 'long', ''])('refuse to cut a mail at %p characters', (value) => {
  expect(faults(environment({ CLASSIFIER_MAX_CHARACTERS: value }))).toEqual([
    expect.stringContaining('it must be a whole number from 200 to 9999'),
  ]);
});

test.each(['0', '1', '0.75', '1e-1'])('accept the threshold %p', (value) => {
  expect(readComprehendSettings(environment({ CLASSIFIER_CONFIDENCE_THRESHOLD: value })).defaultThreshold).toBe(
    Number(value),
  );
});

test.each([
  'arn:aws:comprehend:us-east-1:123456789012:document-classifier/name',
  'arn:aws:comprehend:us-east-1:1234:document-classifier-endpoint/name',
  `${ARN}-`,
  ` ${ARN}`,
])('refuse the endpoint %p', (value) => {
  expect(faults(environment({ CLASSIFIER_ARN: value }))).toEqual([
    expect.stringContaining('it must be the ARN of a document-classifier-endpoint'),
  ]);
});

test.each([
  ['no JSON', '[', /categories\.json/],
  ['no list', '{}', /must be a list/],
  ['an empty list', '[]', /must be a list/],
  ['an entry that is none', '[null]', /entry 1 is null/],
  ['no label', '[{"queue":"a","threshold":null}]', /entry 1/],
  ['an empty label', '[{"label":"","queue":"a","threshold":null}]', /entry 1/],
  ['an empty queue', '[{"label":"a","queue":"","threshold":null}]', /entry 1/],
  ['a missing threshold', '[{"label":"a","queue":null}]', /entry 1/],
  ['a threshold of 75', '[{"label":"a","queue":null,"threshold":75}]', /entry 1/],
  ['a label twice', JSON.stringify([...CATEGORIES, ...CATEGORIES.slice(0, 1)]), /entry 3 repeats the label 401K/],
])('refuse a category list with %s', (_, content, expected) => {
  list(content);
  expect(faults(environment())).toEqual([expect.stringMatching(expected)]);
});

test('name the category list that is missing', () => {
  rmSync(join(folder, CATEGORIES_FILE));
  expect(faults(environment())).toEqual([expect.stringContaining(join(folder, CATEGORIES_FILE))]);
});
