import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { comprehendClassifier } from '../../lambda/comprehend-classifier';
import { createHandler, type Handler } from '../../lambda/handler';
import { judgeBy } from '../../lambda/judge';
import { CATEGORIES, clientVariables, ENDPOINT_ARN, lambdaContext, proxyEvent } from '../support/lambda-environment';
import {
  classes,
  failure,
  REQUEST_ID,
  type ScriptedComprehend,
  type ScriptedReply,
  startScriptedComprehend,
} from '../support/scripted-comprehend';

const variables = { ...process.env };
let comprehend: ScriptedComprehend;
let handler: Handler;
let log: string[];
beforeAll(async () => {
  comprehend = await startScriptedComprehend();
  Object.assign(process.env, clientVariables(comprehend.url));
});
afterAll(async () => {
  process.env = variables;
  await comprehend.close();
});
beforeEach(() => {
  log = [];
  let clock = 1_700_000_000_000;
  handler = createHandler({
    settings: { categories: CATEGORIES, defaultThreshold: 0.75 },
    judge: judgeBy('comprehend', comprehendClassifier(ENDPOINT_ARN)),
    writeLine: (line) => log.push(line),
    now: () => {
      clock += 5;
      return clock;
    },
  });
});

const mail = proxyEvent({ EmailSubject: 'Hardship', EmailBody: 'Secret words of a customer' });
const record = (): Record<string, unknown> => JSON.parse(log[0] ?? '');

async function answer(event: unknown, remainingMs?: number) {
  const { statusCode, headers, body } = await handler(event, lambdaContext(remainingMs));
  expect(headers['Content-Type']).toBe('application/json');
  expect(log).toHaveLength(1);
  expect(log[0]).not.toContain('\n');
  return { statusCode, headers, body: JSON.parse(body) };
}

describe('a mail is answered with', () => {
  test.each<[string, ScriptedReply, object]>([
    [
      'its queue',
      classes({ '401K': 0.93, IRA: 0.07 }),
      { QueueName: '401K', Confidence: 0.93, Category: '401K', Reason: 'matched' },
    ],
    [
      'its queue, exactly at the threshold',
      classes({ '401K': 0.75 }),
      { QueueName: '401K', Confidence: 0.75, Category: '401K', Reason: 'matched' },
    ],
    [
      'no queue below the threshold of its category',
      classes({ IRA: 0.89 }),
      { QueueName: '', Confidence: 0.89, Category: 'IRA', Reason: 'below-threshold' },
    ],
    [
      'no queue when it is out of scope',
      classes({ OTHER: 0.99 }),
      { QueueName: '', Confidence: 0.99, Category: 'OTHER', Reason: 'out-of-scope' },
    ],
    [
      'no queue when the list does not know its label',
      classes({ HSA: 0.99 }),
      { QueueName: '', Confidence: 0.99, Category: 'HSA', Reason: 'out-of-scope' },
    ],
  ])('%s', async (_, reply, expected) => {
    comprehend.script(reply);
    expect(await answer(mail)).toMatchObject({ statusCode: 200, body: expected });
  });

  test('no queue, and without asking, when it holds no text', async () => {
    comprehend.script();
    const empty = proxyEvent({ EmailSubject: ' ', EmailBody: '<p>&nbsp;</p><img src="cid:1">' });
    const body = { QueueName: '', Confidence: 0, Category: '', Reason: 'no-text' };
    expect(await answer(empty)).toMatchObject({ statusCode: 200, body });
    expect(comprehend.calls).toHaveLength(0);
    expect(record()).toMatchObject({ Category: 'none', Reason: 'no-text', textBytes: 0 });
  });
});

describe('what Comprehend is asked', () => {
  beforeEach(() => comprehend.script(classes({ '401K': 1 })));

  test('is subject and newest part', async () => {
    await answer(proxyEvent({ EmailSubject: 'Re: Loan', EmailBody: '<p>How much?</p><blockquote>IRA</blockquote>' }));
    expect(comprehend.calls[0]?.body.Text).toBe('Loan How much?');
  });

  test('fits, also for 1 MB of HTML', async () => {
    const paragraph = '<p style="margin:0">Grüße aus dem <b>401(k)</b> &euro; &amp; mehr</p>\n';
    const html = `<html><body>${paragraph.repeat(Math.ceil(1_048_576 / paragraph.length))}</body></html>`;
    expect(await answer(proxyEvent({ EmailSubject: 'Big', EmailBody: html }))).toMatchObject({ statusCode: 200 });
    const text = comprehend.calls[0]?.body.Text ?? '';
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text.length).toBeGreaterThan(1_900);
  });

  test.each([0, 1, 2, 3])('is cut before an emoji that does not fit as a whole, %i bytes in front', async (bytes) => {
    await answer(proxyEvent({ EmailSubject: 'x'.repeat(bytes), EmailBody: '😀'.repeat(3_000) }));
    const text = comprehend.calls[0]?.body.Text ?? '';
    expect(text).toMatch(/^x{0,3} ?(?:😀)+$/u);
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text.length).toBeGreaterThan(1_997);
  });

  test('is also taken out of a body in base64', async () => {
    const body = JSON.stringify({ EmailSubject: 'Grüße', EmailBody: '' });
    await answer({ ...mail, body: Buffer.from(body).toString('base64'), isBase64Encoded: true });
    expect(comprehend.calls[0]?.body.Text).toBe('Grüße');
  });
});

describe('bad input is refused with 400 and what is wrong:', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['no event', undefined, 'the body is missing'],
    ['no body', { ...mail, body: null }, 'the body is missing'],
    ['an empty body', proxyEvent(''), 'the body is not JSON'],
    ['no JSON', proxyEvent('EmailSubject=a'), 'the body is not JSON'],
    ['base64 that is no UTF-8', { ...mail, body: '/////w==', isBase64Encoded: true }, 'the body is not JSON'],
    ['a list', proxyEvent([]), 'the body must be a JSON object'],
    ['null', proxyEvent('null'), 'the body must be a JSON object'],
    ['no field', proxyEvent({}), 'EmailSubject is missing; EmailBody is missing'],
    [
      'a field of the prototype only',
      proxyEvent('{"__proto__":{"EmailBody":""},"EmailSubject":""}'),
      'EmailBody is missing',
    ],
    [
      'a wrong type',
      proxyEvent({ EmailSubject: 1, EmailBody: null }),
      'EmailSubject must be a string; EmailBody must be a string',
    ],
  ];
  test.each(cases)('%s', async (_, event, message) => {
    comprehend.script();
    expect(await answer(event)).toMatchObject({ statusCode: 400, body: { message } });
    expect(record()).toMatchObject({ level: 'warn', Reason: 'BadRequestError', status: 400 });
    expect(comprehend.calls).toHaveLength(0);
  });
});

describe('when the classifier fails', () => {
  test.each<[string, ScriptedReply, string]>([
    ['throttled', failure('ThrottlingException'), 'ClassifierThrottledError'],
    ['not in service', failure('ResourceUnavailableException'), 'ClassifierNotInServiceError'],
    ['too slow', 'no answer', 'ClassifierTimeoutError'],
  ])('for now (%s), the caller is told when to come back', async (_, reply, reason) => {
    comprehend.script(reply);
    const { statusCode, headers, body } = await answer(mail, reply === 'no answer' ? 700 : undefined);
    expect({ statusCode, body }).toEqual({ statusCode: 503, body: { message: 'The classifier cannot answer now' } });
    expect(headers['Retry-After']).toMatch(/^[1-9]\d*$/);
    expect(record()).toMatchObject({ level: 'error', Reason: reason, status: 503 });
  });

  test.each<[string, ScriptedReply, string]>([
    ['no right', failure('AccessDeniedException', 403, 'User: arn:aws:sts::1:x'), 'ClassifierCallError'],
    ['malformed reply', { body: '<html>' }, 'ClassifierReplyError'],
    ['empty classes', { body: { Classes: [] } }, 'ClassifierReplyError'],
  ])('for good (%s), the caller gets the request id and nothing else', async (_, reply, reason) => {
    comprehend.script(reply);
    const { statusCode, body } = await answer(mail);
    expect({ statusCode, body }).toEqual({ statusCode: 500, body: { message: 'Internal error', requestId: 'api-1' } });
    expect(record()).toMatchObject({ level: 'error', Reason: reason, apiRequestId: 'api-1', status: 500 });
  });

  test('the function answers before Lambda stops it', async () => {
    comprehend.script('stall');
    expect(await answer(mail, 550)).toMatchObject({ statusCode: 503 });
    expect(record()).toMatchObject({ Reason: 'ClassifierTimeoutError' });
  });

  test('the log says why, and quotes nothing', async () => {
    comprehend.script(failure('InvalidRequestException', 400, 'Text "Secret words of a customer" is invalid'));
    await answer(mail);
    expect(record()['causes']).toEqual(
      expect.arrayContaining([
        'ClassifierCallError',
        `InvalidRequestException status=400 awsRequestId=${REQUEST_ID} attempts=1`,
        expect.stringMatching(/^at /),
      ]),
    );
    expect(log[0]).not.toMatch(/secret|words|customer|hardship/i);
  });
});

describe('the log line', () => {
  test('holds decision, score, durations and ids', async () => {
    comprehend.script(classes({ '401K': 0.93 }));
    await answer(mail);
    expect(record()).toMatchObject({
      level: 'info',
      status: 200,
      label: '401K',
      queue: '401K',
      textBytes: 'Hardship Secret words of a customer'.length,
      apiRequestId: 'api-1',
      lambdaRequestId: 'lambda-1',
      Confidence: 0.93,
      classifierMs: 5,
      Latency: 15,
    });
    expect(log[0]).not.toMatch(/secret|words|customer|hardship/i);
  });

  test('is metrics in the embedded format, mails by category and reason', async () => {
    comprehend.script(classes({ IRA: 0.5 }));
    await answer(mail);
    const line = record();
    expect(line['_aws']).toEqual({
      Timestamp: 1_700_000_000_020,
      CloudWatchMetrics: [
        {
          Namespace: 'EmailRouting',
          Dimensions: [['FunctionName', 'Category', 'Reason']],
          Metrics: [{ Name: 'Mails', Unit: 'Count' }],
        },
        {
          Namespace: 'EmailRouting',
          Dimensions: [['FunctionName']],
          Metrics: [{ Name: 'Confidence', Unit: 'None' }],
        },
        {
          Namespace: 'EmailRouting',
          Dimensions: [['FunctionName']],
          Metrics: [{ Name: 'Latency', Unit: 'Milliseconds' }],
        },
      ],
    });
    expect(line).toMatchObject({ FunctionName: 'classify-dev', Category: 'IRA', Reason: 'below-threshold', Mails: 1 });
  });

  test.each([
    ['Épargne 529', 'U+c9pargne 529'],
    [':529', 'U+3a529'],
    ['x'.repeat(5_000), 'x'.repeat(1_024)],
  ])('has a category that CloudWatch accepts: %.20s', async (label, dimension) => {
    comprehend.script(classes({ [label]: 0.5 }));
    await answer(mail);
    expect(record()).toMatchObject({ label, Category: dimension });
  });
});
