import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { removeEndpoint, type SettleOptions, settleEndpoint } from '../../../operations/classifier/settle-endpoint';
import { type Comprehend, startComprehend } from '../../../stand-ins/comprehend/start-comprehend';
import { type ManualClock, manualClock } from '../../support/manual-clock';
import { trainWordModel } from '../../support/word-model';

let clock: ManualClock;
let comprehend: Comprehend;
let client: ComprehendClient;
beforeAll(() => {
  clock = manualClock();
});
beforeEach(async () => {
  await comprehend?.close();
  const minutes = 60_000;
  comprehend = await startComprehend({
    ...{ clock, train: trainWordModel, readObjects: async () => [] },
    durations: { creatingEndpoint: 5 * minutes, updatingEndpoint: 5 * minutes, deletingEndpoint: minutes },
  });
  for (const version of ['v1', 'v2']) {
    comprehend.classifiers.install('mails', version, trainWordModel([{ label: version, text: 'word' }]));
  }
  client = new ComprehendClient({
    ...{ endpoint: comprehend.url, region: 'us-east-1', credentials: { accessKeyId: 'A', secretAccessKey: 'S' } },
  });
});
afterAll(() => comprehend.close());

const options = (version: string, units = 1, presence: 'served' | 'closed' = 'served'): SettleOptions => ({
  ...{ client, names: { classifier: 'mails', endpoint: 'mails' }, tags: { Project: 'mail' }, now: clock },
  ...{ timeoutMs: 3_600_000, pollMs: 30_000, sleep: async (ms) => clock.advance(ms), report: () => {} },
  wanted: { presence, version, units: { min: units, max: units } },
});
const serving = () =>
  comprehend.endpoints.list().map(({ status, modelArn, units }) => `${status} ${modelArn.slice(-2)} ${units}`);

describe('an endpoint with hours', () => {
  test('is made, kept, moved to another model or size, and deleted; each waits until it is done', async () => {
    expect(await settleEndpoint(options('v1'))).toBe('created');
    expect(serving()).toEqual(['IN_SERVICE v1 1']);
    expect(comprehend.tags.list(comprehend.endpoints.list()[0]?.arn ?? '')).toEqual([
      { Key: 'Project', Value: 'mail' },
    ]);
    expect(await settleEndpoint(options('v1'))).toBe('unchanged');
    expect(await settleEndpoint(options('v2', 2))).toBe('updated');
    expect(serving()).toEqual(['IN_SERVICE v2 2']);
    expect(await settleEndpoint(options('v2', 2, 'closed'))).toBe('deleted');
    expect(serving()).toEqual([]);
    expect(await settleEndpoint(options('v2', 2, 'closed'))).toBe('unchanged');
  });

  test('that a schedule is just making is waited for and then moved', async () => {
    const [, v1] = comprehend.classifiers.list();
    comprehend.endpoints.create({ EndpointName: 'mails', ModelArn: v1?.arn ?? '', DesiredInferenceUnits: 1 });
    expect(await settleEndpoint(options('v2'))).toBe('updated');
    expect(serving()).toEqual(['IN_SERVICE v2 1']);
  });

  test('is not made of a model that is not trained', async () => {
    await expect(settleEndpoint(options('v3'))).rejects.toThrow('model version v3 is not there: deploy');
  });

  test('that fails says why', async () => {
    comprehend.faults.set({ endpointFailure: 'no capacity' });
    await expect(settleEndpoint(options('v1'))).rejects.toThrow('the endpoint is FAILED: no capacity');
  });

  test('that never comes to rest is given up', async () => {
    await expect(settleEndpoint({ ...options('v1'), timeoutMs: 60_000 })).rejects.toThrow('still CREATING');
  });

  test('is removed before its model, and may be gone already', async () => {
    await settleEndpoint(options('v1'));
    expect(await removeEndpoint(options('v1'))).toBe(true);
    expect(await removeEndpoint(options('v1'))).toBe(false);
  });
});
