import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { editStack } from '../support/edit-stack';
import { plainMail } from '../support/plain-mail';
import { endWorlds, openWorld, type World, type WorldOptions } from '../support/sandbox-world';

let world: World | undefined;
afterEach(() => world?.close());
afterAll(endWorlds);

const LETTER = { subject: '401k rollover', text: 'How do I roll my old 401k over into my new employer’s 401k plan?' };

/** What becomes of a plain question about a 401k in a world like that. */
async function fate(options: WorldOptions) {
  world = await openWorld(options);
  return (await world.write(LETTER)).settlement;
}

test('with everything up the mail reaches 401K', async () => {
  expect(await fate({})).toMatchObject({ queue: '401K', reason: 'matched' });
});

describe('the mail still reaches a person, in the general queue, when', () => {
  test.each<[string, WorldOptions, RegExp]>([
    ['the classifier is throttled', { faults: { throttle: 1 } }, /failed: 503/],
    ['the endpoint is not in service', { faults: { outOfService: true } }, /failed: 503/],
    ['the classifier answers half a document', { faults: { malformed: 1 } }, /failed: 50\d/],
    ['the classifier drops the connection', { faults: { drop: 1 } }, /failed: 50\d/],
    [
      'the API key was rotated',
      { edit: editStack('routing-dev', /"X-API-Key": "[^"]*"/, '"X-API-Key": "old"') },
      /failed: 403/,
    ],
    [
      'the function takes too long',
      {
        faults: { delayMs: 30_000 },
        edit: editStack('routing-dev', /"config_timeout_seconds": \d+/, '"config_timeout_seconds": 1'),
      },
      /failed: 504|timed out/,
    ],
    [
      'the function crashes',
      { edit: editStack('api-dev', '"handler": "index.handler"', '"handler": "index.absent"') },
      /failed: 502/,
    ],
    [
      'somebody renamed the queue',
      { replace: ({ queues }) => ({ queues: queues.map((name) => (name === '401K' ? 'Workplace plans' : name)) }) },
      /^matched$/,
    ],
  ])(
    '%s',
    async (_name, options, reason) => {
      const settlement = await fate(options);
      expect(settlement?.queue).toBe('GeneralSupport');
      expect(settlement?.reason).toMatch(reason);
      expect(settlement?.path.at(-1)).toMatchObject({ action: 'transferToAcd' });
    },
    60_000,
  );
});

test('under faults of every kind each accepted mail ends in one queue', async () => {
  world = await openWorld({ faults: { throttle: 0.2, internalError: 0.1, malformed: 0.1, drop: 0.1 } });
  const { sandbox, address } = world;
  for (let index = 0; index < 40; index++) {
    await sandbox.accept(plainMail(`mail ${index}`, { to: address, text: LETTER.text, messageId: `<${index}@test>` }));
  }
  await sandbox.idle();
  const total = Object.values(sandbox.store.counts()).reduce((sum, { waiting }) => sum + waiting, 0);
  expect({ total, unsettled: sandbox.store.unsettled() }).toEqual({ total: 40, unsettled: [] });
});
