import { describe, expect, test } from '@jest/globals';
import { explainAwsFailure } from '../../../operations/aws-failure';
import type { ClassifierState, EndpointState, ModelVersion } from '../../../operations/classifier/classifier-state';
import { describeState } from '../../../operations/classifier/describe-state';
import { unusedVersions } from '../../../operations/classifier/unused-versions';
import { waitForClassifier } from '../../../operations/classifier/wait-for-classifier';
import { readSamples } from '../../../operations/samples';

const version = (name: string, status: string, inUse = false, message?: string): ModelVersion => ({
  arn: `arn:aws:comprehend:us-east-1:1:document-classifier/c/version/${name}`,
  version: name,
  status,
  message,
  submitted: undefined,
  trained: undefined,
  inUse,
});
const endpoint = (status: string, model: string, desired?: string): EndpointState => ({
  arn: 'arn:aws:comprehend:us-east-1:1:document-classifier-endpoint/e',
  status,
  message: undefined,
  inferenceUnits: 1,
  model: version(model, '').arn,
  desiredModel: desired === undefined ? undefined : version(desired, '').arn,
});

/** Plays the states one after the other, the last one for ever; time passes only in sleep. */
async function wait(states: readonly ClassifierState[], timeoutMs = 3_600_000) {
  let clock = 0;
  let turn = 0;
  const said: string[] = [];
  const outcome = await waitForClassifier({
    read: async () => states[Math.min(turn++, states.length - 1)] ?? { versions: [], endpoint: undefined },
    wanted: 'reverted',
    timeoutMs,
    pollMs: 20_000,
    now: () => clock,
    sleep: async (ms) => {
      clock += ms;
    },
    report: (line) => said.push(line),
  });
  return { outcome, said, clock };
}

describe('waiting for the classifier', () => {
  test('ends when the newest version serves, and tells every change once', async () => {
    const training = {
      versions: [version('b', 'TRAINING'), version('a', 'TRAINED', true)],
      endpoint: endpoint('IN_SERVICE', 'a'),
    };
    const trained = { ...training, versions: [version('b', 'TRAINED'), version('a', 'TRAINED', true)] };
    const moving = { ...trained, endpoint: endpoint('UPDATING', 'a', 'b') };
    const done = { ...trained, endpoint: endpoint('IN_SERVICE', 'b') };
    const { outcome, said } = await wait([training, training, trained, moving, done]);
    expect(outcome).toEqual({ outcome: 'in-service' });
    expect(said).toEqual([
      '0:00  model version b TRAINING, endpoint IN_SERVICE',
      '0:40  model version b TRAINED, endpoint IN_SERVICE',
      '1:00  model version b TRAINED, endpoint UPDATING',
    ]);
  });
  test('ends when the wanted version serves, though a newer one is there', async () => {
    const { outcome } = await wait([
      {
        versions: [version('newer', 'TRAINED'), version('reverted', 'TRAINED', true)],
        endpoint: endpoint('IN_SERVICE', 'reverted'),
      },
    ]);
    expect(outcome).toEqual({ outcome: 'in-service' });
  });
  test('says at least once a minute that it still waits', async () => {
    const { said, outcome, clock } = await wait(
      [{ versions: [version('a', 'TRAINING')], endpoint: undefined }],
      300_000,
    );
    expect(outcome).toEqual({ outcome: 'timeout', state: 'model version a TRAINING, no endpoint' });
    expect(said).toHaveLength(5);
    expect(clock).toBe(300_000);
  });
  test.each(['IN_ERROR', 'STOPPED', 'TRAINED_WITH_WARNING'])('ends at once when training is %s', async (status) => {
    const { outcome } = await wait([{ versions: [version('a', status, false, 'bad row 7')], endpoint: undefined }]);
    expect(outcome).toEqual({ outcome: 'failed', reason: `model version a is ${status}: bad row 7` });
  });
  test('ends at once when the endpoint failed', async () => {
    const { outcome } = await wait([{ versions: [version('a', 'TRAINED')], endpoint: endpoint('FAILED', 'a') }]);
    expect(outcome.outcome).toBe('failed');
  });
});

describe('only versions that nobody needs may be deleted', () => {
  const versions = [
    version('newest', 'TRAINED'),
    version('used', 'TRAINED', true),
    version('training', 'TRAINING'),
    version('old', 'TRAINED'),
    version('broken', 'IN_ERROR'),
  ];
  const unused = (wanted: string) => unusedVersions(versions, wanted).map((one) => one.version);
  test('the corpus asks for the newest, or for one that was never trained', () => {
    expect(unused('newest')).toEqual(['old', 'broken']);
    expect(unused('unknown')).toEqual(['old', 'broken']);
  });
  test('the corpus was reverted: the old one is wanted, whether an endpoint uses it or it is parked', () => {
    expect(unused('old')).toEqual(['newest', 'broken']);
    expect(unused('used')).toEqual(['newest', 'old', 'broken']);
  });
  test('there is none', () => expect(unusedVersions([], 'wanted')).toEqual([]));
});

test('the state reads as a person needs it', () => {
  const names = { classifier: 'mail', endpoint: 'mail' };
  const text = describeState(
    { versions: [version('b', 'TRAINED'), version('a', 'TRAINED', true)], endpoint: endpoint('UPDATING', 'a', 'b') },
    names,
  );
  expect(text).toContain('a  TRAINED, in use');
  expect(text).toContain('serves a\n  moving to b');
  expect(describeState({ versions: [], endpoint: undefined }, names)).toContain('fallback queue');
});

test.each([
  ['CredentialsProviderError', 'AWS_PROFILE'],
  ['ExpiredTokenException', 'expired'],
  ['UnrecognizedClientException', 'AWS_ACCESS_KEY_ID'],
  ['AccessDeniedException', 'denies'],
])('AWS says %s: the person reads what to do', (name, words) => {
  expect(explainAwsFailure(Object.assign(new Error('x'), { name }))).toContain(words);
});
test('an unknown failure is not explained away', () => {
  expect(explainAwsFailure(new Error('x'))).toBeUndefined();
});

test('a few samples show every class', () => {
  expect(new Set(readSamples(process.cwd(), 4).map(({ label }) => label)).size).toBe(4);
});
