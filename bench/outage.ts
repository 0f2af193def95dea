import { join } from 'node:path';
import { storedClassifier } from '../classifier/stored-classifier';
import { loadConfiguration } from '../config/load-configuration';
import { readHeldOut } from '../corpus/read-corpus';
import { startDeployment } from '../sandbox/start-deployment';
import { synthesize } from '../sandbox/synthesize';
import { monsters, outcomes, type StormMail, storm } from '../test/support/storms';
import { report } from './support/report';

const ENVIRONMENT = 'prod';
/** Four good messages a second: more than three units carry, so that the monsters find them busy. */
const PER_SECOND = 4;

/** What Comprehend's absence and monster messages do to the others, in the sandbox of prod: three units and a standby model. */
async function benchOutage(root: string): Promise<void> {
  const queues = new Map(loadConfiguration(root).categories.categories.map(({ label, queue }) => [label, queue ?? '']));
  const letters = readHeldOut(root).map(
    ({ label, subject, body }): StormMail => ({ subject, body, queue: queues.get(label) ?? '' }),
  );
  const output = await synthesize(root);
  const open = (limited: boolean) =>
    startDeployment({
      ...{ root, limited, environment: ENVIRONMENT, output: output.folder },
      train: (rows) => storedClassifier(join(root, '.build'), rows, console.error),
    });
  const free = await open(false);
  const busy = await open(true);
  try {
    const before = outcomes(await storm(free, letters, 0), free.fallbackQueue);
    free.faults.set({ outOfService: true });
    const during = outcomes(await storm(free, letters, 0), free.fallbackQueue);
    free.faults.set({ outOfService: false });

    const good = letters.slice(0, 190);
    const mixed = monsters(10).flatMap((monster, at) => [monster, ...good.slice(at * 19, at * 19 + 19)]);
    const alone = new Map((await storm(free, good, 0)).map(({ mail, settlement }) => [mail, settlement.queue]));
    const fates = (await storm(busy, mixed, PER_SECOND)).filter(({ mail }) => alone.has(mail));
    const moved = fates.filter(({ mail, settlement }) => settlement.queue !== alone.get(mail));
    const misrouted = moved.filter(({ settlement }) => settlement.queue !== busy.fallbackQueue);
    const percent = (share: number) => 100 * share;
    report(`Without Comprehend, and with monsters: ${letters.length} messages of ${ENVIRONMENT}`, [
      {
        what: 'not routed for want of Comprehend',
        value: percent(1 - during.routed / before.routed),
        unit: '%',
        goal: { value: 10 },
      },
      {
        what: 'in the wrong queue without Comprehend',
        value: percent(during.wrong),
        baseline: percent(before.wrong),
        unit: '%',
        goal: { value: 2 },
      },
      {
        what: 'slowest good message among 5 % monsters',
        value: Math.max(...fates.map(({ settlement }) => settlement.ms)),
        unit: 'ms',
        goal: { value: 2_000 },
      },
      {
        what: 'good messages misrouted among them',
        value: percent(misrouted.length / fates.length),
        unit: '%',
        goal: { value: 0 },
      },
      {
        what: 'good messages left to the general queue',
        value: percent((moved.length - misrouted.length) / fates.length),
        unit: '%',
      },
    ]);
  } finally {
    await Promise.all([free.close(), busy.close()]);
    await output.remove();
  }
}

benchOutage(process.cwd());
