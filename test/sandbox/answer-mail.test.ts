import { describe, expect, test } from '@jest/globals';
import { answerMail } from '../../sandbox/answer-mail';
import type { MailRoute } from '../../sandbox/deployment';
import type { StoredMail } from '../../sandbox/store/mail-store';
import { plainMail } from '../support/plain-mail';

const route: MailRoute = {
  ...{ address: 'support@acme.test', fromName: 'Acme Support', fromEmail: 'support@acme.test' },
  ...{ history: 'Optional', manyAnswers: false },
};
const stored: StoredMail = {
  ...{ id: 1, receivedAt: Date.UTC(2026, 0, 5, 9), mail: plainMail('Rollover', { text: 'first\nsecond\n' }) },
  settlement: {
    ...{ queue: 'IRA', category: 'IRA', confidence: 0.9, reason: 'matched', scores: [], path: [], autoReplies: [] },
    ms: 1,
  },
  answers: [],
};

describe('an answer', () => {
  test('comes from the route and quotes the mail where the agent says so', () => {
    expect(answerMail(stored, route, { body: 'Yes.', quote: true }, 5)).toEqual({
      from: 'Acme Support <support@acme.test>',
      to: 'Ann <ann@example.com>',
      subject: 'Re: Rollover',
      body: 'Yes.\n\nOn Mon, 05 Jan 2026 09:00:00 GMT, ann@example.com wrote:\n> first\n> second',
      answeredAt: 5,
    });
  });

  test.each([
    ['Include', false, true],
    ['Include', true, true],
    ['Exclude', true, false],
    ['Optional', false, false],
    ['Optional', true, true],
  ] as const)('with history %s and the wish %s: quoted is %s', (history, quote, quoted) => {
    const { body } = answerMail(stored, { ...route, history }, { body: 'Yes.', quote }, 5);
    expect(body.includes('> first')).toBe(quoted);
  });

  test('keeps a subject that is an answer already', () => {
    const again = { ...stored, mail: plainMail('RE: Rollover') };
    expect(answerMail(again, route, { body: 'Yes.', quote: false }, 5).subject).toBe('RE: Rollover');
  });

  test('goes to the first Reply-To, never to ourselves, and is refused when there is nobody else', () => {
    const robin = { name: 'Robin', address: 'robin@example.net' };
    const us = { name: '', address: 'Support@acme.test' };
    const form = { name: '', address: 'noreply@forms.example.com' };
    const to = (mail: { replyTo: typeof us | null; from: typeof us }) =>
      answerMail({ ...stored, mail: plainMail('x', mail) }, route, { body: 'Yes.', quote: false }, 5).to;
    expect(to({ from: form, replyTo: robin })).toBe('Robin <robin@example.net>');
    expect(to({ from: robin, replyTo: us })).toBe('Robin <robin@example.net>');
    expect(() => to({ from: us, replyTo: null })).toThrow('come back to us');
  });

  test('is refused when empty, before the mail is in a queue, and a second time unless the route allows it', () => {
    const answered = { ...stored, answers: [answerMail(stored, route, { body: 'Yes.', quote: false }, 5)] };
    const answer = { body: 'More.', quote: false };
    expect(() => answerMail(stored, route, { body: ' \n', quote: true }, 5)).toThrow('the answer is empty');
    expect(() => answerMail({ ...stored, settlement: null }, route, answer, 5)).toThrow('waits in no queue');
    expect(() => answerMail(answered, route, answer, 5)).toThrow('allow_multiple_actions');
    expect(answerMail(answered, { ...route, manyAnswers: true }, answer, 5).body).toBe('More.');
  });
});
