import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { synthesize } from '../../sandbox/synthesize';
import { type Faults, NO_FAULTS } from '../../stand-ins/comprehend/faults';
import { copyProject } from '../support/run-main';
import { endWorlds, openWorld, type World } from '../support/sandbox-world';

afterAll(endWorlds);

const LETTER = { subject: '401k rollover', text: 'How do I roll my old 401k over into my new employer’s 401k plan?' };

describe('with a standby model the mail still reaches its queue, when', () => {
  const lines: string[] = [];
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ environment: 'prod', limited: false, log: (line) => lines.push(line) });
  });
  afterAll(() => world.close());

  test.each<[string, Partial<Faults>]>([
    ['the endpoint is throttled', { throttle: 1 }],
    ['the endpoint is parked or updating', { outOfService: true }],
    ['Comprehend fails', { internalError: 1 }],
    ['Comprehend answers half a document', { malformed: 1 }],
    ['Comprehend drops the connection', { drop: 1 }],
    ['Comprehend takes too long', { delayMs: 30_000 }],
  ])('%s', async (_what, faults) => {
    world.deployment.faults.set({ ...NO_FAULTS, ...faults });
    const { settlement } = await world.write(LETTER);
    expect(settlement).toMatchObject({ queue: '401K', category: '401K', reason: 'matched' });
    expect(settlement?.scores).toHaveLength(4); // the page shows the standby's scores
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ engine: 'standby', Standby: 1 });
  });
});

test('with the embedded engine the same mail reaches the same queue, and there is no classifier to fail', async () => {
  const home = mkdtempSync(join(tmpdir(), 'embedded-'));
  const project = join(home, 'project');
  mkdirSync(project);
  copyProject(process.cwd(), project);
  const record = join(project, 'config/dev.yaml');
  writeFileSync(
    record,
    readFileSync(record, 'utf8').replace('  language: en\n', '  language: en\n  engine: embedded\n'),
  );
  const output = await synthesize(project);
  let world: World | undefined;
  try {
    world = await openWorld({ output: output.folder, faults: { outOfService: true } });
    const { settlement } = await world.write(LETTER);
    expect(settlement).toMatchObject({ queue: '401K', category: '401K', reason: 'matched' });
    expect(settlement?.scores.map(({ name }) => name).sort()).toEqual(['401K', '529', 'IRA', 'OTHER']);
  } finally {
    await world?.close();
    await output.remove();
    rmSync(home, { recursive: true });
  }
});
