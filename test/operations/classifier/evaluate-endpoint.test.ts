import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { evaluateEndpoint } from '../../../operations/classifier/evaluate-endpoint';
import { type Comprehend, startComprehend } from '../../../stand-ins/comprehend/start-comprehend';
import { trainWordModel } from '../../support/word-model';

const rows = [
  { label: 'IRA', text: 'roth contribution' },
  { label: '529', text: 'college tuition' },
];
const texts = ['my roth', 'the college bill', '', 'tuition for college', 'my roth'];

let comprehend: Comprehend;
let client: ComprehendClient;
let arn: string;
let root: string;
let asked: string[];
/** Milliseconds; sleeping moves it, asking takes none. */
let time = 0;

beforeAll(async () => {
  comprehend = await startComprehend({
    train: trainWordModel,
    readObjects: async () => [],
    clock: () => time,
    observe: ({ operation }) => void asked.push(operation),
  });
  const model = comprehend.classifiers.install('mails', 'v1', trainWordModel(rows));
  arn = comprehend.endpoints.create({ EndpointName: 'mails', ModelArn: model, DesiredInferenceUnits: 2 });
  client = new ComprehendClient({
    region: 'us-east-1',
    endpoint: comprehend.url,
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    maxAttempts: 1,
  });
});
afterAll(() => comprehend.close());
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'evaluate-'));
  asked = [];
  time += 60_000;
  comprehend.faults.set({ throttle: 0 });
});
afterEach(() => rmSync(root, { recursive: true }));

function run(
  options: { texts?: readonly string[]; agree?: boolean; sleep?: (ms: number) => void; stopAfter?: number } = {},
) {
  const told: string[] = [];
  const slept: number[] = [];
  const result = evaluateEndpoint({
    ...{ root, client, arn, texts: options.texts ?? texts, pricePerUnitSecond: 0.0005 },
    agree: async (cost) => {
      told.push(cost);
      return options.agree ?? true;
    },
    progress: (line) => void told.push(line),
    now: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
      slept.push(milliseconds);
      options.sleep?.(milliseconds);
    },
  });
  return { told, slept, result };
}

const classified = () => asked.filter((operation) => operation === 'ClassifyDocument').length;

describe('an evaluation by a paid endpoint', () => {
  test('asks every different text once and gives the scores of each, best first', async () => {
    const answers = await run().result;
    expect(answers?.scores.map(([best]) => best?.name)).toEqual(['IRA', '529', undefined, '529', 'IRA']);
    expect(answers?.model).toContain('/version/v1');
    expect(classified()).toBe(3);
  });

  test('tells questions, time and cost before the first question, and asks nothing when that is too much', async () => {
    const { told, result } = run({ agree: false });
    expect(await result).toBeUndefined();
    expect(told).toEqual([
      expect.stringMatching(/^3 questions, 42 characters, at 2 inference units: 1 s at least, 0\.00 USD/),
    ]);
    expect(classified()).toBe(0);
  });

  test('does not ask faster than the units allow: 100 characters and 2 documents a second each', async () => {
    const long = 'tuition '.repeat(100);
    const { slept, result } = run({ texts: ['my roth', long, 'the college bill'] });
    await result;
    expect(slept).toEqual([0, 1000 / 4, (1000 * long.length) / 200]);
  });

  test('goes on where it was stopped, even in the middle of a line, and pays no question twice', async () => {
    let waits = 0;
    const stopped = run({
      sleep: () => {
        waits += 1;
        if (waits === 3) throw new Error('killed');
      },
    }).result;
    await expect(stopped).rejects.toThrow('killed');
    expect(classified()).toBe(2);
    const folder = join(root, '.build', 'evaluation');
    const [file = ''] = readdirSync(folder);
    appendFileSync(join(folder, file), '{"text":"tuition for col');

    const { told, result } = run();
    expect((await result)?.scores[3]?.[0]?.name).toBe('529');
    expect(told[0]).toMatch(/^1 questions/);
    expect(classified()).toBe(3);

    const again = run();
    await again.result;
    expect(again.told[0]).toBe('5 of 5');
    expect(classified()).toBe(3);
    expect(readFileSync(join(folder, file), 'utf8')).toContain('"tuition for college"');
  });

  test('waits ever longer while it is throttled, and then goes on', async () => {
    comprehend.faults.set({ throttle: 1 });
    const { slept, result } = run({
      sleep: (milliseconds) => {
        if (milliseconds >= 8000) comprehend.faults.set({ throttle: 0 });
      },
    });
    expect((await result)?.scores[0]?.[0]?.name).toBe('IRA');
    expect(slept.filter((milliseconds) => milliseconds >= 2000)).toEqual([2000, 4000, 8000]);
  });

  test('gives up when it is throttled for good', async () => {
    comprehend.faults.set({ throttle: 1 });
    await expect(run().result).rejects.toThrow(/rate|throttl/i);
  });

  test('says when the endpoint is not there', async () => {
    const answers = evaluateEndpoint({
      ...{ root, client, texts, pricePerUnitSecond: 1 },
      arn: arn.replace(/mails$/, 'gone'),
      agree: async () => true,
      progress: () => undefined,
    });
    await expect(answers).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
