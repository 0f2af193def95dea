import { expect, test } from '@jest/globals';
import { startRouter } from '../../sandbox/router';
import type { Settlement } from '../../sandbox/store/mail-store';
import { openMailStore } from '../../sandbox/store/mail-store';
import { plainMail } from '../support/plain-mail';

const settlement: Settlement = {
  ...{ queue: 'IRA', category: 'IRA', confidence: 0.9, reason: 'matched' },
  ...{ scores: [], path: [], autoReplies: [], ms: 1 },
};

test('every mail that is pushed is settled once, also when it is pushed twice', async () => {
  const store = await openMailStore();
  let routed = 0;
  const router = startRouter({
    store,
    route: async () => {
      routed++;
      return settlement;
    },
    report: (message) => {
      throw new Error(message);
    },
  });
  for (let index = 0; index < 500; index++) router.push((await store.accept(plainMail(`mail ${index}`))).id);
  await router.idle();
  for (let id = 1; id <= 500; id++) router.push(id);
  await router.idle();
  expect(routed).toBe(500);
  expect(store.unsettled()).toEqual([]);
  expect(store.counts()).toEqual({ IRA: { waiting: 500, total: 500 } });
  await store.close();
});

test('a mail whose settlement cannot be written stays unsettled, is reported, and holds up no other', async () => {
  const store = await openMailStore();
  const reports: string[] = [];
  const router = startRouter({
    store: {
      get: (id) => store.get(id),
      settle: (id, one) => (id === 2 ? Promise.reject(new Error('disk full')) : store.settle(id, one)),
    },
    route: async () => settlement,
    report: (message) => reports.push(message),
  });
  for (const subject of ['a', 'b', 'c']) router.push((await store.accept(plainMail(subject))).id);
  await router.idle();
  expect(reports).toEqual(['mail 2 is accepted but not routed: disk full']);
  expect(store.unsettled()).toEqual([2]);
  await store.close();
});

test('senders wait while the backlog is full', async () => {
  const store = await openMailStore();
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const router = startRouter({
    store,
    route: () => held.then(() => settlement),
    report: () => {},
    queued: 3,
  });
  for (const subject of ['a', 'b', 'c']) router.push((await store.accept(plainMail(subject))).id);
  let admitted = false;
  const room = router.room().then(() => {
    admitted = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect({ admitted, backlog: router.backlog }).toEqual({ admitted: false, backlog: 3 });
  finish();
  await room;
  await router.idle();
  expect(router.backlog).toBe(0);
  await store.close();
});
