import { expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { startSandbox } from '../../sandbox/start-sandbox';
import { openMailStore } from '../../sandbox/store/mail-store';
import { SUPPORT, smallDeployment } from '../support/small-deployment';

const MAILS = 5000;
const SENDERS = 24;
/** Message-IDs are used again after so many mails; every tenth mail has an empty one. */
const IDS = 250;

test(`${MAILS} mails over SMTP that share ${IDS} Message-IDs, each sent twice by a sender that lost the answer: what was acknowledged is stored, once`, async () => {
  const store = await openMailStore();
  const outputs = { QueueName: 'IRA', Confidence: 0.9, Category: 'IRA', Reason: 'matched' };
  const deployment = smallDeployment({ callDataAction: async () => ({ kind: 'success', outputs }) });
  const sandbox = await startSandbox({ deployment, store, host: '127.0.0.1', smtpPort: 0, report: () => {} });
  const transport = createTransport({
    host: '127.0.0.1',
    port: sandbox.smtpPort,
    ignoreTLS: true,
    pool: true,
    maxConnections: SENDERS,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const acknowledged = new Set<string>();
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < MAILS) {
      const index = next++;
      const subject = `storm ${index}`;
      const id = index % 10 === 0 ? '<>' : `<${index % IDS}@example.com>`;
      const raw = `From: ann@example.com\r\nTo: ${SUPPORT}\r\nMessage-ID: ${id}\r\nSubject: ${subject}\r\n\r\nQuestion ${index}\r\n`;
      const envelope = { from: 'ann@example.com', to: SUPPORT };
      // Without an id a repetition cannot be told from another mail: it would be kept.
      const times = id === '<>' ? 1 : 2;
      for (let time = 0; time < times; time++) {
        await transport.sendMail({ envelope, raw: time === 0 ? raw : `Received: by relay ${time}\r\n${raw}` });
        acknowledged.add(subject);
      }
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  await sandbox.idle();
  const stored = store.list({ limit: 2 * MAILS }).map(({ subject }) => subject);
  expect({ acknowledged: acknowledged.size, stored: stored.length }).toEqual({ acknowledged: MAILS, stored: MAILS });
  expect(new Set(stored)).toEqual(acknowledged);
  expect(store.unsettled()).toEqual([]);
  transport.close();
  await sandbox.close();
});
