import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { signIn } from '../../support/genesys-client';

/** Starts `npm run genesys-api` and reads the variables that it prints. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/genesys-api.ts', ...args]);
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stderr }));
  });
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (stdout.includes('SECRET')) resolve();
    });
    child.once('close', () => resolve());
  });
  const variables = Object.fromEntries(
    [...stdout.matchAll(/(GENESYSCLOUD_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  );
  return { child, ended, variables };
}

test('the command serves an organisation until it is interrupted, and tells what is in it', async () => {
  const { child, ended, variables } = await start('--domains', 'mail.example.com', '--users', 'ann@example.com');
  const url = `http://${variables['GENESYSCLOUD_GATEWAY_HOST']}:${variables['GENESYSCLOUD_GATEWAY_PORT']}`;
  const ask = await signIn({
    url,
    client: {
      id: variables['GENESYSCLOUD_OAUTHCLIENT_ID'] ?? '',
      secret: variables['GENESYSCLOUD_OAUTHCLIENT_SECRET'] ?? '',
    },
  });
  expect((await ask('POST', '/api/v2/routing/queues', { name: 'IRA' })).status).toBe(200);
  expect((await ask('GET', '/api/v2/outbound/campaigns')).status).toBe(404);

  const second = await start('--port', variables['GENESYSCLOUD_GATEWAY_PORT'] ?? '');
  expect(await second.ended).toMatchObject({ code: 1 });
  expect((await second.ended).stderr).toContain('EADDRINUSE');

  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(0);
  for (const text of [
    '"IRA"',
    '"mail.example.com"',
    '"ann@example.com"',
    'not part of this server: GET /api/v2/outbound',
  ]) {
    expect(stderr).toContain(text);
  }
});
