import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type ReceivedMail, readMail } from './received-mail';

/** Genesys Cloud's limit for a message with its attachments. */
const MAX_BYTES = 40 * 1024 * 1024;

export interface Mailbox {
  readonly port: number;
  close(): Promise<void>;
}

export interface MailboxOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Whether a route takes mail to this address; any other recipient is refused with 550. */
  readonly hasRoute: (address: string) => boolean;
  /** Resolves when the mail is safe; only then is it acknowledged. One call per recipient. */
  readonly accept: (mail: ReceivedMail) => Promise<void>;
  readonly maxBytes?: number;
  /** Offers STARTTLS, with the self-signed certificate that smtp-server brings along; a client may do without. */
  readonly startTls?: boolean;
}

/** An SMTP server that takes mail for the routes. Mail that `accept` could not take is answered with 451: the sender tries again. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { host, hasRoute, accept, maxBytes = MAX_BYTES, startTls = false } = options;
  const server = new SMTPServer({
    banner: 'e-mail routing sandbox',
    disabledCommands: startTls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: maxBytes,
    logger: false,
    onRcptTo({ address }, _session, done) {
      done(hasRoute(address) ? null : refusal(550, `no route takes mail to ${address}`));
    },
    onData(stream, session, done) {
      take(stream, session).then(
        () => done(null),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  async function take(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
    if (stream.sizeExceeded) throw refusal(552, `a message may hold ${maxBytes} bytes`);
    const raw = Buffer.concat(chunks);
    const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    for (const { address } of envelope.rcptTo) {
      const mail = await readMail(raw, { from, to: address });
      await accept(mail).catch((cause: unknown) => {
        throw refusal(451, `not stored, try again later (${cause instanceof Error ? cause.message : cause})`);
      });
    }
  }
  // Clients that go away in the middle of a conversation are no fault of the server.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
