import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readCorpus } from '../../corpus/read-corpus';
import { IRA_SAMPLE } from '../../sandbox/server/samples';
import { editStack } from '../support/edit-stack';
import { endWorlds, openWorld, type World } from '../support/sandbox-world';

let world: World;
beforeAll(async () => {
  world = await openWorld({ limited: false });
});
afterAll(async () => {
  await world.close();
  await endWorlds();
});

const QUESTION = 'How do I roll my old 401k from my former employer over into the new company plan?';

describe('a mail about', () => {
  test('an IRA, the blueprint’s own example with its five questions, reaches IRA', async () => {
    const { settlement, mail } = await world.write({ subject: IRA_SAMPLE.subject, text: IRA_SAMPLE.text });
    expect(mail.text).toContain('5. How do I change my beneficiary?');
    expect(settlement).toMatchObject({ queue: 'IRA', category: 'IRA', reason: 'matched' });
  });

  const heldOut = readCorpus(process.cwd(), 'held-out');
  test.each(['401K', 'IRA', '529'])(
    '%s reaches its queue, two of three that the classifier never saw at least, and one of them a wrong one at most',
    async (label) => {
      const mails = heldOut.filter((mail) => mail.label === label).slice(0, 15);
      const queues: (string | null | undefined)[] = [];
      for (const { subject, body } of mails) {
        queues.push((await world.write({ subject, text: body })).settlement?.queue);
      }
      const others = queues.filter((queue) => queue !== label && queue !== 'GeneralSupport');
      const right = queues.filter((queue) => queue === label);
      expect({ right: right.length >= 10 || queues, wrong: others.length <= 1 || others }).toEqual({
        right: true,
        wrong: true,
      });
    },
  );

  test('something unrelated reaches the general queue', async () => {
    const { settlement } = await world.write({
      subject: 'Lost debit card',
      text: 'I lost my debit card at the airport. Please block it and send a new one to my home.',
    });
    expect(settlement).toMatchObject({ queue: 'GeneralSupport' });
    expect(settlement?.reason).toMatch(/out-of-scope|below-threshold/);
  });
});

test('a mail that the classifier is not sure enough about reaches the general queue, and the agent sees its best guess', async () => {
  // Whatever the classifier learns, it is below a threshold of 1.
  const edit = editStack(
    'api-dev',
    /"CLASSIFIER_CONFIDENCE_THRESHOLD": "[^"]*"/,
    '"CLASSIFIER_CONFIDENCE_THRESHOLD": "1"',
  );
  const strict = await openWorld({ edit });
  try {
    const { settlement } = await strict.write({ subject: '401k rollover', text: QUESTION });
    expect(settlement).toMatchObject({ queue: 'GeneralSupport', reason: 'below-threshold', category: '401K' });
    expect(settlement?.confidence).toBeGreaterThan(0.25);
    expect(settlement?.path.at(-1)).toMatchObject({ action: 'transferToAcd', detail: 'GeneralSupport' });
  } finally {
    await strict.close();
  }
});

describe('a mail that is', () => {
  test('empty reaches the general queue, and nobody is asked about it', async () => {
    const { settlement } = await world.write({ subject: '', text: '' });
    expect(settlement).toMatchObject({ queue: 'GeneralSupport', reason: 'no-text', category: '' });
  });

  test('of HTML alone is read as what it says, not by its tags or by what it quotes', async () => {
    const html = `<style>p{color:red}</style><p>${QUESTION}</p><blockquote>529 college 529 college tuition</blockquote>`;
    const { settlement, mail } = await world.write({ subject: '401k rollover', html });
    expect(mail.text).toBe('');
    expect(settlement).toMatchObject({ queue: '401K' });
  });

  test('huge is classified by its beginning', async () => {
    const { settlement } = await world.write({ subject: '401k rollover', text: `${QUESTION}\n`.repeat(20_000) });
    expect(settlement).toMatchObject({ queue: '401K', reason: 'matched' });
  });

  test('an out-of-office note is routed like any message, without an answer, as the environment says', async () => {
    const letter = { subject: 'Out of office', text: QUESTION, headers: { 'Auto-Submitted': 'auto-replied' } };
    const { settlement } = await world.write(letter);
    expect(settlement).toMatchObject({ queue: '401K', autoReplies: [] });
  });

  test('sent to another address is refused, and so never lost on the way', async () => {
    const before = world.sandbox.store.size;
    const [, domain] = world.address.split('@');
    expect(await world.knock(`sales@${domain}`)).toMatch(/^550 /);
    expect(await world.knock('support@elsewhere.example')).toMatch(/^550 /);
    expect(await world.knock(world.address.toUpperCase())).toMatch(/^250 /);
    expect(world.sandbox.store.size).toBe(before);
  });

  test('sent with a file keeps its name and size beside the text', async () => {
    const attachments = [{ filename: 'statement.pdf', content: Buffer.alloc(2000) }];
    const { mail, settlement } = await world.write({ subject: '401k rollover', text: QUESTION, attachments });
    expect(mail.attachments).toEqual([{ name: 'statement.pdf', type: 'application/pdf', bytes: 2000 }]);
    expect(settlement).toMatchObject({ queue: '401K' });
  });
});

describe('the customer', () => {
  test('gets one automatic reply in a conversation, however often they write again', async () => {
    const first = await world.write({ subject: '401k', text: QUESTION, headers: { 'Message-ID': '<one@home>' } });
    const second = { 'Message-ID': '<two@home>', 'In-Reply-To': '<one@home>' };
    const again = await world.write({ subject: 'Re: 401k', text: QUESTION, headers: second });
    const third = { 'Message-ID': '<three@home>', 'In-Reply-To': '<two@home>' };
    const last = await world.write({ subject: 'Re: 401k', text: QUESTION, headers: third });
    const replies = [first, again, last].map(({ settlement }) => settlement?.autoReplies.length);
    expect(replies).toEqual([1, 0, 0]);
  });

  test('gets one automatic reply, and the agent’s answer from the address that was written to', async () => {
    const { id, settlement } = await world.write({ subject: '401k rollover', text: QUESTION });
    expect(settlement?.autoReplies).toHaveLength(1);
    const answer = await world.sandbox.answer(id, { body: 'You can.', quote: true });
    expect(answer).toMatchObject({ to: 'Ann Lee <ann@example.com>', subject: 'Re: 401k rollover' });
    expect(answer.from).toMatch(new RegExp(`<${world.address}>$`));
    expect(answer.body).toContain(`> ${QUESTION}`);
  });
});

test('the blueprint’s curl call, headers and all, gets its answer from the API', async () => {
  const [api] = world.deployment.apis;
  const call = (key: string) =>
    fetch(`${api?.url}/classify`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-API-Key': key, 'x-amazon-apigateway-api-key-source': 'HEADER' },
      body: JSON.stringify({ EmailSubject: IRA_SAMPLE.subject, EmailBody: IRA_SAMPLE.text }),
    });
  const answer = await call(api?.keys[0] ?? '');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ QueueName: 'IRA', Category: 'IRA', Reason: 'matched' });
  expect((await call('wrong')).status).toBe(403);
});
