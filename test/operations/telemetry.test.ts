import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { copyProject } from '../support/run-main';

// Loaded into every Node that npm starts: notes whom it calls, and calls nobody.
const LISTENER = `
  const https = require('node:https');
  const { appendFileSync } = require('node:fs');
  https.request = (address) => {
    appendFileSync(process.env.CALLS, (address.hostname ?? address) + '\\n');
    throw new Error('nobody is called in this test');
  };`;

test.each([
  ['npm run synth', 'nobody', ['npm', 'run', 'synth'], ''],
  ['a plain cdktf', 'home', ['npx', 'cdktf', 'synth'], 'telemetry'], // or the listener would hear nothing
])('%s calls %s', (_who, _whom, [program = '', ...args], expected) => {
  const home = mkdtempSync(join(tmpdir(), 'telemetry-'));
  try {
    const project = join(home, 'project');
    mkdirSync(project);
    copyProject(process.cwd(), project);
    cpSync('cdktf.env', join(project, 'cdktf.env'));
    const [listener, calls] = [join(home, 'listener.cjs'), join(home, 'calls')];
    writeFileSync(listener, LISTENER);
    writeFileSync(calls, '');
    const { PATH } = process.env;
    const env = { PATH, HOME: home, CI: 'true', CALLS: calls, NODE_OPTIONS: `--require ${listener}` };
    const { stdout } = spawnSync(program, args, { cwd: project, env, encoding: 'utf8' });
    expect(stdout).toContain('classifier-dev');
    expect(readFileSync(calls, 'utf8')).toEqual(expected === '' ? '' : expect.stringContaining(expected));
  } finally {
    rmSync(home, { recursive: true });
  }
});
