import { mkdtemp, open, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

/** Mails a second that an SMTP server takes when all it does is to append each to a file and sync it: what a sandbox is measured against. */
export async function timeBareServer(
  senders: number,
  mails: number,
  mail: (index: number) => { readonly subject: string; readonly body: string },
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bare-'));
  const file = await open(join(folder, 'mails'), 'a');
  let last: Promise<unknown> = Promise.resolve();
  const server = new SMTPServer({
    ...{ disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false, closeTimeout: 100 },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        last = last.then(() => file.appendFile(Buffer.concat(chunks))).then(() => file.datasync());
        last.then(() => done(null), done);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const smtp = createTransport({
    ...{ host: '127.0.0.1', port, ignoreTLS: true, pool: true },
    ...{ maxConnections: senders, maxMessages: Number.POSITIVE_INFINITY },
  });
  let next = 0;
  const send = async (until: number): Promise<void> => {
    while (next < until) {
      const { subject, body } = mail(next++);
      await smtp.sendMail({ from: 'ann@example.com', to: 'support@acme.test', subject, text: body });
    }
  };
  const all = (until: number) => Promise.all(Array.from({ length: senders }, () => send(until)));
  await all(300); // warm
  next = 0;
  const started = performance.now();
  await all(mails);
  const seconds = (performance.now() - started) / 1000;
  smtp.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await file.close();
  await rm(folder, { recursive: true });
  return mails / seconds;
}
