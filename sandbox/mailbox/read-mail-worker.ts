import { parentPort } from 'node:worker_threads';
import { type Envelope, readMail } from './read-mail';

/** The inside of a thread of start-mail-reader.ts: one message after the other. */
parentPort?.on('message', ({ raw, envelope }: { readonly raw: Uint8Array; readonly envelope: Envelope }) => {
  void readMail(raw, envelope).then((mail) => parentPort?.postMessage(mail));
});
