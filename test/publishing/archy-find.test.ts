import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findEnvironment, loadConfiguration } from '../../config/load-configuration';
import { PreflightError } from '../../config/preflight-error';
import { checkVersion } from '../../publishing/archy/check-version';
import { compareVersions, findArchy, MINIMUM_VERSION } from '../../publishing/archy/find-archy';
import { preparePublisher, publisherFaults } from '../../publishing/archy/preflight';
import { installArchy } from '../../stand-ins/archy/install-archy';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'find-archy-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

function executable(...path: string[]): string {
  const file = join(folder, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

const find = (variables: Record<string, string>, configured?: string) =>
  findArchy({ configured, root: folder, variables, platform: 'linux' });

describe('Archy is found', () => {
  test('in ARCHY_HOME: the newest binary of this system', () => {
    executable('a', 'archy');
    executable('a', 'archyBin', 'archy-linux-2.9.1');
    executable('a', 'archyBin', 'archy-macos-3.0.0');
    const newest = executable('a', 'archyBin', 'archy-linux-2.43.2');
    const found = find({ ARCHY_HOME: join(folder, 'a') });
    expect(found).toEqual({ program: newest, cwd: join(folder, 'a'), version: '2.43.2' });
  });

  test('by its launcher, when there is no binary: with the launcher folder as working folder', () => {
    const launcher = executable('a', 'archy');
    expect(find({ ARCHY_HOME: join(folder, 'a') })).toEqual({
      program: launcher,
      cwd: join(folder, 'a'),
      version: null,
    });
  });

  test('in flow.archyHome, relative to the project, before anywhere else', () => {
    executable('tools', 'archyBin', 'archy-linux-2.20.0');
    executable('a', 'archyBin', 'archy-linux-2.43.2');
    expect(find({ ARCHY_HOME: join(folder, 'a') }, 'tools')).toMatchObject({ version: '2.20.0' });
  });

  test('along the PATH, through links, to its own folder', () => {
    const launcher = executable('opt', 'archy');
    const binary = executable('opt', 'archyBin', 'archy-linux-2.43.2');
    mkdirSync(join(folder, 'bin'));
    symlinkSync(launcher, join(folder, 'bin', 'archy'));
    expect(find({ PATH: `/nowhere:${folder}/bin` })).toMatchObject({ program: binary, cwd: join(folder, 'opt') });
    symlinkSync(binary, join(folder, 'archy'));
    expect(find({ PATH: folder })).toMatchObject({ program: binary, version: '2.43.2' });
  });
});

describe('what is wrong with Archy is told with the remedy', () => {
  test.each<[what: string, variables: Record<string, string>, says: string[]]>([
    [
      'not installed',
      { PATH: '/nowhere' },
      ['not on the PATH', 'archy-linux.zip', 'ARCHY_HOME', 'publisher: provider'],
    ],
    [
      'an empty home',
      { ARCHY_HOME: '/nowhere', PATH: '' },
      ['ARCHY_HOME is /nowhere', 'archyBin/archy-linux-<version>'],
    ],
  ])('%s', (_, variables, says) => {
    for (const text of says) expect(() => find(variables)).toThrow(text);
  });

  test('a home in the record names the record', () => {
    expect(() => find({}, 'tools')).toThrow('flow.archyHome is ');
  });

  test('lost execute bits', () => {
    const binary = executable('a', 'archyBin', 'archy-linux-2.43.2');
    chmodSync(binary, 0o644);
    expect(() => find({ ARCHY_HOME: join(folder, 'a') })).toThrow(`chmod +x '${binary}'`);
  });

  test('another system', () => {
    expect(() => findArchy({ configured: undefined, root: '/', variables: {}, platform: 'win32' })).toThrow(
      'Linux and macOS',
    );
  });
});

describe('its version', () => {
  const archy = { program: '/a/archy', cwd: '/a' };
  const never = () => Promise.reject(new Error('asked'));

  test('is taken from its name, else asked for', async () => {
    expect(await checkVersion({ ...archy, version: '2.43.2' }, never)).toBe('2.43.2');
    expect(await checkVersion({ ...archy, version: null }, async () => 'Archy version: 2.10.0\n')).toBe('2.10.0');
  });

  test('must be told and new enough', async () => {
    await expect(checkVersion({ ...archy, version: '2.7.9' }, never)).rejects.toThrow(MINIMUM_VERSION);
    await expect(checkVersion({ ...archy, version: null }, async () => 'hello')).rejects.toThrow('is it Archy?');
  });

  test('is compared number by number', () => {
    const versions = ['2.43.2', '2.8.0', '10.0.0', '2.43.10'];
    expect(versions.sort(compareVersions)).toEqual(['2.8.0', '2.43.2', '2.43.10', '10.0.0']);
  });
});

describe('the preflight of a publication', () => {
  const dev = findEnvironment(loadConfiguration(process.cwd()), 'dev');
  const credentials = { GENESYSCLOUD_OAUTHCLIENT_ID: 'id', GENESYSCLOUD_OAUTHCLIENT_SECRET: 'secret' };
  const machine = (variables: Record<string, string>) => ({
    root: process.cwd(),
    platform: process.platform,
    variables: { PATH: process.env['PATH'] ?? '', XDG_STATE_HOME: join(folder, 'state'), ...variables },
  });

  test('asks the launcher for its version, in its folder', async () => {
    const { home } = installArchy(join(folder, 'archy'), { api: 'http://127.0.0.1:1', only: 'launcher' });
    const publisher = await preparePublisher(dev, machine({ ...credentials, ARCHY_HOME: home }));
    expect(publisher.archy).toMatchObject({ program: join(home, 'archy'), version: '2.43.2' });
  });

  test('tells everything that is missing at once', async () => {
    const faults = await publisherFaults(dev, machine({ ARCHY_HOME: '/nowhere', GENESYSCLOUD_GATEWAY_HOST: 'proxy' }));
    expect(faults).toHaveLength(3);
    expect(faults.join()).toMatch(/OAUTHCLIENT_ID.*GATEWAY_PORT.*ARCHY_HOME/s);
  });

  test('needs no Archy when Terraform publishes', async () => {
    const environment = { ...dev, flow: { ...dev.flow, publisher: 'provider' as const } };
    expect(await publisherFaults(environment, machine(credentials))).toEqual([]);
    expect(await publisherFaults(environment, machine({ GENESYSCLOUD_ACCESS_TOKEN: 'token' }))).toEqual([]);
    expect(await publisherFaults(environment, machine({}))).toHaveLength(1);
  });

  test('refuses an Archy that is too old', async () => {
    const { home } = installArchy(join(folder, 'archy'), { api: 'http://127.0.0.1:1', version: '1.4.0' });
    const prepared = preparePublisher(dev, machine({ ...credentials, ARCHY_HOME: home }));
    await expect(prepared).rejects.toThrow(PreflightError);
    await expect(prepared).rejects.toThrow('is version 1.4.0, at least 2.8.0 is needed');
  });
});
