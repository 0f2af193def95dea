import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { packClassifier } from '../../classifier/stored-model';
import { trainClassifier } from '../../classifier/train-classifier';
import { lambdaZip } from '../../stacks/artifacts/lambda-bundle';
import { CATEGORIES, clientVariables, ENDPOINT_ARN, proxyEvent } from '../support/lambda-environment';
import { runBundle } from '../support/run-bundle';
import { classes, failure, type ScriptedComprehend, startScriptedComprehend } from '../support/scripted-comprehend';

const TEXTS = {
  '401K': 'employer match loan from my 401k plan at work payroll deferral vesting',
  IRA: 'roth conversion backdoor traditional ira contribution limit custodian rollover',
  OTHER: 'lost debit card wire mortgage newsletter parking invoice toner',
};
const rows = Object.entries(TEXTS).flatMap(([label, words]) =>
  words
    .split(' ')
    .flatMap((word, at, all) => [0, 1, 2].map((n) => ({ label, text: `${word} ${all[(at + n) % all.length]}` }))),
);
const trained = trainClassifier(rows);
const model = { key: 'k', weights: () => packClassifier(trained.data) };
const embedded = lambdaZip(process.cwd(), CATEGORIES, { entry: 'lambda/embedded.ts', model });
const standby = lambdaZip(process.cwd(), CATEGORIES, { entry: 'lambda/index.ts', model });
const mail = proxyEvent({ EmailSubject: 'Loan', EmailBody: 'A loan from my 401k plan, employer match' });
const THRESHOLD = { CLASSIFIER_CONFIDENCE_THRESHOLD: '0.1' };

let comprehend: ScriptedComprehend;
beforeAll(async () => {
  comprehend = await startScriptedComprehend();
});
afterAll(() => comprehend.close());

describe('the embedded engine as it ships', () => {
  test('answers what the model says, with no endpoint, no credentials and no SDK', async () => {
    const { results, log } = await runBundle(embedded, [mail, proxyEvent('no JSON')], {
      ...THRESHOLD,
      SHIPPED_MODEL_VERSION: 'f00d',
    });
    const [best] = trained.classify('Loan\nA loan from my 401k plan, employer match');
    expect(results[0]).toMatchObject({ statusCode: 200 });
    expect(JSON.parse(results[0]?.body ?? '')).toEqual({
      ...{ QueueName: '401K', Category: best?.name, Confidence: best?.score, Reason: 'matched', Engine: 'embedded' },
      ...{ ModelVersion: 'f00d', DecisionId: 'api-1' },
    });
    expect(results[1]).toMatchObject({ statusCode: 400 });
    expect(JSON.parse(log[0] ?? '')).toMatchObject({ engine: 'embedded', modelVersion: 'f00d', Mails: 1, status: 200 });
    const code = Buffer.from(unzipSync(embedded)['index.mjs'] ?? []).toString();
    expect(code).not.toContain('ClassifyDocument');
  });

  test('does not start with damaged weights', async () => {
    const damaged = { key: 'k', weights: () => model.weights().subarray(0, 3_000) };
    const zip = lambdaZip(process.cwd(), CATEGORIES, { entry: 'lambda/embedded.ts', model: damaged });
    await expect(runBundle(zip, [mail], THRESHOLD)).rejects.toThrow(/SettingsError[\s\S]*damaged or cut off/);
  });
});

describe('the standby model as it ships', () => {
  const run = () =>
    runBundle(standby, [mail], {
      ...THRESHOLD,
      ...{ CLASSIFIER_ARN: ENDPOINT_ARN, STANDBY_CONFIDENCE_THRESHOLD: '0.2' },
      ...clientVariables(comprehend.url),
    });

  test('is not asked while Comprehend answers', async () => {
    comprehend.script(classes({ IRA: 0.95, '401K': 0.05 }));
    const { results } = await run();
    expect(JSON.parse(results[0]?.body ?? '')).toMatchObject({ QueueName: 'Retirement', Engine: 'comprehend' });
  });

  test.each([
    ['throttles', failure('ThrottlingException'), 2],
    ['is parked', failure('ResourceNotFoundException'), 1],
    ['is being updated', failure('ResourceUnavailableException'), 1],
    ['drops the connection', 'reset' as const, 2],
    ['never answers', 'no answer' as const, 1],
  ])('answers when Comprehend %s', async (_what, reply, calls) => {
    comprehend.script(reply);
    const { results } = await run();
    expect(JSON.parse(results[0]?.body ?? '')).toMatchObject({ QueueName: '401K', Engine: 'standby' });
    expect(comprehend.calls).toHaveLength(calls);
  });
});
