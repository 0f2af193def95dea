import { describe, expect, test } from '@jest/globals';
import { readMail } from '../../../sandbox/mailbox/read-mail';
import { charsets, flowed, headers, structures, type WrittenMessage } from './written-messages';

const envelope = { from: 'envelope@b.test', to: 'x@y.test' };
const written = ({ name, address }: { name: string; address: string }) =>
  name === '' ? address : `${name} <${address}>`;

/** What a person sees: the text, or the HTML without its tags. */
async function shown({ raw }: WrittenMessage) {
  const mail = await readMail(raw, envelope);
  const body =
    mail.text || mail.html.replace(/<[^>]*>/g, ' ').replace(/&(amp|lt);/g, (_all, name) => (name === 'lt' ? '<' : '&'));
  return {
    mail,
    body,
    subject: mail.subject,
    from: written(mail.from),
    replyTo: mail.replyTo === null ? undefined : written(mail.replyTo),
    files: mail.attachments.map(({ name }) => name).filter((name) => name !== ''),
  };
}

describe.each([
  ['charset', charsets],
  ['header', headers],
  ['structure', structures],
] as const)('a message with an uncommon %s is read as a person reads it', (_kind, messages) => {
  test.each(messages.map((message) => [message.what, message] as const))('%s', async (_what, message) => {
    const read = await shown(message);
    const body = read.body.replace(/\s+/g, ' ').trim();
    expect({ ...read, body }).toMatchObject(message.reads);
  });
});

describe('format=flowed', () => {
  test.each(flowed.map((message) => [message.what, message] as const))('%s', async (_what, message) => {
    expect((await shown(message)).body.replace(/\r\n/g, '\n').trimEnd()).toBe(message.reads.body);
  });
});
