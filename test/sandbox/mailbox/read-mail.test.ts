import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
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

test('any bytes become a mail, those of a damaged message as well', async () => {
  const all = [...charsets, ...headers, ...structures, ...flowed].map(({ raw }) => raw);
  const damaged = fc
    .record({ raw: fc.constantFrom(...all), at: fc.nat(400), cut: fc.nat(60), put: fc.uint8Array({ maxLength: 30 }) })
    .map(({ raw, at, cut, put }) => Buffer.concat([raw.subarray(0, at), put, raw.subarray(at + cut)]));
  const anyBytes = fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes));
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: damaged }, anyBytes), async (raw) => {
      const mail = await readMail(raw, envelope);
      expect(mail).toMatchObject({ to: envelope.to, bytes: raw.length });
      expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/[\u0080-\u009f]/);
    }),
    { numRuns: 500 },
  );
});
