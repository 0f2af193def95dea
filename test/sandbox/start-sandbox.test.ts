import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox';
import { openMailStore } from '../../sandbox/store/mail-store';
import { plainMail } from '../support/plain-mail';
import { smallDeployment } from '../support/small-deployment';

const outputs = { QueueName: 'IRA', Confidence: 0.91, Category: 'IRA', Reason: 'matched' };

async function open(): Promise<{ sandbox: Sandbox; asked: () => number }> {
  let asked = 0;
  const deployment = smallDeployment({
    callDataAction: async () => {
      asked++;
      return { kind: 'success', outputs };
    },
  });
  const store = await openMailStore();
  const sandbox = await startSandbox({ deployment, store, host: '127.0.0.1', smtpPort: 0, report: () => {} });
  return { sandbox, asked: () => asked };
}

async function settled(sandbox: Sandbox, ...mail: Parameters<typeof plainMail>) {
  const id = await sandbox.accept(plainMail(...mail));
  await sandbox.idle();
  return { id, settlement: (await sandbox.store.get(id))?.settlement };
}

test('a reply goes to where its conversation is: no flow runs, and no second automatic reply goes out', async () => {
  const { sandbox, asked } = await open();
  const first = await settled(sandbox, 'Rollover', { messageId: '<1@y>' });
  expect(first.settlement).toMatchObject({ queue: 'IRA', autoReplies: [expect.any(String)] });
  const waiting = await settled(sandbox, 'Re: Rollover', { messageId: '<2@y>', inReplyTo: '<1@y>' });
  expect(waiting.settlement).toMatchObject({
    queue: 'IRA',
    reason: `reply to mail ${first.id}: joins it in its queue`,
    autoReplies: [],
  });
  await sandbox.answer(waiting.id, { body: 'Yes.', quote: false });
  const after = await settled(sandbox, 'Re: Rollover', { inReplyTo: '<answer@acme>', references: ['<1@y>', '<2@y>'] });
  expect(after.settlement).toMatchObject({
    queue: 'IRA',
    reason: `reply to mail ${waiting.id}: to the agent who answered it`,
    autoReplies: [],
  });
  const other = await settled(sandbox, 'Rollover', { inReplyTo: '<unknown@y>' });
  expect(other.settlement).toMatchObject({ reason: 'matched', autoReplies: [expect.any(String)] });
  expect(asked()).toBe(2);
  await sandbox.close();
});

test('ends although a client of the mailbox stays connected', async () => {
  const { sandbox } = await open();
  const idle = connect(sandbox.smtpPort, '127.0.0.1').on('error', () => {});
  await new Promise((resolve) => idle.once('data', resolve));
  const ended = new Promise((resolve) => idle.once('close', resolve));
  await sandbox.close();
  await ended;
});
