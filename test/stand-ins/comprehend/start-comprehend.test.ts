import {
  ClassifyDocumentCommand,
  ComprehendClient,
  type ComprehendClientConfig,
  CreateDocumentClassifierCommand,
  type CreateDocumentClassifierRequest,
  CreateEndpointCommand,
  DeleteDocumentClassifierCommand,
  DeleteEndpointCommand,
  DescribeDocumentClassifierCommand,
  DescribeEndpointCommand,
  ListDocumentClassifierSummariesCommand,
  ListDocumentClassifiersCommand,
  ListEndpointsCommand,
  ListTagsForResourceCommand,
  paginateListDocumentClassifiers,
  StopTrainingDocumentClassifierCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-comprehend';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type Comprehend,
  type ComprehendOptions,
  startComprehend,
} from '../../../stand-ins/comprehend/start-comprehend';
import { type ManualClock, manualClock } from '../../support/manual-clock';
import { trainWordModel } from '../../support/word-model';

const CORPUS = Array.from({ length: 10 }, (_, i) => `fruit,apple pear ${i}\nmetal,iron zinc ${i}`).join('\n');
const DURATIONS = {
  submitted: 60_000,
  training: 600_000,
  stopping: 30_000,
  deletingClassifier: 30_000,
  creatingEndpoint: 300_000,
  updatingEndpoint: 300_000,
  deletingEndpoint: 60_000,
};
const REQUEST: CreateDocumentClassifierRequest = {
  DocumentClassifierName: 'things',
  VersionName: 'v1',
  DataAccessRoleArn: 'arn:aws:iam::123456789012:role/comprehend-access',
  LanguageCode: 'en',
  InputDataConfig: { S3Uri: 's3://corpus/things/v1.csv' },
};
const ENDPOINT = 'arn:aws:comprehend:us-east-1:123456789012:document-classifier-endpoint/things';
const VERSION = 'arn:aws:comprehend:us-east-1:123456789012:document-classifier/things/version';

let clock: ManualClock;
let comprehend: Comprehend;
let client: ComprehendClient;
const objects = new Map<string, string>();

async function start(options: Partial<ComprehendOptions> = {}, config: ComprehendClientConfig = {}): Promise<void> {
  await comprehend?.close();
  comprehend = await startComprehend({
    clock,
    durations: DURATIONS,
    train: trainWordModel,
    readObjects: async (uri) => [...objects].filter(([key]) => key.startsWith(uri)).map(([, text]) => text),
    ...options,
  });
  client = new ComprehendClient({
    endpoint: comprehend.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'A', secretAccessKey: 'S' },
    maxAttempts: 1,
    ...config,
  });
}

/** Lets a training that was started a moment ago come to its end. */
const trained = () => new Promise((resolve) => setImmediate(resolve));

async function train(version: string, corpus = CORPUS): Promise<string> {
  const S3Uri = `s3://corpus/things/${version}.csv`;
  objects.set(S3Uri, corpus);
  const request = { ...REQUEST, VersionName: version, InputDataConfig: { S3Uri } };
  const { DocumentClassifierArn } = await client.send(new CreateDocumentClassifierCommand(request));
  await trained();
  clock.advance(DURATIONS.submitted + DURATIONS.training);
  return DocumentClassifierArn ?? '';
}

async function serve(version = 'v1', units = 1): Promise<string> {
  const ModelArn = await train(version);
  await client.send(new CreateEndpointCommand({ EndpointName: 'things', ModelArn, DesiredInferenceUnits: units }));
  clock.advance(DURATIONS.creatingEndpoint);
  return ModelArn;
}

const endpoint = async () =>
  (await client.send(new DescribeEndpointCommand({ EndpointArn: ENDPOINT }))).EndpointProperties;
const classifier = async (arn: string) =>
  (await client.send(new DescribeDocumentClassifierCommand({ DocumentClassifierArn: arn })))
    .DocumentClassifierProperties;
const classify = (Text: string, EndpointArn = ENDPOINT) =>
  client.send(new ClassifyDocumentCommand({ Text, EndpointArn }));

beforeEach(async () => {
  clock = manualClock();
  objects.clear();
  await start();
});
afterEach(() => comprehend.close());

describe('a classifier', () => {
  test('is submitted, trained on the objects below its S3 address, and told about', async () => {
    objects.set('s3://corpus/things/v1.csv', CORPUS);
    const tagged = {
      ...REQUEST,
      Tags: [{ Key: 'env', Value: 'dev' }],
      OutputDataConfig: { S3Uri: 's3://corpus/out/' },
    };
    const { DocumentClassifierArn: arn } = await client.send(new CreateDocumentClassifierCommand(tagged));
    expect(arn).toBe(`${VERSION}/v1`);
    expect(await classifier(`${VERSION}/v1`)).toMatchObject({
      Status: 'SUBMITTED',
      VersionName: 'v1',
      LanguageCode: 'en',
    });
    clock.advance(DURATIONS.submitted);
    expect(await classifier(`${VERSION}/v1`)).toMatchObject({ Status: 'TRAINING' });
    clock.advance(DURATIONS.training);
    expect(await classifier(`${VERSION}/v1`)).toMatchObject({
      Status: 'TRAINED',
      Mode: 'MULTI_CLASS',
      InputDataConfig: { DataFormat: 'COMPREHEND_CSV', S3Uri: 's3://corpus/things/v1.csv' },
      OutputDataConfig: {
        S3Uri: expect.stringMatching(/^s3:\/\/corpus\/out\/[-a-zA-Z0-9]+\/output\/output\.tar\.gz$/),
      },
      SubmitTime: new Date(clock() - DURATIONS.submitted - DURATIONS.training),
      TrainingEndTime: new Date(clock()),
      ClassifierMetadata: { NumberOfLabels: 2, NumberOfTrainedDocuments: 20 },
    });
  });

  test('without a version has an ARN without one', async () => {
    const { VersionName, ...unversioned } = REQUEST;
    const { DocumentClassifierArn } = await client.send(new CreateDocumentClassifierCommand(unversioned));
    expect(DocumentClassifierArn).toBe('arn:aws:comprehend:us-east-1:123456789012:document-classifier/things');
  });

  test.each([
    ['no object', '', /No input data/],
    ['one class', 'a,x\n'.repeat(20), /1 label\(s\)/],
    ['a thin class', `${'a,x\n'.repeat(20)}${'b,y\n'.repeat(9)}`, /b \(9\)/],
    ['a byte-order mark, which makes a class of its own', `\uFEFF${CORPUS}`, /\uFEFFfruit \(1\)/],
    ['broken quoting', `${CORPUS}\nfruit,"never closed`, /Unable to read/],
  ])('ends in error with %s', async (_, corpus, message) => {
    if (corpus !== '') objects.set('s3://corpus/things/v1.csv', corpus);
    await client.send(new CreateDocumentClassifierCommand(REQUEST));
    await trained();
    clock.advance(DURATIONS.submitted + DURATIONS.training);
    const properties = await classifier(`${VERSION}/v1`);
    expect(properties).toMatchObject({ Status: 'IN_ERROR', Message: expect.stringMatching(message) });
  });

  test('is trained with a warning when rows are skipped, and serves nevertheless', async () => {
    const arn = await train('v1', `${CORPUS}\nfruit\nmetal,a,b`);
    const properties = await classifier(arn);
    expect(properties).toMatchObject({
      Status: 'TRAINED_WITH_WARNING',
      Message: expect.stringContaining('2 document'),
    });
    await client.send(new CreateEndpointCommand({ EndpointName: 'things', ModelArn: arn, DesiredInferenceUnits: 1 }));
  });

  test('keeps TRAINING until the real training is over, however long that takes', async () => {
    let finish = (_: readonly string[]): void => undefined;
    await start({ readObjects: () => new Promise((resolve) => (finish = resolve)) });
    await client.send(new CreateDocumentClassifierCommand(REQUEST));
    clock.advance(1e9);
    expect(await classifier(`${VERSION}/v1`)).toMatchObject({ Status: 'TRAINING' });
    finish([CORPUS]);
    await trained();
    expect(await classifier(`${VERSION}/v1`)).toMatchObject({ Status: 'TRAINED', EndTime: new Date(clock()) });
  });

  test('is made once by a request that is sent twice with its token, and refused without', async () => {
    const request = { ...REQUEST, ClientRequestToken: 'again' };
    await client.send(new CreateDocumentClassifierCommand(request));
    await client.send(new CreateDocumentClassifierCommand(request));
    expect(comprehend.classifiers.list()).toHaveLength(1);
    await expect(client.send(new CreateDocumentClassifierCommand(REQUEST))).rejects.toMatchObject({
      name: 'ResourceInUseException',
    });
    await expect(
      client.send(new CreateDocumentClassifierCommand({ ...request, VersionName: 'v2' })),
    ).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  test('can be stopped while it trains, not afterwards', async () => {
    objects.set('s3://corpus/things/v1.csv', CORPUS);
    await client.send(new CreateDocumentClassifierCommand(REQUEST));
    const stop = new StopTrainingDocumentClassifierCommand({ DocumentClassifierArn: `${VERSION}/v1` });
    await client.send(stop);
    expect(await classifier(`${VERSION}/v1`)).toMatchObject({ Status: 'STOP_REQUESTED' });
    clock.advance(DURATIONS.stopping);
    expect(await classifier(`${VERSION}/v1`)).toMatchObject({ Status: 'STOPPED' });
    const arn = await train('v2');
    await client.send(new StopTrainingDocumentClassifierCommand({ DocumentClassifierArn: arn }));
    expect(await classifier(arn)).toMatchObject({ Status: 'TRAINED' });
  });

  test('cannot be deleted while it trains or an endpoint uses it', async () => {
    const v1 = await serve('v1');
    const remove = (DocumentClassifierArn: string) =>
      client.send(new DeleteDocumentClassifierCommand({ DocumentClassifierArn }));
    await expect(remove(v1)).rejects.toMatchObject({ name: 'ResourceInUseException' });
    await client.send(new CreateDocumentClassifierCommand({ ...REQUEST, VersionName: 'v2' }));
    await expect(remove(`${VERSION}/v2`)).rejects.toMatchObject({ name: 'ResourceUnavailableException' });

    await client.send(new DeleteEndpointCommand({ EndpointArn: ENDPOINT }));
    await expect(remove(v1)).rejects.toMatchObject({ name: 'ResourceInUseException' });
    clock.advance(DURATIONS.deletingEndpoint);
    await remove(v1);
    expect(await classifier(v1)).toMatchObject({ Status: 'DELETING' });
    clock.advance(DURATIONS.deletingClassifier);
    await expect(classifier(v1)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('is listed newest first, by filter, in pages and by name', async () => {
    for (const version of ['v1', 'v2', 'v3']) await train(version);
    await client.send(new CreateDocumentClassifierCommand({ ...REQUEST, DocumentClassifierName: 'other' }));
    const list = async (Filter: object) =>
      (await client.send(new ListDocumentClassifiersCommand({ Filter }))).DocumentClassifierPropertiesList?.map(
        ({ VersionName }) => VersionName,
      );
    expect(await list({ DocumentClassifierName: 'things' })).toEqual(['v3', 'v2', 'v1']);
    expect(await list({ Status: 'SUBMITTED' })).toEqual(['v1']);
    await expect(list({ Status: 'TRAINED', DocumentClassifierName: 'things' })).rejects.toMatchObject({
      name: 'InvalidFilterException',
    });
    const sizes: (number | undefined)[] = [];
    for await (const page of paginateListDocumentClassifiers({ client, pageSize: 3 }, {})) {
      sizes.push(page.DocumentClassifierPropertiesList?.length);
    }
    expect(sizes).toEqual([3, 1]);
    const summaries = await client.send(new ListDocumentClassifierSummariesCommand({}));
    expect(summaries.DocumentClassifierSummariesList).toMatchObject([
      { DocumentClassifierName: 'other', NumberOfVersions: 1, LatestVersionStatus: 'SUBMITTED' },
      { DocumentClassifierName: 'things', NumberOfVersions: 3, LatestVersionName: 'v3' },
    ]);
  });

  test('is refused in a language or a form that cannot be trained', async () => {
    const create = (change: Partial<CreateDocumentClassifierRequest>) =>
      client.send(new CreateDocumentClassifierCommand({ ...REQUEST, ...change }));
    await expect(create({ LanguageCode: 'ja' })).rejects.toMatchObject({ name: 'UnsupportedLanguageException' });
    await expect(create({ Mode: 'MULTI_LABEL' })).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await expect(create({ InputDataConfig: {} })).rejects.toMatchObject({ name: 'InvalidRequestException' });
    const Tags = Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: '' }));
    await expect(create({ Tags })).rejects.toMatchObject({ name: 'TooManyTagsException' });
    expect(comprehend.classifiers.list()).toEqual([]);
  });
});

describe('an endpoint', () => {
  test('is created, answers, moves to another model in place, and is deleted', async () => {
    const v1 = await train('v1');
    const created = await client.send(
      new CreateEndpointCommand({ EndpointName: 'things', ModelArn: v1, DesiredInferenceUnits: 1 }),
    );
    expect(created).toMatchObject({ EndpointArn: ENDPOINT, ModelArn: v1 });
    expect(await endpoint()).toMatchObject({ Status: 'CREATING', CreationTime: new Date(clock()) });
    await expect(classify('apple')).rejects.toMatchObject({ name: 'ResourceUnavailableException' });
    clock.advance(DURATIONS.creatingEndpoint);
    expect(await endpoint()).toMatchObject({ Status: 'IN_SERVICE', CurrentInferenceUnits: 1 });
    expect((await classify('a ripe pear')).Classes?.[0]?.Name).toBe('fruit');

    const v2 = await train('v2', CORPUS.replaceAll('pear', 'plum').replaceAll('zinc', 'pear'));
    await client.send(
      new UpdateEndpointCommand({ EndpointArn: ENDPOINT, DesiredModelArn: v2, DesiredInferenceUnits: 2 }),
    );
    expect(await endpoint()).toMatchObject({ Status: 'UPDATING', ModelArn: v1, DesiredModelArn: v2 });
    expect(await endpoint()).toMatchObject({ CurrentInferenceUnits: 1, DesiredInferenceUnits: 2 });
    expect((await classify('a ripe pear')).Classes?.[0]?.Name).toBe('fruit');
    await expect(client.send(new DeleteDocumentClassifierCommand({ DocumentClassifierArn: v2 }))).rejects.toMatchObject(
      {
        name: 'ResourceInUseException',
      },
    );
    clock.advance(DURATIONS.updatingEndpoint);
    expect(await endpoint()).toMatchObject({ Status: 'IN_SERVICE', ModelArn: v2, CurrentInferenceUnits: 2 });
    expect((await classify('a ripe pear')).Classes?.[0]?.Name).toBe('metal');

    await client.send(new DeleteEndpointCommand({ EndpointArn: ENDPOINT }));
    expect(await endpoint()).toMatchObject({ Status: 'DELETING' });
    clock.advance(DURATIONS.deletingEndpoint);
    await expect(endpoint()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(classify('apple')).rejects.toMatchObject({ name: 'ResourceUnavailableException' });
  });

  test('can be had at once with a model that is there already', async () => {
    const model = trainWordModel([{ label: 'fruit', text: 'pear' }]);
    await start({ durations: {} });
    const ModelArn = comprehend.classifiers.install('things', 'v1', model);
    comprehend.endpoints.create({ EndpointName: 'things', ModelArn, DesiredInferenceUnits: 1 });
    expect((await classify('pear')).Classes).toEqual([{ Name: 'fruit', Score: 1 }]);
    expect(await classifier(ModelArn)).toMatchObject({ Status: 'TRAINED' });
  });

  test('is made once by a request that is sent twice with its token, and refused without', async () => {
    const request = {
      EndpointName: 'things',
      ModelArn: await train('v1'),
      DesiredInferenceUnits: 1,
      ClientRequestToken: 'again',
    };
    await client.send(new CreateEndpointCommand(request));
    expect(await client.send(new CreateEndpointCommand(request))).toMatchObject({ EndpointArn: ENDPOINT });
    await expect(
      client.send(new CreateEndpointCommand({ ...request, ClientRequestToken: 'new' })),
    ).rejects.toMatchObject({
      name: 'ResourceInUseException',
    });
  });

  test('wants a trained model, enough quota, and not two changes at a time', async () => {
    const create = (change: object) =>
      client.send(
        new CreateEndpointCommand({
          EndpointName: 'more',
          ModelArn: `${VERSION}/v1`,
          DesiredInferenceUnits: 1,
          ...change,
        }),
      );
    await expect(create({})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await client.send(new CreateDocumentClassifierCommand({ ...REQUEST, VersionName: 'v9' }));
    await expect(create({ ModelArn: `${VERSION}/v9` })).rejects.toMatchObject({ name: 'ResourceUnavailableException' });
    await serve();
    await expect(create({ DesiredInferenceUnits: 11 })).rejects.toMatchObject({
      name: 'ResourceLimitExceededException',
    });
    for (let i = 0; i < 9; i++) await create({ EndpointName: `more-${i}`, DesiredInferenceUnits: 10 });
    await expect(create({ DesiredInferenceUnits: 10 })).rejects.toMatchObject({
      name: 'ResourceLimitExceededException',
    });

    const update = (change: object) => client.send(new UpdateEndpointCommand({ EndpointArn: ENDPOINT, ...change }));
    await expect(update({})).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await update({ DesiredInferenceUnits: 2 });
    await expect(update({ DesiredInferenceUnits: 3 })).rejects.toMatchObject({ name: 'ResourceInUseException' });
    await expect(client.send(new DeleteEndpointCommand({ EndpointArn: ENDPOINT }))).rejects.toMatchObject({
      name: 'ResourceInUseException',
    });
  });

  test('ends as FAILED when it is told to, does not answer, and can be deleted', async () => {
    comprehend.faults.set({ endpointFailure: 'no capacity' });
    await serve();
    expect(await endpoint()).toMatchObject({ Status: 'FAILED', Message: 'no capacity' });
    await expect(classify('apple')).rejects.toMatchObject({ name: 'ResourceUnavailableException' });
    await client.send(new DeleteEndpointCommand({ EndpointArn: ENDPOINT }));
  });

  test('is listed by model and by status', async () => {
    const v1 = await serve('v1');
    const v2 = await train('v2');
    await client.send(new CreateEndpointCommand({ EndpointName: 'second', ModelArn: v2, DesiredInferenceUnits: 1 }));
    const list = async (Filter: object) =>
      (await client.send(new ListEndpointsCommand({ Filter }))).EndpointPropertiesList?.map(({ EndpointArn }) =>
        EndpointArn?.split('/').at(-1),
      );
    expect(await list({})).toEqual(['second', 'things']);
    expect(await list({ ModelArn: v1 })).toEqual(['things']);
    expect(await list({ Status: 'CREATING' })).toEqual(['second']);
  });
});

describe('tags', () => {
  test('are put on, changed, taken off, and gone with their resource', async () => {
    const arn = await serve();
    const list = async (ResourceArn: string) =>
      (await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags?.map(
        ({ Key, Value }) => `${Key}=${Value}`,
      );
    await client.send(
      new TagResourceCommand({
        ResourceArn: arn,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    );
    await client.send(new TagResourceCommand({ ResourceArn: arn, Tags: [{ Key: 'a', Value: '3' }] }));
    await client.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: ['b'] }));
    expect(await list(arn)).toEqual(['a=3']);
    expect(await list(ENDPOINT)).toEqual([]);
    await expect(list(`${VERSION}/none`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });

    await client.send(new TagResourceCommand({ ResourceArn: ENDPOINT, Tags: [{ Key: 'old', Value: '' }] }));
    await client.send(new DeleteEndpointCommand({ EndpointArn: ENDPOINT }));
    clock.advance(DURATIONS.deletingEndpoint);
    await client.send(new CreateEndpointCommand({ EndpointName: 'things', ModelArn: arn, DesiredInferenceUnits: 1 }));
    expect(await list(ENDPOINT)).toEqual([]);
  });
});

describe('ClassifyDocument', () => {
  test('answers every class, best first, in single precision', async () => {
    await serve();
    const { Classes } = await classify('iron and a pear and zinc');
    expect(Classes?.map(({ Name }) => Name)).toEqual(['metal', 'fruit']);
    const scores = Classes?.map(({ Score = 0 }) => Score) ?? [];
    expect(scores).toEqual(scores.map(Math.fround));
    expect(scores.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
  });

  test('takes 10 KB and 10,000 characters, and no more', async () => {
    await start({ limited: false });
    await serve();
    await classify('a'.repeat(10_000));
    await expect(classify('a'.repeat(10_001))).rejects.toMatchObject({ name: 'TextSizeLimitExceededException' });
    await classify('é'.repeat(5_120));
    await expect(classify('é'.repeat(5_121))).rejects.toMatchObject({ name: 'TextSizeLimitExceededException' });
  });

  test.each([
    ['no text', {}, 'InvalidRequestException', /Text/],
    ['empty text', { Text: '' }, 'ValidationException', /at 'text' .* length greater than or equal to 1/],
    ['a model for an endpoint', { Text: 'a', EndpointArn: `${VERSION}/v1` }, 'ValidationException', /at 'endpointArn'/],
    ['another endpoint', { Text: 'a', EndpointArn: `${ENDPOINT}s` }, 'ResourceUnavailableException', /not in service/],
  ])('refuses %s', async (_, input, name, message) => {
    await serve();
    const command = new ClassifyDocumentCommand({ EndpointArn: ENDPOINT, ...input });
    await expect(client.send(command)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
  });
});

describe('the protocol', () => {
  const post = (headers: Record<string, string>, body: string) =>
    fetch(comprehend.url, {
      method: 'POST',
      headers: {
        'x-amz-target': 'Comprehend_20171127.ListEndpoints',
        authorization: 'AWS4-HMAC-SHA256 Credential=A/20250101/us-east-1/comprehend/aws4_request, …'.replace('…', 'x'),
        ...headers,
      },
      body,
    });

  test('names the request, the type and the error', async () => {
    const good = await post({}, '{}');
    expect(good.headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(good.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    const bad = await post({}, '{"MaxResults":0}');
    expect([bad.status, await bad.json()]).toEqual([
      400,
      expect.objectContaining({
        __type: 'ValidationException',
        Message:
          "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
      }),
    ]);
  });

  test.each([
    [
      'an operation it does not know',
      { 'x-amz-target': 'Comprehend_20171127.DetectSentiment' },
      '{}',
      'UnknownOperationException',
    ],
    ['the operation of another service', { 'x-amz-target': 'Other.ListEndpoints' }, '{}', 'UnknownOperationException'],
    ['an inherited name', { 'x-amz-target': 'Comprehend_20171127.toString' }, '{}', 'UnknownOperationException'],
    ['a body that is not JSON', {}, '{', 'SerializationException'],
    ['a body that is no object', {}, '[]', 'SerializationException'],
    ['a member of the wrong type', {}, '{"MaxResults":"1"}', 'SerializationException'],
    ['a token that is none', {}, '{"NextToken":"nonsense"}', 'InvalidRequestException'],
    ['an unsigned request', { authorization: 'Bearer x' }, '{}', 'IncompleteSignatureException'],
  ])('refuses %s', async (_, headers, body, type) => {
    const response = await post(headers, body);
    expect([response.ok, await response.json()]).toEqual([false, expect.objectContaining({ __type: type })]);
  });

  test('reports all constraints that are not met', async () => {
    const command = new CreateDocumentClassifierCommand({
      ...REQUEST,
      DocumentClassifierName: '-x',
      VersionName: 'a_b',
    });
    await expect(client.send(command)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(/^2 validation errors detected: .*'documentClassifierName'.*'versionName'/),
    });
  });
});

describe('faults', () => {
  const outcome = async (): Promise<string> => {
    try {
      await classify('apple');
      return 'ok';
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  };

  test('hit the share of requests that was asked for, and only ClassifyDocument unless told otherwise', async () => {
    let next = 0;
    await start({
      limited: false,
      random: () => ((next++ % 10) + 0.5) / 10,
      faults: { throttle: 0.2, internalError: 0.1, malformed: 0.1, drop: 0.1 },
    });
    await serve();
    const outcomes: string[] = [];
    for (let i = 0; i < 10; i++) outcomes.push(await outcome());
    expect(outcomes).toEqual([
      'ThrottlingException',
      'ThrottlingException',
      'InternalServerException',
      expect.not.stringMatching(/^ok$/), // dropped: what the socket says
      'SyntaxError', // malformed
      ...Array(5).fill('ok'),
    ]);
    comprehend.faults.set({ throttle: 1, internalError: 0, malformed: 0, drop: 0, operations: [] });
    await expect(endpoint()).rejects.toMatchObject({ name: 'ThrottlingException' });
  });

  test('throttling and server errors are tried again by the SDK, an endpoint out of service is not', async () => {
    const seen: (string | undefined)[] = [];
    await start(
      { observe: ({ operation, error }) => operation === 'ClassifyDocument' && seen.push(error) },
      { maxAttempts: 2 },
    );
    await serve();
    comprehend.faults.set({ throttle: 1 });
    expect(await outcome()).toBe('ThrottlingException');
    comprehend.faults.set({ throttle: 0, internalError: 1 });
    expect(await outcome()).toBe('InternalServerException');
    comprehend.faults.set({ internalError: 0, outOfService: true });
    expect(await outcome()).toBe('ResourceUnavailableException');
    expect(seen).toEqual([
      'ThrottlingException',
      'ThrottlingException',
      'InternalServerException',
      'InternalServerException',
      'ResourceUnavailableException',
    ]);
  });

  test('make it slow', async () => {
    await serve();
    comprehend.faults.set({ delayMs: 60_000 });
    const slow = client.send(new ClassifyDocumentCommand({ Text: 'a', EndpointArn: ENDPOINT }), {
      abortSignal: AbortSignal.timeout(50),
    });
    await expect(slow).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('are switched over HTTP, and wrong settings are refused without effect', async () => {
    await serve();
    const faults = async (method: string, change?: unknown) => {
      const response = await fetch(`${comprehend.url}/faults`, {
        method,
        ...(change !== undefined && { body: typeof change === 'string' ? change : JSON.stringify(change) }),
      });
      return [response.status, await response.json()];
    };
    expect(await faults('PUT', { outOfService: true })).toEqual([200, expect.objectContaining({ outOfService: true })]);
    expect(await outcome()).toBe('ResourceUnavailableException');
    expect(await faults('PUT', { throttle: 20 })).toEqual([400, { message: expect.stringContaining('throttle') }]);
    expect(await faults('PUT', { throttle: 0.6, drop: 0.6 })).toEqual([
      400,
      { message: expect.stringContaining('sum') },
    ]);
    expect(await faults('PUT', { trottle: 0.2 })).toEqual([400, { message: expect.stringContaining('trottle') }]);
    expect(await faults('PUT', 'nonsense')).toEqual([400, { message: 'not JSON' }]);
    expect(await faults('POST', {})).toEqual([405, expect.anything()]);
    expect(await faults('GET')).toEqual([
      200,
      { ...comprehend.faults.current, throttle: 0, drop: 0, outOfService: true },
    ]);
    expect(await faults('DELETE')).toEqual([200, expect.objectContaining({ outOfService: false })]);
    expect(await outcome()).toBe('ok');
    expect((await fetch(`${comprehend.url}/elsewhere`)).status).toBe(404);
  });
});

test('a port that is taken is an error, not another port', async () => {
  const taken = startComprehend({ port: comprehend.port, train: trainWordModel, readObjects: async () => [] });
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
