import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { App, TerraformStack, Testing } from 'cdktf';
import type { Environment } from '../../config/environment';
import { addStateBackend } from '../../stacks/state-backend';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'backend-'));
});
afterEach(() => rmSync(home, { recursive: true }));

/** The backend of a stack `api-dev` of a project in `project`, synthesized to the folder `out`. */
function backendOf(backend: Environment['backend'], out = 'project/cdktf.out'): unknown {
  const outdir = join(home, out);
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir, skipValidation: true });
  const stack = new TerraformStack(app, 'api-dev');
  addStateBackend(stack, backend, join(home, 'project'));
  return JSON.parse(Testing.synth(stack)).terraform.backend;
}

describe('a local backend', () => {
  test('is relative to the stack, whatever folder the output goes to', () => {
    const backend = { type: 'local', dir: 'state' } as const;
    expect(backendOf(backend)).toEqual({ local: { path: '../../../state/api-dev.tfstate' } });
    expect(backendOf(backend, 'elsewhere/out')).toEqual({
      local: { path: '../../../../project/state/api-dev.tfstate' },
    });
  });

  test('may lie outside of the project', () => {
    expect(backendOf({ type: 'local', dir: '../shared' })).toEqual({
      local: { path: '../../../../shared/api-dev.tfstate' },
    });
  });
});

describe('an S3 backend', () => {
  const backend = { type: 's3', bucket: 'acme-state', region: 'eu-west-1', prefix: 'mail/routing' } as const;

  test('is encrypted and locked by a file beside the state', () => {
    expect(backendOf(backend)).toEqual({
      s3: {
        bucket: 'acme-state',
        key: 'mail/routing/api-dev.tfstate',
        region: 'eu-west-1',
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  test('takes a key of the team', () => {
    expect(backendOf({ ...backend, kmsKeyId: 'alias/state' })).toMatchObject({
      s3: { kms_key_id: 'alias/state' },
    });
  });
});
