import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { readMail } from '../mailbox/read-mail';
import type { ReceivedMail } from '../mailbox/received-mail';

const MAX_CHARACTERS = 20_000_000;

export const newMailSchema = z.strictObject({
  from: z.string().trim().min(3, 'a sender is needed').max(320),
  to: z.string().trim().min(3, 'a recipient is needed').max(320),
  subject: z.string().max(10_000),
  text: z.string().max(MAX_CHARACTERS),
  html: z.string().max(MAX_CHARACTERS),
  autoSubmitted: z.boolean(),
});

const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

/** Writes the mail of the form as a mail program would and reads it as the mailbox does. */
export async function composeMail(form: z.infer<typeof newMailSchema>): Promise<ReceivedMail> {
  const { from, to, subject, text, html, autoSubmitted } = form;
  const { message, envelope } = await composer.sendMail({
    ...{ from, to, subject },
    ...(html === '' || text !== '' ? { text } : {}),
    ...(html === '' ? {} : { html }),
    ...(autoSubmitted ? { headers: { 'Auto-Submitted': 'auto-replied' } } : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(message)) throw new TypeError('the composer gave no buffer');
  return readMail(message, { from: envelope.from || from, to });
}
