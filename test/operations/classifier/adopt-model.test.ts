import { ComprehendClient, CreateDocumentClassifierCommand } from '@aws-sdk/client-comprehend';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { adoptModel } from '../../../operations/classifier/adopt-model';
import { explainTerraformFailure } from '../../../operations/terraform/terraform-failure';
import { type Comprehend, startComprehend } from '../../../stand-ins/comprehend/start-comprehend';
import { until } from '../../support/until';
import { trainWordModel } from '../../support/word-model';

// The real SDK client against the stand-in for Comprehend, whose trainings take half an hour of a clock that only waiting moves.
const MINUTE = 60_000;
const GOOD = 'IRA,"Roth"\n401K,"rollover"\n'.repeat(10);
let comprehend: Comprehend;
let client: ComprehendClient;
let corpus: string;
let time: number;
/** What the state names, and whether Terraform means to replace it. */
let state: { arn: string; tainted: boolean } | undefined;
let said: string[];

beforeEach(async () => {
  [corpus, time, state, said] = [GOOD, 0, undefined, []];
  comprehend = await startComprehend({
    train: trainWordModel,
    readObjects: async () => (corpus === '' ? [] : [corpus]),
    clock: () => time,
    durations: { training: 30 * MINUTE, deletingClassifier: MINUTE },
  });
  client = new ComprehendClient({
    endpoint: comprehend.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' },
  });
});
afterEach(() => {
  client.destroy();
  return comprehend.close();
});

async function create(): Promise<string> {
  const { DocumentClassifierArn = '' } = await client.send(
    new CreateDocumentClassifierCommand({
      DocumentClassifierName: 'mail',
      VersionName: 'wanted',
      LanguageCode: 'en',
      DataAccessRoleArn: 'arn:aws:iam::123456789012:role/mail',
      InputDataConfig: { S3Uri: 's3://corpus/training/wanted.csv' },
    }),
  );
  return DocumentClassifierArn;
}

/** The deploy that was killed: Comprehend trains on, and nobody waits. */
async function interrupted(): Promise<string> {
  const arn = await create();
  const before = time;
  time += 31 * MINUTE;
  await until('trained or failed', () => /TRAINED|IN_ERROR/.test(comprehend.classifiers.describe(arn).status));
  time = before;
  return arn;
}

const adopt = (timeoutMs = 120 * MINUTE) =>
  adoptModel({
    client,
    names: { classifier: 'mail', endpoint: 'mail' },
    version: 'wanted',
    recorded: {
      holds: async (arn) => state?.arn === arn && !state.tainted,
      replace: async (arn) => {
        state = { arn, tainted: false };
      },
    },
    timeoutMs,
    pollMs: MINUTE / 2,
    now: () => time,
    sleep: async (ms) => {
      time += ms;
    },
    report: (line) => said.push(line),
  });

test('why it is needed: Comprehend refuses a version that it has, and the person reads what to do', async () => {
  await interrupted();
  await expect(create()).rejects.toMatchObject({ name: 'ResourceInUseException' });
  const output =
    'Error: updating Amazon Comprehend Document Classifier (mail): operation error Comprehend: CreateDocumentClassifier,\n' +
    '│ https response error StatusCode: 400, ResourceInUseException: already exists';
  expect(explainTerraformFailure('classifier-dev', output)).toContain('npm run classifier -- adopt dev');
});

test('a version that was never trained is left to the deploy', async () => {
  comprehend.classifiers.install('mail', 'other', trainWordModel([{ label: 'IRA', text: 'Roth' }]));
  expect(await adopt()).toBe('absent');
  expect({ state, said }).toEqual({ state: undefined, said: [] });
});

test('a training that goes on is waited for, with a word every minute, and its model is taken', async () => {
  const arn = await interrupted();
  expect(await adopt()).toBe('adopted');
  expect(state).toEqual({ arn, tainted: false });
  expect(said).toHaveLength(31);
  expect(said[0]).toBe('model version wanted is TRAINING: waiting');
  expect(said.at(-1)).toContain('taking it into the state');
});

test('a training that outlasts patience is no success', async () => {
  await interrupted();
  await expect(adopt(10 * MINUTE)).rejects.toThrow(
    'model version wanted is still TRAINING; run the same command later',
  );
  expect(state).toBeUndefined();
});

test.each([
  ['another version, after the corpus was reverted', { arn: 'other', tainted: false }],
  ['the same, tainted by an interrupted deploy', { arn: 'wanted', tainted: true }],
])('a trained version is taken where the state names %s', async (_what, { arn: named, tainted }) => {
  const arn = await interrupted();
  time += 31 * MINUTE;
  state = { arn: named === 'wanted' ? arn : named, tainted };
  expect(await adopt()).toBe('adopted');
  expect(state).toEqual({ arn, tainted: false });
  said = [];
  expect({ again: await adopt(), said }).toEqual({ again: 'recorded', said: [] });
});

test('a training that failed is deleted, its message is told, and the name is free', async () => {
  corpus = '';
  const arn = await interrupted();
  state = { arn, tainted: false }; // as an update leaves it that ended with a failure
  expect(await adopt()).toBe('cleared');
  expect(said).toContainEqual(expect.stringMatching(/^model version wanted is IN_ERROR \(.+\): deleting it/));
  expect(comprehend.classifiers.list()).toEqual([]);
  expect(await create()).toBe(arn);
});

test('a version with a warning is not taken: the message says what to mend', async () => {
  corpus = `${GOOD}no label\n`;
  await interrupted();
  await expect(adopt()).rejects.toThrow(/trained with a warning.*skipped.*Mend the corpus/);
  expect(state).toBeUndefined();
});
