import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CloudControl, startCloudControl } from '../../../stand-ins/cloud-control/cloud-control';
import { type Comprehend, startComprehend } from '../../../stand-ins/comprehend/start-comprehend';
import { type ManualClock, manualClock } from '../../support/manual-clock';
import { trainWordModel } from '../../support/word-model';

const TypeName = 'AWS::Comprehend::DocumentClassifierEndpoint';
const ARN = 'arn:aws:comprehend:us-east-1:123456789012:document-classifier-endpoint/mails';
const MINUTE = 60_000;

let clock: ManualClock;
let comprehend: Comprehend;
let cloudControl: CloudControl;
let models: string[];

beforeEach(async () => {
  clock = manualClock();
  const durations = { creatingEndpoint: 5 * MINUTE, updatingEndpoint: 5 * MINUTE, deletingEndpoint: MINUTE };
  comprehend = await startComprehend({ clock, durations, train: trainWordModel, readObjects: async () => [] });
  cloudControl = await startCloudControl({ comprehend, clock });
  models = ['v1', 'v2'].map((version) => {
    const rows = [{ label: version, text: 'word' }];
    return comprehend.classifiers.install('mails', version, trainWordModel(rows));
  });
});
afterEach(() => Promise.all([comprehend.close(), cloudControl.close()]));

interface Reply {
  readonly __type?: string;
  readonly Message?: string;
  readonly ProgressEvent?: Readonly<Record<string, string>>;
  readonly ResourceDescription?: { readonly Identifier: string; readonly Properties: string };
  readonly ResourceDescriptions?: readonly { readonly Identifier: string }[];
}

/** The real client is the AWS provider's; test/terraform calls with that. */
async function call(operation: string, input: object): Promise<Reply> {
  const response = await fetch(cloudControl.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `CloudApiService.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=A/20250101/us-east-1/cloudcontrolapi/aws4_request',
    },
    body: JSON.stringify({ TypeName, ...input }),
  });
  return (await response.json()) as Reply;
}

const desired = (change: object = {}) => ({
  DesiredState: JSON.stringify({ EndpointName: 'mails', ModelArn: models[0], DesiredInferenceUnits: 1, ...change }),
});
const patch = (...operations: object[]) => ({ Identifier: ARN, PatchDocument: JSON.stringify(operations) });
const replace = (name: string, value: unknown) => ({ op: 'replace', path: `/${name}`, value });

async function progress(operation: string, input: object) {
  const { ProgressEvent, ...error } = await call(operation, input);
  if (ProgressEvent === undefined) throw new Error(JSON.stringify(error));
  const RequestToken = ProgressEvent['RequestToken'];
  return {
    first: ProgressEvent,
    now: async () => (await call('GetResourceRequestStatus', { RequestToken })).ProgressEvent,
  };
}

async function created(change: object = {}): Promise<void> {
  await call('CreateResource', desired(change));
  clock.advance(5 * MINUTE);
}

const properties = async () => {
  const { ResourceDescription, ...error } = await call('GetResource', { Identifier: ARN });
  return ResourceDescription === undefined ? error : JSON.parse(ResourceDescription.Properties);
};

describe('creating an endpoint', () => {
  test('is in progress until the endpoint is in service, and the endpoint is the one that answers', async () => {
    const create = await progress('CreateResource', desired({ Tags: [{ Key: 'env', Value: 'dev' }] }));
    expect(create.first).toMatchObject({ OperationStatus: 'IN_PROGRESS', Operation: 'CREATE', TypeName });
    expect(create.first).not.toHaveProperty('Identifier');
    expect(await create.now()).toMatchObject({ OperationStatus: 'IN_PROGRESS', Identifier: ARN });
    clock.advance(5 * MINUTE);
    expect(await create.now()).toMatchObject({ OperationStatus: 'SUCCESS', Identifier: ARN });
    expect(await properties()).toEqual({
      EndpointName: 'mails',
      ModelArn: models[0],
      DesiredInferenceUnits: 1,
      Tags: [{ Key: 'env', Value: 'dev' }],
      Arn: ARN,
      CurrentInferenceUnits: 1,
      CreationTime: '2025-01-01T00:00:00.000Z',
      LastModifiedTime: '2025-01-01T00:00:00.000Z',
    });
    expect(comprehend.endpoints.serving(ARN).labels).toEqual(['v1']);
    expect((await call('ListResources', {})).ResourceDescriptions).toMatchObject([{ Identifier: ARN }]);
  });

  test('is done once for a request that comes twice with its token', async () => {
    const first = await call('CreateResource', { ...desired(), ClientToken: 'once' });
    const second = await call('CreateResource', { ...desired(), ClientToken: 'once' });
    expect(second.ProgressEvent?.['RequestToken']).toBe(first.ProgressEvent?.['RequestToken']);
    expect(await call('CreateResource', { ...desired({ EndpointName: 'x' }), ClientToken: 'once' })).toMatchObject({
      __type: 'ClientTokenConflictException',
    });
  });

  test.each([
    ['exists', {}, 'AlreadyExists', /already exists/],
    ['lacks a property', { ModelArn: undefined }, 'InvalidRequest', /ModelArn/],
    ['has a property that there is not', { Flavour: 'x' }, 'InvalidRequest', /Flavour/],
    [
      'names no model',
      { EndpointName: 'b', ModelArn: `${ARN}`.replace('-endpoint/mails', '/none') },
      'NotFound',
      /none/,
    ],
    ['asks for too much', { EndpointName: 'b', DesiredInferenceUnits: 11 }, 'ServiceLimitExceeded', /at most 10/],
  ])('fails when it %s', async (_, change, ErrorCode, message) => {
    await created();
    const create = await progress('CreateResource', desired(change));
    expect(create.first).toMatchObject({ OperationStatus: 'IN_PROGRESS' });
    expect(await create.now()).toMatchObject({
      OperationStatus: 'FAILED',
      ErrorCode,
      StatusMessage: expect.stringMatching(message),
    });
  });

  test('fails as not stabilized when the endpoint does', async () => {
    comprehend.faults.set({ endpointFailure: 'no capacity' });
    const create = await progress('CreateResource', desired());
    clock.advance(5 * MINUTE);
    expect(await create.now()).toMatchObject({
      ErrorCode: 'NotStabilized',
      StatusMessage: 'no capacity',
      Identifier: ARN,
    });
  });

  test('fails as told, once, and changes nothing', async () => {
    cloudControl.failNext({ operation: 'CREATE', errorCode: 'GeneralServiceException', message: 'try later' });
    const create = await progress('CreateResource', desired());
    expect(await create.now()).toMatchObject({ ErrorCode: 'GeneralServiceException', StatusMessage: 'try later' });
    expect(comprehend.endpoints.list()).toEqual([]);
    await created();
    expect(comprehend.endpoints.list()).toHaveLength(1);
  });
});

describe('updating an endpoint', () => {
  test('moves it to another model in place', async () => {
    await created();
    const update = await progress(
      'UpdateResource',
      patch(replace('ModelArn', models[1]), replace('DesiredInferenceUnits', 2)),
    );
    expect(update.first).toMatchObject({ OperationStatus: 'IN_PROGRESS', Identifier: ARN });
    expect(comprehend.endpoints.serving(ARN).labels).toEqual(['v1']);
    expect(await call('UpdateResource', patch(replace('ModelArn', models[0])))).toMatchObject({
      __type: 'ConcurrentOperationException',
    });
    clock.advance(5 * MINUTE);
    expect(await update.now()).toMatchObject({ OperationStatus: 'SUCCESS' });
    expect(comprehend.endpoints.serving(ARN).labels).toEqual(['v2']);
    expect(await properties()).toMatchObject({
      ModelArn: models[1],
      DesiredInferenceUnits: 2,
      CurrentInferenceUnits: 2,
    });
  });

  test('of tags alone is done at once', async () => {
    await created();
    const update = await progress(
      'UpdateResource',
      patch({ op: 'add', path: '/Tags', value: [{ Key: 'a', Value: 'b' }] }),
    );
    expect(await update.now()).toMatchObject({ OperationStatus: 'SUCCESS' });
    expect(await properties()).toMatchObject({ Tags: [{ Key: 'a', Value: 'b' }] });
  });

  test.each([
    ['its name', [replace('EndpointName', 'other')], 'NotUpdatableException', /\[\/properties\/EndpointName\]/],
    ['what only the service says', [replace('Arn', 'x')], 'ValidationException', /readOnlyProperties/],
    ['a property that is not there', [replace('Tags', [])], 'InvalidRequestException', /\/Tags does not exist/],
    [
      'by an operation that there is not',
      [{ op: 'merge', path: '/ModelArn', value: 'x' }],
      'InvalidRequestException',
      /merge/,
    ],
  ])('refuses to change %s', async (_, operations, type, message) => {
    await created();
    expect(await call('UpdateResource', patch(...operations))).toMatchObject({
      __type: type,
      Message: expect.stringMatching(message),
    });
  });
});

describe('deleting an endpoint', () => {
  test('is in progress until it is gone', async () => {
    await created();
    const remove = await progress('DeleteResource', { Identifier: ARN });
    expect(await remove.now()).toMatchObject({ OperationStatus: 'IN_PROGRESS' });
    clock.advance(MINUTE);
    expect(await remove.now()).toMatchObject({ OperationStatus: 'SUCCESS' });
    expect(await properties()).toMatchObject({
      __type: 'ResourceNotFoundException',
      Message: expect.stringContaining('NotFound'),
    });
    await created();
    expect(await remove.now()).toMatchObject({ OperationStatus: 'SUCCESS' });
  });

  test('that is not there ends as NotFound', async () => {
    const remove = await progress('DeleteResource', { Identifier: ARN });
    expect(await remove.now()).toMatchObject({ OperationStatus: 'FAILED', ErrorCode: 'NotFound' });
  });
});

test.each([
  ['another type', 'GetResource', { TypeName: 'AWS::S3::Bucket', Identifier: 'x' }, 'TypeNotFoundException'],
  ['a request that lacks a member', 'CreateResource', {}, 'ValidationException'],
  ['a request token that is none', 'GetResourceRequestStatus', { RequestToken: 'x' }, 'RequestTokenNotFoundException'],
  [
    'an update of what is not there',
    'UpdateResource',
    { Identifier: ARN, PatchDocument: '[]' },
    'ResourceNotFoundException',
  ],
  ['an operation it does not know', 'CancelResourceRequest', { RequestToken: 'x' }, 'UnknownOperationException'],
])('%s is refused', async (_, operation, input, type) => {
  expect(await call(operation, input)).toMatchObject({ __type: type });
});
