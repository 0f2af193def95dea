import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { awsAnswers, genesysAnswers, preflight, terraformIsThere } from '../../../operations/preflight/preflight';
import { type GenesysApi, startGenesysApi } from '../../../stand-ins/genesys-platform/start-genesys-api';
import { clientVariables } from '../../support/lambda-environment';
import { failure, type ScriptedComprehend, startScriptedComprehend } from '../../support/scripted-comprehend';

test('all faults are told, each once', async () => {
  const check = async () => ['same', 'same'];
  expect(await preflight([check, check, async () => ['other'], async () => []])).toEqual(['same', 'other']);
});

describe('Terraform', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'terraform-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const program = (answer: string) => {
    const path = join(folder, 'terraform');
    writeFileSync(path, `#!/bin/sh\necho '${answer}'\n`);
    chmodSync(path, 0o755);
    return path;
  };
  test.each([
    ['1.11.0', 0],
    ['1.12.3', 0],
    ['2.0.0', 0],
    ['1.10.9', 1],
    ['0.15.0', 1],
  ])('version %s', async (version, faults) => {
    expect(await terraformIsThere(program(JSON.stringify({ terraform_version: version })))()).toHaveLength(faults);
  });
  test('that is not there, or is something else', async () => {
    expect((await terraformIsThere(join(folder, 'missing'))())[0]).toContain('install Terraform');
    expect((await terraformIsThere(program('hello'))())[0]).toContain('install Terraform');
  });
});

describe('AWS', () => {
  const variables = { ...process.env };
  let comprehend: ScriptedComprehend;
  beforeAll(async () => {
    comprehend = await startScriptedComprehend();
    Object.assign(process.env, clientVariables(comprehend.url));
  });
  afterAll(async () => {
    process.env = variables;
    await comprehend.close();
  });
  test.each([
    ['AccessDeniedException', 403, true, ['AWS denies this']],
    ['AccessDeniedException', 403, false, []],
    ['UnrecognizedClientException', 400, true, ['does not accept these credentials']],
    ['UnrecognizedClientException', 400, false, ['does not accept these credentials']],
  ])('answers %s (%i), Comprehend needed: %s', async (name, status, needed, faults) => {
    comprehend.script(failure(name, status));
    const found = await awsAnswers({ aws: { region: 'us-east-1', tags: {} } }, needed)();
    expect(found).toEqual(faults.map((fault) => expect.stringContaining(fault)));
  });
});

describe('Genesys Cloud', () => {
  let api: GenesysApi;
  beforeAll(async () => {
    api = await startGenesysApi();
  });
  afterAll(() => api.close());
  const variables = () => ({
    GENESYSCLOUD_OAUTHCLIENT_ID: api.client.id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: api.client.secret,
    GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
    GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
    GENESYSCLOUD_GATEWAY_PORT: String(api.port),
  });
  const check = (change: Record<string, string | undefined>, wants: 'client' | 'client or token' = 'client or token') =>
    genesysAnswers({ genesys: { region: 'us-east-1' } }, { ...variables(), ...change }, wants)();
  test('answers', async () => {
    expect(await check({})).toEqual([]);
  });
  test('credentials that are missing are named', async () => {
    const [fault] = await check({ GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined });
    expect(fault).toContain('GENESYSCLOUD_OAUTHCLIENT_SECRET is not set');
  });
  test('an access token is enough where no client is wanted', async () => {
    const token = { GENESYSCLOUD_OAUTHCLIENT_ID: '', GENESYSCLOUD_ACCESS_TOKEN: 'token' };
    expect(await check(token)).toEqual([]);
    const [missing, why] = await check(token, 'client');
    expect(missing).toContain('GENESYSCLOUD_OAUTHCLIENT_ID is not set');
    expect(why).toContain('GENESYSCLOUD_ACCESS_TOKEN is not enough');
  });
  test('a wrong secret is told, but not shown', async () => {
    const [fault] = await check({ GENESYSCLOUD_OAUTHCLIENT_SECRET: 'not-the-secret' });
    expect(fault).toContain('refuses the OAuth client');
    expect(fault).not.toContain('not-the-secret');
  });
});
