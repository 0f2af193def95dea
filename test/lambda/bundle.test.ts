import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { comprehendClassifier } from '../../lambda/comprehend-classifier';
import { createHandler } from '../../lambda/handler';
import { judgeBy } from '../../lambda/judge';
import { bundleLambda } from '../../stacks/artifacts/lambda-bundle';
import { CATEGORIES, clientVariables, ENDPOINT_ARN, lambdaContext, proxyEvent } from '../support/lambda-environment';
import { type BundleRun, runBundle } from '../support/run-bundle';
import {
  classes,
  failure,
  type ScriptedComprehend,
  type ScriptedReply,
  startScriptedComprehend,
} from '../support/scripted-comprehend';

const variables = { ...process.env };
const { zip } = bundleLambda(process.cwd(), CATEGORIES);
let comprehend: ScriptedComprehend;
beforeAll(async () => {
  comprehend = await startScriptedComprehend();
  Object.assign(process.env, clientVariables(comprehend.url));
});
afterAll(async () => {
  process.env = variables;
  await comprehend.close();
});

function run(events: readonly unknown[], changes: Readonly<Record<string, string>> = {}): Promise<BundleRun> {
  const settings = { CLASSIFIER_ARN: ENDPOINT_ARN, CLASSIFIER_CONFIDENCE_THRESHOLD: '0.75' };
  return runBundle(zip, events, { ...settings, ...clientVariables(comprehend.url), ...changes });
}

const mail = proxyEvent({ EmailSubject: 'Re: Loan', EmailBody: '<p>How much may I borrow?</p>' });

test('the bundle answers like its sources, line of log by line', async () => {
  const events = [
    mail,
    proxyEvent({ EmailSubject: 'Grüße 😀', EmailBody: 'x'.repeat(20_000) }),
    proxyEvent({ EmailSubject: '', EmailBody: '' }),
    proxyEvent('no JSON'),
    null,
    mail,
    mail,
  ];
  const script: readonly ScriptedReply[] = [
    classes({ '401K': 0.8, IRA: 0.2 }),
    classes({ HSA: 1 }),
    failure('ResourceUnavailableException'),
    failure('AccessDeniedException', 403),
  ];
  const log: string[] = [];
  const handler = createHandler({
    settings: { categories: CATEGORIES, defaultThreshold: 0.75 },
    judge: judgeBy('comprehend', comprehendClassifier(ENDPOINT_ARN)),
    writeLine: (line) => log.push(line),
    now: Date.now,
  });
  comprehend.script(...script);
  const expected = [];
  for (const event of events) expected.push(await handler(event, lambdaContext()));
  const asked = [...comprehend.calls];

  comprehend.script(...script);
  const bundled = await run(events);
  expect(bundled.results).toEqual(expected);
  expect(bundled.results.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 400, 400, 503, 500]);
  expect(comprehend.calls.map(({ body }) => body)).toEqual(asked.map(({ body }) => body));
  const decisions = (lines: readonly string[]) =>
    lines
      .map((line) => JSON.parse(line))
      .map(({ label, queue, status, Reason, textBytes }) => ({ label, queue, status, Reason, textBytes }));
  expect(decisions(bundled.log)).toEqual(decisions(log));
});

describe('the bundle by itself', () => {
  test('answers 503 when the connection is cut, after three attempts', async () => {
    comprehend.script('reset');
    const { results, log } = await run([mail]);
    expect(results).toMatchObject([{ statusCode: 503 }]);
    expect(comprehend.calls).toHaveLength(3);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({
      Reason: 'ClassifierNotInServiceError',
      causes: expect.arrayContaining([expect.stringMatching(/code=ECONNRESET attempts=3/)]),
    });
  });

  test('answers 503 when nobody listens', async () => {
    const gone = await startScriptedComprehend();
    await gone.close();
    const { results, log } = await run([mail], { AWS_ENDPOINT_URL_COMPREHEND: gone.url });
    expect(results).toMatchObject([{ statusCode: 503 }]);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({ Reason: 'ClassifierNotInServiceError' });
  });

  test('signs with the credentials of its environment, session token included', async () => {
    comprehend.script(classes({ IRA: 1 }));
    await run([mail], { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SESSION_TOKEN: 'token' });
    expect(comprehend.calls[0]?.authorization).toMatch(
      /Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/.*x-amz-security-token/,
    );
  });

  test('answers 500 without credentials, and does not ask', async () => {
    comprehend.script(classes({ IRA: 1 }));
    const { results, log } = await run([mail], { AWS_ACCESS_KEY_ID: '' });
    expect(results).toMatchObject([{ statusCode: 500 }]);
    expect(comprehend.calls).toHaveLength(0);
    expect(JSON.parse(log[0] ?? '')).toMatchObject({
      Reason: 'ClassifierCallError',
      causes: expect.arrayContaining([expect.stringMatching(/^CredentialsProviderError/)]),
    });
  });

  test('does not start with faulty settings, and names them all', async () => {
    const start = run([mail], { CLASSIFIER_ARN: 'arn', CLASSIFIER_CONFIDENCE_THRESHOLD: '75' });
    await expect(start).rejects.toThrow(
      /SettingsError[\s\S]*CLASSIFIER_ARN is "arn"[\s\S]*CLASSIFIER_CONFIDENCE_THRESHOLD is "75"/,
    );
  });
});
