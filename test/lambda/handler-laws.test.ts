import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseCategory } from '../../lambda/choose-category';
import type { Classify } from '../../lambda/comprehend-classifier';
import {
  ClassifierCallError,
  ClassifierNotInServiceError,
  ClassifierReplyError,
  ClassifierThrottledError,
  ClassifierTimeoutError,
} from '../../lambda/errors';
import { createHandler } from '../../lambda/handler';
import { judgeBy } from '../../lambda/judge';
import type { ProxyResult } from '../../lambda/proxy-result';
import { arbitraryMailText } from '../support/arbitrary-mail';
import { CATEGORIES, lambdaContext } from '../support/lambda-environment';

/** Stands in every mail and may never be seen outside the request to Comprehend. */
const SECRET = 'zq7Xsecret';
const ERRORS = [
  ClassifierThrottledError,
  ClassifierNotInServiceError,
  ClassifierTimeoutError,
  ClassifierReplyError,
  ClassifierCallError,
  TypeError,
  Error,
];

const classification = fc.oneof(
  fc.record({
    label: fc.oneof(fc.constantFrom('401K', 'IRA', 'OTHER'), fc.string({ unit: 'binary' })),
    score: fc.float({ min: 0, max: 1, noNaN: true }),
  }),
  fc.constantFrom(...ERRORS),
);
type Classification = typeof classification extends fc.Arbitrary<infer T> ? T : never;

/** Classifies as told, or fails with errors that quote the mail wherever they can. */
function classifier(outcome: Classification): Classify {
  return (text) => {
    if (typeof outcome !== 'function') return Promise.resolve(outcome);
    const cause = Object.assign(new Error(text), { code: text, name: text, $metadata: { requestId: text } });
    return Promise.reject(new outcome(`failed: ${text}\n    at ${text}`, { cause }));
  };
}

async function handle(
  event: unknown,
  outcome: Classification,
): Promise<{ result: ProxyResult; log: readonly string[] }> {
  const log: string[] = [];
  const handler = createHandler({
    settings: { categories: CATEGORIES, defaultThreshold: 0.75 },
    judge: judgeBy('comprehend', classifier(outcome)),
    writeLine: (line) => log.push(line),
    now: Date.now,
  });
  return { result: await handler(event, lambdaContext()), log };
}

const secretText = fc
  .tuple(arbitraryMailText, arbitraryMailText)
  .map(([before, after]) => `${before} ${SECRET} ${after}`);
const mail = fc.record({ EmailSubject: secretText, EmailBody: secretText });
const noMail = fc.oneof(
  fc.json().map((json) => json.replace('{', `{"${SECRET}":`)),
  fc.constantFrom('', '{', 'null', '[]', `"${SECRET}"`, `${SECRET}`, `{"EmailSubject":"${SECRET}"}`),
  fc
    .record({ EmailSubject: secretText, EmailBody: fc.oneof(fc.integer(), fc.constant(null), fc.object()) })
    .map((fields) => JSON.stringify(fields)),
  secretText,
);
const anyEvent = fc.oneof(
  fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true, withTypedArray: true }),
  fc.record(
    {
      body: fc.anything(),
      isBase64Encoded: fc.anything(),
      requestContext: fc.oneof(fc.anything(), fc.record({ requestId: fc.anything() })),
    },
    { requiredKeys: [] },
  ),
  noMail.map((body) => ({ body, isBase64Encoded: false })),
  noMail.map((body) => ({ body, isBase64Encoded: true })),
);

describe('whatever comes in, the handler does not throw, logs one line and keeps the mail to itself:', () => {
  test('5,000 events that are no request are refused with 400', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvent, classification, async (event, outcome) => {
        const { result, log } = await handle(event, outcome);
        expect(result.statusCode).toBe(400);
        expectQuiet(result, log);
      }),
      { numRuns: 5_000 },
    );
  });

  test('5,000 mails are answered as the class and the thresholds say, or with 503 or 500', async () => {
    await fc.assert(
      fc.asyncProperty(mail, fc.boolean(), classification, async (fields, base64, outcome) => {
        const json = JSON.stringify(fields);
        const body = base64 ? Buffer.from(json).toString('base64') : json;
        const { result, log } = await handle({ body, isBase64Encoded: base64 }, outcome);
        if (typeof outcome === 'function') {
          expect(result.statusCode).toBe(/Throttled|NotInService|Timeout/.test(outcome.name) ? 503 : 500);
        } else {
          expect(result.statusCode).toBe(200);
          expect(JSON.parse(result.body)).toEqual({
            ...chooseCategory(outcome, CATEGORIES, 0.75),
            ...{ Engine: 'comprehend', ModelVersion: '' },
            DecisionId: expect.stringMatching(/./),
          });
          expect(JSON.parse(log[0] ?? '')).toMatchObject({ apiRequestId: JSON.parse(result.body).DecisionId });
        }
        expectQuiet(result, log);
      }),
      { numRuns: 5_000 },
    );
  });
});

function expectQuiet(result: ProxyResult, log: readonly string[]): void {
  expect(log).toHaveLength(1);
  expect(() => JSON.parse(log[0] ?? '')).not.toThrow();
  expect(`${log[0]}${JSON.stringify(result)}`).not.toContain(SECRET);
}
