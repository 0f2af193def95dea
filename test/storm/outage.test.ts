import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../config/load-configuration';
import { readHeldOut } from '../../corpus/read-corpus';
import { NO_FAULTS } from '../../stand-ins/comprehend/faults';
import { endWorlds, openWorld, type World } from '../support/sandbox-world';
import { monsters, outcomes, type StormMail, storm } from '../support/storms';

// The shipped prod environment: Comprehend with three units, the standby model behind it.
let world: World;
beforeAll(async () => {
  world = await openWorld({ environment: 'prod', limited: false });
}, 120_000);
afterAll(async () => {
  await world.close();
  await endWorlds();
});

const queues = new Map(
  loadConfiguration(process.cwd()).categories.categories.map(({ label, queue }) => [label, queue ?? '']),
);
const letters: readonly StormMail[] = readHeldOut(process.cwd()).map(({ label, subject, body }) => ({
  ...{ subject, body, queue: queues.get(label) ?? '' },
}));

test('without Comprehend nine in ten of what it would have routed still reach a team, one in fifty at most the wrong one', async () => {
  const { deployment } = world;
  const fallback = deployment.fallbackQueue;
  deployment.faults.set(NO_FAULTS);
  const before = outcomes(await storm(deployment, letters, 0), fallback);
  deployment.faults.set({ outOfService: true });
  const during = outcomes(await storm(deployment, letters, 0), fallback);
  deployment.faults.set(NO_FAULTS);
  expect(during.routed / before.routed).toBeGreaterThanOrEqual(0.9);
  expect(during.wrong).toBeLessThanOrEqual(0.02);
}, 600_000);

test('one monster in twenty harms no other message: none goes to a team that it would not have reached', async () => {
  const limited = await openWorld({ environment: 'prod' });
  try {
    const good = letters.slice(0, 76);
    const mixed = monsters(4).flatMap((monster, index) => [monster, ...good.slice(index * 19, index * 19 + 19)]);
    const alone = await storm(world.deployment, good, 0);
    const expected = new Map(alone.map(({ mail, settlement }) => [mail, settlement.queue]));
    const fates = await storm(limited.deployment, mixed, 4);
    const harmed = fates.filter(({ mail, settlement }) => {
      const own = expected.get(mail);
      return own !== undefined && settlement.queue !== own && settlement.queue !== limited.deployment.fallbackQueue;
    });
    expect(harmed.map(({ mail }) => mail.subject)).toEqual([]);
    expect(fates.filter(({ settlement }) => settlement.queue === null)).toEqual([]);
  } finally {
    await limited.close();
  }
}, 600_000);
