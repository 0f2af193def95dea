import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ApiRefusalError, askApi } from '../../operations/ask-api';

let server: Server;
let status = 200;
let answer = '';
let seen: { key: string | undefined; body: string };
beforeEach(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen = { key: request.headers['x-api-key']?.toString(), body };
    response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const ask = () =>
  askApi(
    { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/classify`, key: 'the-key' },
    { EmailSubject: 'a', EmailBody: 'b' },
  );

test('the mail is sent as the data action sends it, and the answer comes back', async () => {
  status = 200;
  answer = JSON.stringify({ QueueName: 'IRA', Confidence: 0.9, Category: 'IRA', Reason: 'matched' });
  expect(await ask()).toMatchObject({ response: { QueueName: 'IRA', Reason: 'matched' } });
  expect(seen).toEqual({ key: 'the-key', body: '{"EmailSubject":"a","EmailBody":"b"}' });
});

test.each([
  [400, 'does not take this request'],
  [403, 'key is missing or wrong'],
  [429, 'api.throttle'],
  [503, 'classifier'],
  [504, 'in time'],
])('status %d is explained', async (code, words) => {
  status = code;
  answer = '{"message":"said by AWS"}';
  const refusal = await ask().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ApiRefusalError);
  expect(refusal).toMatchObject({ status: code, message: expect.stringContaining(words) });
  expect((refusal as Error).message).toContain('said by AWS');
});

test('no answer is told with the address', async () => {
  const gone = { url: 'http://127.0.0.1:1/v1/classify', key: 'the-key' };
  await expect(askApi(gone, { EmailSubject: 'a', EmailBody: 'b' })).rejects.toThrow(
    /^no answer from http:\/\/127\.0\.0\.1:1\/v1\/classify: /,
  );
});
