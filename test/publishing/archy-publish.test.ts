import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { describe as sentences } from '../../publishing/archy/outcome';
import type { Mishap } from '../../stand-ins/archy/behaviour';
import { throttled } from '../../stand-ins/genesys-platform/fault';
import { type FlowLab, SECRET, startFlowLab } from '../support/flow-lab';
import { ended } from '../support/is-running';

let lab: FlowLab;
beforeEach(async () => {
  lab = await startFlowLab();
});
afterEach(async () => {
  expect(lab.leftovers()).toEqual([]);
  expect(lab.api.unknownCalls()).toEqual([]);
  expect(lab.told.join('\n')).not.toContain('S3cr3t');
  await lab.close();
});

async function otherLab(options: Parameters<typeof startFlowLab>[0]): Promise<void> {
  await lab.close();
  lab = await startFlowLab(options);
}

describe('a publication', () => {
  test('puts the rendered flow into the organisation and tells its id and version', async () => {
    const outcome = await lab.publish();
    expect(outcome).toEqual({ kind: 'published', flowId: lab.flow()?.id, version: '1.0', warnings: [] });
    expect(lab.flow()?.versions[0]?.text).toContain(`name: "${lab.environment.flow.name}"`);
    expect(lab.flow()?.lockedBy).toBeNull();
  });

  test('gives Archy absolute paths, its own working folder and a private options file', async () => {
    await lab.publish();
    const [run, ...others] = lab.archy.runs();
    expect(others).toEqual([]);
    expect(run?.argv.filter((argument) => !argument.startsWith('/'))).toEqual([
      'publish',
      '--file',
      '--location',
      'mypurecloud.com',
      '--optionsFile',
      '--resultsFile',
    ]);
    expect(run?.cwd).toBe(lab.archy.home);
    expect(run?.optionsFile).toMatchObject({ mode: '600', folderMode: '700' });
    expect(run?.optionsFile?.path.startsWith(lab.folder)).toBe(true);
  });

  test('shows the secret neither on the command line nor in the environment', async () => {
    await lab.publish();
    const shown = lab.archy.runs().flatMap(({ argv, environment }) => [...argv, ...environment]);
    expect(shown.filter((text) => text.includes('S3cr3t') || text.includes(SECRET))).toEqual([]);
  });

  test('publishes any name and text, whatever is in it', async () => {
    const name = `Ünïcode 邮件 "quoted" \\ 'it' 💥`;
    const environment = {
      ...lab.environment,
      flow: { ...lab.environment.flow, name },
      email: { ...lab.environment.email, autoReply: 'Grüße: "danke" – 谢谢 #1' },
    };
    expect(await lab.publish({ environment })).toMatchObject({ kind: 'published' });
    expect(lab.api.dump().flows).toEqual([`INBOUNDEMAIL ${name}`]);
  });
});

test('a second publication is a new version of the same flow', async () => {
  await lab.publish();
  expect(await lab.publish()).toMatchObject({ kind: 'published', version: '2.0' });
  expect(lab.api.dump().flows).toHaveLength(1);
});

test('a publication that the search misses is found by the id that Archy reports', async () => {
  lab.archy.misbehave('none');
  const flow = await lab.publish();
  lab.change({ hiddenSearches: 1 });
  expect(await lab.publish()).toMatchObject({ flowId: flow.kind === 'published' ? flow.flowId : '', version: '2.0' });
});

describe('what the flow names', () => {
  test('is waited for a while, then said to be missing', async () => {
    await otherLab({ bare: true });
    const outcome = await lab.publish();
    expect(outcome).toEqual({ kind: 'not-found', what: 'queue GeneralSupport' });
    expect(lab.waits.reduce((sum, wait) => sum + wait, 0)).toBe(30_000);
    expect(lab.archy.runs()).toEqual([]);
  });

  test('may become findable while it is waited for', async () => {
    const actions = [...lab.api.store.actions];
    lab.api.store.actions.clear();
    const wait = lab.effects.wait;
    Object.assign(lab.effects, {
      wait: async (milliseconds: number) => {
        await wait(milliseconds);
        if (lab.waits.length === 3) for (const [id, action] of actions) lab.api.store.actions.set(id, action);
      },
    });
    expect(await lab.publish()).toMatchObject({ kind: 'published' });
    expect(lab.waits).toEqual([2_000, 2_000, 2_000]);
  });
});

describe('a locked flow', () => {
  const person = { kind: 'user', id: 'u1', name: 'Jo Admin' } as const;
  beforeEach(async () => {
    await lab.publish();
  });

  test('is left to who has it open, who is named', async () => {
    lab.change({ lockedBy: person });
    expect(await lab.publish()).toEqual({ kind: 'locked', by: 'the user Jo Admin' });
    expect(lab.archy.runs()).toHaveLength(1);
  });

  test('is taken only when asked for', async () => {
    lab.change({ lockedBy: person });
    expect(await lab.publish({ forceUnlock: true })).toMatchObject({ kind: 'published' });
    expect(lab.archy.runs().map(({ argv }) => argv.includes('--forceUnlock'))).toEqual([false, true]);
  });

  test('that was locked after we looked is told by Archy', async () => {
    const read = lab.effects.fetch;
    Object.assign(lab.effects, {
      fetch: async (...args: Parameters<typeof fetch>) => {
        if (String(args[0]).includes('/integrations/actions')) lab.change({ lockedBy: person });
        return read(...args);
      },
    });
    expect(await lab.publish()).toEqual({ kind: 'locked', by: 'Jo Admin' });
  });

  test('that a killed run of our own left locked is published', async () => {
    lab.archy.misbehave('die');
    expect(await lab.publish()).toMatchObject({
      kind: 'failed',
      message: 'Archy was killed (SIGKILL)',
    });
    expect(lab.flow()?.lockedBy).toMatchObject({ kind: 'client', id: lab.api.client.id });
    expect(await lab.publish()).toMatchObject({ kind: 'published' });
    expect(lab.api.dump().flows).toHaveLength(1);
  });
});

describe('refusals of the platform', () => {
  const all = [
    'architect:ui:view',
    'architect:flow:view',
    'architect:flow:edit',
    'architect:flow:publish',
    'architect:flow:add',
    'routing:queue:view',
    'integrations:action:view',
  ];

  test('none, with the permissions that docs/genesys-permissions.md lists', async () => {
    await otherLab({ client: { permissions: all } });
    expect(await lab.publish()).toMatchObject({ kind: 'published' });
  });

  test.each(['architect:flow:add', 'architect:flow:view', 'routing:queue:view', 'architect:flow:publish'])(
    'a client without %s is told so',
    async (permission) => {
      await otherLab({ client: { permissions: all.filter((one) => one !== permission) } });
      expect(await lab.publish()).toMatchObject({ kind: 'missing-permission', permission });
    },
  );

  test('a wrong secret', async () => {
    const variables = { ...lab.variables, GENESYSCLOUD_OAUTHCLIENT_SECRET: 'S3cr3t-guess' };
    Object.assign(lab.machine, { variables });
    const outcome = await lab.publish();
    expect(outcome.kind).toBe('bad-credentials');
    expect(sentences(outcome, { name: 'F', file: 'f' }).join()).toContain('GENESYSCLOUD_OAUTHCLIENT_SECRET');
    expect(JSON.stringify(outcome)).not.toContain('S3cr3t');
  });

  test('too many calls, before Archy runs', async () => {
    lab.api.faults.add({ route: '/api/v2/flows', mishap: throttled(4) });
    expect(await lab.publish()).toEqual({ kind: 'throttled', attempts: 6 });
    expect(lab.waits).toEqual([4_000, 4_000, 4_000, 4_000, 4_000]);
  });
});

describe('runs of Archy that go wrong', () => {
  const end = async (...mishaps: Mishap[]) => {
    lab.archy.misbehave(...mishaps);
    return lab.publish({ timeLimit: mishaps[0] === 'hang' ? 1_500 : 30_000 });
  };

  test('throttled runs are repeated with growing waits', async () => {
    expect(await end('rate-limited', 'rate-limited')).toMatchObject({ kind: 'published' });
    expect(lab.waits).toEqual([15_000, 30_000]);
  });

  test('and given up after the fourth', async () => {
    const outcome = await end('rate-limited', 'rate-limited', 'rate-limited', 'rate-limited', 'none');
    expect(outcome).toEqual({ kind: 'throttled', attempts: 4 });
  });

  test('one that hangs is ended after its time', async () => {
    expect(await end('hang')).toEqual({ kind: 'timeout', seconds: 2 });
    await ended(...lab.archy.runs().map(({ pid }) => pid)); // none on a machine that was too slow to start it
  });

  test('a child that it leaves behind holds up nothing, and goes', async () => {
    expect(await end('leave-child')).toMatchObject({ kind: 'published' });
  });

  test('garbage is told as it is, without colours', async () => {
    const outcome = await end('garbage');
    expect(outcome).toMatchObject({ kind: 'failed', message: 'Archy ended with exit code 3' });
    expect(outcome.kind === 'failed' && outcome.output.at(-1)).toBe('Segmentation fault 💥 邮件');
  });

  test('16 MB of output change nothing', async () => {
    expect(await end('huge-output')).toMatchObject({ kind: 'published' });
  });

  test('without a results file the organisation is asked', async () => {
    expect(await end('no-results')).toEqual({
      kind: 'published',
      flowId: lab.flow()?.id,
      version: '1.0',
      warnings: [],
    });
  });

  test('with half a results file, too', async () => {
    expect(await end('cut-results')).toMatchObject({ kind: 'published', version: '1.0' });
  });

  test('success that the organisation knows nothing of is no success', async () => {
    expect(await end('pretend')).toMatchObject({ kind: 'failed' });
    lab.archy.misbehave('none');
    await lab.publish();
    lab.archy.misbehave('pretend');
    expect(await lab.publish()).toMatchObject({ kind: 'failed' });
  });

  test('a flow id that is not found', async () => {
    expect(await end('flow-not-found')).toEqual({ kind: 'not-found', what: 'the flow' });
  });

  test('a certificate that is not trusted is not taken for wrong credentials', async () => {
    const outcome = await end('untrusted-certificate');
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(JSON.stringify(outcome)).toContain('certificate');
  });

  test('a secret in its output is shown nowhere', async () => {
    const outcome = await end('print-secret');
    expect(outcome.kind).toBe('failed');
    const shown = JSON.stringify([outcome, lab.told]);
    expect(shown).toContain('***');
    for (const part of ['S3cr3t', 'eyJhbGciOiJub25lIn0', Buffer.from(SECRET).toString('base64').slice(4, 12)]) {
      expect(shown).not.toContain(part);
    }
  });

  test('an interrupted one leaves nothing', async () => {
    lab.archy.misbehave('hang');
    const interruption = new AbortController();
    const outcome = lab.publish({
      signal: interruption.signal,
      onLine: (line) => line === 'connecting' && interruption.abort(),
    });
    expect(await outcome).toEqual({ kind: 'aborted' });
  });
});
