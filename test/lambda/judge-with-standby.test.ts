import { describe, expect, test } from '@jest/globals';
import type { Classify } from '../../lambda/comprehend-classifier';
import {
  ClassifierCallError,
  ClassifierNotInServiceError,
  ClassifierReplyError,
  ClassifierThrottledError,
  ClassifierTimeoutError,
} from '../../lambda/errors';
import { createHandler } from '../../lambda/handler';
import { judgeWithStandby } from '../../lambda/judge-with-standby';
import { CATEGORIES, lambdaContext, proxyEvent } from '../support/lambda-environment';

const mail = proxyEvent({ EmailSubject: 'Loan', EmailBody: 'How much may I borrow?' });

/** What comes of a mail: the answer and the line of log. Default threshold 0.75, IRA 0.9, standby 0.8. */
async function answer(comprehend: Classify, standby = { label: '401K', score: 0.85 }, patienceMs = 60_000) {
  const lines: string[] = [];
  const handler = createHandler({
    settings: { categories: CATEGORIES, defaultThreshold: 0.75, standbyThreshold: 0.8 },
    judge: judgeWithStandby({
      ...{ comprehend, patienceMs, standby: () => standby },
      labels: new Set(CATEGORIES.map(({ label }) => label)),
    }),
    writeLine: (line) => lines.push(line),
    now: () => 0,
  });
  const { statusCode, body } = await handler(mail, lambdaContext());
  return { statusCode, body: JSON.parse(body), log: JSON.parse(lines[0] ?? '') };
}
const fails =
  (error: Error): Classify =>
  () =>
    Promise.reject(error);

describe('with a standby model', () => {
  test('Comprehend answers while it can, by its own threshold', async () => {
    const { body, log } = await answer(async () => ({ label: '401K', score: 0.76 }));
    expect(body).toMatchObject({ QueueName: '401K', Reason: 'matched', Engine: 'comprehend' });
    expect(log).toMatchObject({ level: 'info', engine: 'comprehend' });
    expect(log).not.toHaveProperty('Standby');
    expect(log).not.toHaveProperty('Cause');
  });

  test.each([
    new ClassifierThrottledError('throttled'),
    new ClassifierNotInServiceError('parked'),
    new ClassifierTimeoutError('late'),
    new ClassifierReplyError('half a reply'),
    new ClassifierCallError('no rights'),
  ])('it answers in place of a Comprehend that fails: $name', async (error) => {
    const { statusCode, body, log } = await answer(fails(error));
    expect({ statusCode, body }).toMatchObject({
      statusCode: 200,
      body: { QueueName: '401K', Confidence: 0.85, Reason: 'matched', Engine: 'standby' },
    });
    expect(log).toMatchObject({ level: 'warn', engine: 'standby', Cause: error.name, Standby: 1, status: 200 });
    expect(log._aws.CloudWatchMetrics).toContainEqual(
      expect.objectContaining({
        Dimensions: [['FunctionName', 'Cause']],
        Metrics: [{ Name: 'Standby', Unit: 'Count' }],
      }),
    );
  });

  test('it answers when Comprehend is late, long before the function gives up', async () => {
    const silent: Classify = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new ClassifierTimeoutError('late')), { once: true });
      });
    expect((await answer(silent, undefined, 1)).body).toMatchObject({ Engine: 'standby', QueueName: '401K' });
  });

  test('it answers for a class that the list does not know: the trained model is older than the list', async () => {
    const { body, log } = await answer(async () => ({ label: 'HSA', score: 1 }));
    expect(body).toMatchObject({ Engine: 'standby', QueueName: '401K' });
    expect(log).toMatchObject({ Cause: 'ClassifierOutdatedError' });
  });

  test.each([
    ['below its own threshold', { label: '401K', score: 0.79 }],
    ["below the category's, where that is stricter", { label: 'IRA', score: 0.89 }],
  ])('it is not believed %s', async (_what, standby) => {
    const { body } = await answer(fails(new ClassifierThrottledError('throttled')), standby);
    expect(body).toMatchObject({ QueueName: '', Reason: 'below-threshold', Engine: 'standby' });
  });
});
