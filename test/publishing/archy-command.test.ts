import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FlowLab, SECRET, startFlowLab } from '../support/flow-lab';
import { ended as stopped } from '../support/is-running';

// The command as a person or Terraform runs it: `npm run flow -- …`.

let lab: FlowLab;
beforeEach(async () => {
  lab = await startFlowLab();
});
afterEach(() => lab.close());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

function start(args: readonly string[], variables: Variables = {}): ChildProcess {
  const env = { ...lab.variables, ...variables };
  return spawn(process.execPath, ['scripts/run.mjs', 'scripts/flow.ts', ...args], { env, stdio: 'pipe' });
}

function end(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const flow = (args: readonly string[], variables?: Variables) => end(start(args, variables));

describe('what is missing is told before anything is attempted', () => {
  test('all of it together, with the remedy', async () => {
    const { code, stderr } = await flow(['publish', 'dev'], {
      GENESYSCLOUD_OAUTHCLIENT_ID: '',
      GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined,
      ARCHY_HOME: join(lab.folder, 'nowhere'),
    });
    expect(code).toBe(1);
    expect(stderr).toContain('GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET are not set');
    expect(stderr).toContain('ARCHY_HOME is');
    expect(stderr).toContain('flow.publisher: provider');
    expect(lab.api.store.requests).toEqual([]);
  });

  test('an environment that is not there', async () => {
    const { code, stderr } = await flow(['publish', 'dve']);
    expect(code).toBe(1);
    expect(stderr).toContain('Did you mean dev?');
  });

  test('a plan that was made for another flow', async () => {
    const { code, stderr } = await flow(['publish', 'dev', '--expect-hash', '0'.repeat(64)]);
    expect(code).toBe(1);
    expect(stderr).toContain('plan again');
    expect(lab.api.store.requests).toEqual([]);
  });
});

test('a flow is published, shown, deleted and found gone', async () => {
  const published = await flow(['publish', 'dev', '--json']);
  expect(published).toMatchObject({ code: 0 });
  expect(JSON.parse(published.stdout)).toMatchObject({ kind: 'published', flowId: lab.flow()?.id, version: '1.0' });

  const status = await flow(['status', 'dev', '--json']);
  expect(JSON.parse(status.stdout)).toMatchObject({
    flow: { id: lab.flow()?.id, publishedVersion: '1.0', lockedBy: null },
  });

  const { name } = lab.environment.flow;
  const destroy = ['delete', '--name', name, '--region', 'us-east-1'];
  expect(await flow(destroy)).toMatchObject({ code: 0, stdout: '', stderr: `deleted ${name}\n` });
  expect(lab.api.dump().flows).toEqual([]);
  expect(await flow(destroy)).toMatchObject({ code: 0 });
  expect((await flow(['status', 'dev'])).stdout).toContain('not in the organisation');
  expect(lab.leftovers()).toEqual([]);
});

test('validate asks Archy only when told to, and changes nothing', async () => {
  expect(await flow(['validate', 'dev'])).toMatchObject({ code: 0 });
  expect(lab.archy.runs()).toEqual([]);
  expect(await flow(['validate', 'dev', '--archy'])).toMatchObject({ code: 0 });
  expect(lab.archy.runs().map(({ argv }) => argv[0])).toEqual(['createImportFile']);
  expect(lab.api.dump().flows).toEqual([]);
  expect(lab.leftovers()).toEqual([]);
});

test('what the command does not understand is told before anything is attempted', async () => {
  expect(await flow(['publish', 'dev', '--hurry'])).toMatchObject({ code: 1 });
  expect(await flow(['publish', '--help'])).toMatchObject({ code: 0 });
  expect(await flow(['delete', '--name', 'F'])).toMatchObject({ code: 1 });
  expect(await flow(['delete', 'dev', '--name', 'F', '--region', 'us-east-1'])).toMatchObject({ code: 1 });
});

test('no output shows the secret, whatever Archy prints', async () => {
  lab.archy.misbehave('print-secret');
  const { code, stdout, stderr } = await flow(['publish', 'dev', '--verbose', '--json']);
  expect(code).toBe(1);
  expect(stderr).toContain('***');
  for (const part of ['S3cr3t', encodeURIComponent(SECRET), Buffer.from(SECRET).toString('base64').slice(4, 12)]) {
    expect(stdout + stderr).not.toContain(part);
  }
});

describe('a command that is ended while Archy runs', () => {
  /** Starts a publication whose Archy never ends, and waits until it runs. */
  async function hang(): Promise<{ command: ChildProcess; ended: Promise<Ended>; archy: number; options: string }> {
    lab.archy.misbehave('hang');
    const command = start(['publish', 'dev', '--verbose']);
    const ended = end(command);
    await new Promise<void>((resolve) => {
      command.stderr?.on('data', (chunk) => String(chunk).includes('connecting') && resolve());
    });
    const [run] = lab.archy.runs();
    const options = run?.optionsFile?.path ?? '';
    expect(readFileSync(options, 'utf8')).toContain('S3cr3t');
    return { command, ended, archy: run?.pid ?? 0, options };
  }

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('by %s takes Archy and the options file with it', async (signal, code) => {
    const { command, ended, archy, options } = await hang();
    command.kill(signal);
    expect(await ended).toMatchObject({ code });
    expect(existsSync(options)).toBe(false);
    await stopped(archy);
    expect(lab.leftovers()).toEqual([]);
  });

  test('by SIGKILL leaves an options file, which the next command removes before it does anything', async () => {
    const { command, ended, archy, options } = await hang();
    command.kill('SIGKILL');
    await ended;
    expect(existsSync(options)).toBe(true);
    lab.archy.misbehave('none');
    expect(await flow(['publish', 'dev'])).toMatchObject({ code: 0 });
    expect(lab.leftovers()).toEqual([]);
    process.kill(archy);
    await stopped(archy);
  });

  test('by its reader going away ends its publication properly', async () => {
    const command = start(['publish', 'dev', '--verbose']);
    const code = new Promise((resolve) => command.once('exit', resolve));
    command.stdout?.destroy();
    command.stderr?.destroy();
    expect(await code).toBe(0);
    expect(lab.flow()?.publishedVersion).toBe('1.0');
  });
});
