import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { ReceivedMail } from './received-mail';
import { startMailReader } from './start-mail-reader';

/** Genesys Cloud's limit for a message with its attachments. */
const MAX_BYTES = 40 * 1024 * 1024;
/** Connections at once; the next ones are told to come again (421). */
const MAX_CLIENTS = 100;
/** Milliseconds that a client gets to end its conversation when the mailbox closes. */
const CLOSE_TIMEOUT = 500;

export interface Mailbox {
  readonly port: number;
  /** Ends within a second, whatever clients do; mail that was not acknowledged is sent again by its sender. */
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
  /** Bytes of all messages that are being taken; beyond, a message is answered with 452: its sender tries again. */
  readonly maxBytesUnderWay?: number;
  readonly maxClients?: number;
  /** Offers STARTTLS, with the self-signed certificate that smtp-server brings along; a client may do without. */
  readonly startTls?: boolean;
}

/** An SMTP server that takes mail for the routes. Mail that `accept` could not take is answered with 451: the sender tries again. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { host, hasRoute, accept, startTls = false, maxClients = MAX_CLIENTS } = options;
  const { maxBytes = MAX_BYTES, maxBytesUnderWay = 4 * MAX_BYTES } = options;
  const reader = await startMailReader();
  const sockets = new Set<Socket>();
  let underWay = 0;
  const server = new SMTPServer({
    banner: 'e-mail routing sandbox',
    disabledCommands: startTls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: CLOSE_TIMEOUT,
    size: maxBytes,
    maxClients,
    logger: false,
    onMailFrom({ args }, _session, done) {
      const declared = typeof args === 'object' && 'SIZE' in args ? Number(args['SIZE']) || 0 : 0;
      done(underWay + declared > maxBytesUnderWay ? tooMuch() : null);
    },
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
    let chunks: Buffer[] = [];
    let held = 0;
    let refused = false;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        refused ||= stream.sizeExceeded || underWay + chunk.length > maxBytesUnderWay;
        if (refused) {
          // The rest is read and forgotten: SMTP has no way to stop a sender before the end of its message.
          underWay -= held;
          held = 0;
          chunks = [];
          continue;
        }
        chunks.push(chunk);
        held += chunk.length;
        underWay += chunk.length;
      }
      if (stream.sizeExceeded) throw refusal(552, `a message may hold ${maxBytes} bytes`);
      if (refused) throw tooMuch();
      const raw = Buffer.concat(chunks);
      chunks = [];
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
      const mail = await reader.read(raw, { from, to: '' });
      for (const { address } of envelope.rcptTo) {
        await accept({ ...mail, to: address }).catch((cause: unknown) => {
          throw refusal(451, `not stored, try again later (${cause instanceof Error ? cause.message : cause})`);
        });
      }
    } finally {
      underWay -= held;
    }
  }

  // Clients that go away in the middle of a conversation are no fault of the server.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, host, resolve);
  }).catch(async (error: unknown) => {
    await reader.close();
    throw error;
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await reader.close();
    },
  };
}

function tooMuch(): Error {
  return refusal(452, 'too much mail is under way, try again later');
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
