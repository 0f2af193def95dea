import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Classify, comprehendClassifier } from '../../lambda/comprehend-classifier';
import { clientVariables, ENDPOINT_ARN } from '../support/lambda-environment';
import {
  classes,
  failure,
  type ScriptedComprehend,
  type ScriptedReply,
  startScriptedComprehend,
} from '../support/scripted-comprehend';

const variables = { ...process.env };
let comprehend: ScriptedComprehend;
let classify: Classify;
beforeAll(async () => {
  comprehend = await startScriptedComprehend();
  Object.assign(process.env, clientVariables(comprehend.url));
  classify = comprehendClassifier(ENDPOINT_ARN);
});
afterAll(async () => {
  process.env = variables;
  await comprehend.close();
});

const never = () => new AbortController().signal;

async function failureName(signal = never()): Promise<string> {
  try {
    return JSON.stringify(await classify('some text', signal));
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

describe('a text', () => {
  test('is sent to the endpoint, signed for its region', async () => {
    comprehend.script(classes({ IRA: 0.2, '401K': 0.7, OTHER: 0.1 }));
    expect(await classify('Grüße 😀', never())).toEqual({ label: '401K', score: 0.7 });
    expect(comprehend.calls).toEqual([
      {
        target: 'Comprehend_20171127.ClassifyDocument',
        authorization: expect.stringContaining('/eu-west-1/comprehend/aws4_request'),
        body: { EndpointArn: ENDPOINT_ARN, Text: 'Grüße 😀' },
      },
    ]);
  });

  test('is sent again when the endpoint was throttled or broken for a moment', async () => {
    comprehend.script(failure('ThrottlingException'), failure('InternalServerException', 500), classes({ IRA: 1 }));
    expect(await classify('text', never())).toEqual({ label: 'IRA', score: 1 });
    expect(comprehend.calls).toHaveLength(3);
  });

  test('belongs to the first of two classes with the same score', async () => {
    comprehend.script(classes({ IRA: 0.5, OTHER: 0.5 }));
    expect(await classify('text', never())).toEqual({ label: 'IRA', score: 0.5 });
  });
});

// Failing connections are proven with the bundle: in Jest's realm the client does not know Node's own errors.
describe('each failure has its name and its number of attempts:', () => {
  const html = '<html><body>Service Unavailable</body></html>';
  const cases: readonly (readonly [string, ScriptedReply, string, number])[] = [
    ['throttled', failure('ThrottlingException'), 'ClassifierThrottledError', 3],
    ['too many requests', failure('TooManyRequestsException'), 'ClassifierThrottledError', 3],
    ['status 429 of unknown name', failure('SlowDownPlease', 429), 'ClassifierThrottledError', 3],
    ['endpoint being updated', failure('ResourceUnavailableException'), 'ClassifierNotInServiceError', 1],
    ['endpoint parked', failure('ResourceNotFoundException'), 'ClassifierNotInServiceError', 1],
    ['Comprehend broken', failure('InternalServerException', 500), 'ClassifierNotInServiceError', 3],
    ['a proxy answers in HTML', { status: 503, body: html }, 'ClassifierNotInServiceError', 3],
    ['invalid request', failure('InvalidRequestException'), 'ClassifierCallError', 1],
    ['text too long', failure('TextSizeLimitExceededException'), 'ClassifierCallError', 1],
    ['no right', failure('AccessDeniedException', 403), 'ClassifierCallError', 1],
    ['expired credentials', failure('ExpiredTokenException', 403), 'ClassifierCallError', 1],
    ['HTML with status 200', { body: html }, 'ClassifierReplyError', 1],
    ['JSON that is cut off', { body: '{"Classes":[{"Name":"IRA","Sco' }, 'ClassifierReplyError', 1],
    ['no classes', { body: {} }, 'ClassifierReplyError', 1],
    ['an empty list of classes', { body: { Classes: [] } }, 'ClassifierReplyError', 1],
    ['a multi-label model', { body: { Labels: [{ Name: 'IRA', Score: 1 }] } }, 'ClassifierReplyError', 1],
    ['a class without a name', { body: { Classes: [{ Score: 1 }] } }, 'ClassifierReplyError', 1],
    ['a class without a score', { body: { Classes: [{ Name: 'IRA' }] } }, 'ClassifierReplyError', 1],
    ['a score above 1', classes({ IRA: 75 }), 'ClassifierReplyError', 1],
    ['a score that is no number', { body: { Classes: [{ Name: 'IRA', Score: 'NaN' }] } }, 'ClassifierReplyError', 1],
  ];
  test.each(cases)('%s', async (_, reply, name, attempts) => {
    comprehend.script(reply);
    expect(await failureName()).toBe(name);
    expect(comprehend.calls).toHaveLength(attempts);
  });
});

test('an endpoint that does not answer is asked three times', async () => {
  comprehend.script('no answer');
  const hasty = comprehendClassifier(ENDPOINT_ARN, { connectionMs: 1_000, attemptMs: 500 });
  await expect(hasty('text', never())).rejects.toMatchObject({ name: 'ClassifierTimeoutError' });
  expect(comprehend.calls).toHaveLength(3);
});

describe('the deadline ends', () => {
  test.each<[string, ScriptedReply]>([
    ['a call that is not answered', 'no answer'],
    ['the pause before another attempt', { status: 429, body: {}, headers: { 'Retry-After': '0.5' } }],
    ['a reply that has begun and does not go on', 'stall'],
  ])('%s', async (_, reply) => {
    const deadline = new AbortController();
    comprehend.script(reply);
    comprehend.onCall(() => setTimeout(() => deadline.abort(), 20));
    expect(await failureName(deadline.signal)).toBe('ClassifierTimeoutError');
    expect(comprehend.calls).toHaveLength(1);
  });

  test('before it began', async () => {
    comprehend.script(classes({ IRA: 1 }));
    expect(await failureName(AbortSignal.abort())).toBe('ClassifierTimeoutError');
    expect(comprehend.calls).toHaveLength(0);
  });
});
