import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runCommand } from '../support/run-command';
import { copyProject } from '../support/run-main';

// npm run classify as a process of its own, with a Terraform that answers what `says` and a server for the deployed API.
let home: string;
let project: string;
let api: Server;
let url: string;
let asked: { key: string | undefined; body: unknown }[];
let answer: { status: number; body: object };

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'classify-'));
  project = join(home, 'project');
  mkdirSync(project);
  copyProject(process.cwd(), project);
  cpSync('sandbox', join(project, 'sandbox'), { recursive: true }); // reads the mail of --file
  const terraform = join(home, 'terraform');
  writeFileSync(terraform, `#!/bin/sh\n. ${home}/$2\n`);
  chmodSync(terraform, 0o755);
  api = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ key: request.headers['x-api-key']?.toString(), body: JSON.parse(body) });
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(api.address() as AddressInfo).port}/v1/classify`;
});
afterAll(() => {
  api.close();
  rmSync(home, { recursive: true });
});

/** What Terraform's `init` or `output` does from now on, as a piece of shell. */
const says = (command: 'init' | 'output', shell: string) => writeFileSync(join(home, command), shell);
const outputs = (values: object) => says('output', `echo '${JSON.stringify(values)}'`);
const classify = (...args: string[]) =>
  runCommand(project, { TERRAFORM_BINARY_NAME: join(home, 'terraform') }, ['classify', 'dev', ...args]);

beforeEach(() => {
  asked = [];
  answer = { status: 200, body: { QueueName: 'IRA', Confidence: 0.97, Category: 'IRA', Reason: 'matched' } };
  says('init', 'true');
  outputs({ url: { value: url }, key: { value: 'the-key' } });
});

test('asks the deployed API with its key, and shows the queue', async () => {
  const { code, output } = await classify('--subject', 'Roth', '--body', 'How much may I pay in?');
  expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^queue IRA {2}\(IRA 0\.970, matched, /) });
  expect(asked).toEqual([{ key: 'the-key', body: { EmailSubject: 'Roth', EmailBody: 'How much may I pay in?' } }]);
});

test('takes a whole message, and ends with 3 when it would go to the fallback queue', async () => {
  answer.body = { QueueName: '', Confidence: 0.4, Category: 'IRA', Reason: 'below-threshold' };
  const mail = join(home, 'mail.eml');
  writeFileSync(mail, 'From: a@b.example\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\n\r\nHow much?\r\n');
  const { code, output } = await classify('--file', mail);
  expect({ code, output }).toEqual({
    code: 3,
    output: expect.stringMatching(/^fallback queue {2}\(IRA 0\.400, below-threshold, /),
  });
  expect(asked[0]?.body).toEqual({ EmailSubject: 'Café', EmailBody: expect.stringMatching(/^How much\?\s*$/) });
});

describe('ends with 1 and asks nobody when', () => {
  test.each([
    [
      'the message is given twice',
      ['--file', 'mail.eml', '--subject', 'Roth'],
      () => {},
      '--file holds subject and body',
    ],
    [
      'nothing is deployed',
      ['--subject', 'Roth'],
      () => outputs({}),
      'api-dev is not deployed yet: npm run deploy -- dev',
    ],
    [
      'the state has moved',
      ['--subject', 'Roth'],
      () => {
        // as a folder is that was initialized with the old backend
        mkdirSync(join(project, 'cdktf.out/stacks/api-dev/.terraform'), { recursive: true });
        says('init', 'echo "Error: Backend configuration changed" >&2; exit 1');
      },
      'forget the old place: terraform -chdir=cdktf.out/stacks/api-dev init -reconfigure',
    ],
  ])('%s', async (_when, args, arrange, words) => {
    arrange();
    const { code, output } = await classify(...args);
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(words) });
    expect(asked).toEqual([]);
  });
});
