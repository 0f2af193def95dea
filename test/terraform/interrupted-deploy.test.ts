import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DeploymentLab, deploymentLab, forMotoAtOnce } from '../support/deployment-lab';
import { type Gate, startGate } from '../support/gate';
import { PATIENCE } from '../support/terraform';
import { until } from '../support/until';

// Ctrl-C while the endpoint is being made, with cdktf and Terraform as they are.
let lab: DeploymentLab;
let cloudControl: Gate;
beforeAll(async () => {
  lab = await deploymentLab(async ({ cloudControl: endpoints }) => {
    cloudControl = await startGate(endpoints.url);
    return { AWS_ENDPOINT_URL_CLOUDCONTROL: cloudControl.url };
  }, forMotoAtOnce);
}, PATIENCE);
afterAll(async () => {
  await Promise.all([lab.close(), cloudControl.close()]);
});

test(
  'a deploy that is interrupted lets Terraform end in its own way: what was made is recorded, and no lock is left',
  async () => {
    cloudControl.hold(/^POST CloudApiService\.CreateResource$/);
    const run = lab.start('deploy', 'dev', 'classifier-dev', '--yes');
    await until('making the endpoint', () => cloudControl.held() > 0 || run.hasEnded(), 300);
    process.kill(-run.pid, 'SIGINT'); // the whole group, as a terminal does
    const { code, output } = await run.end; // the provider drops the call that is never answered
    cloudControl.open();
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('run the same command again') });
    expect(output).toMatch(/Interrupt received[\s\S]*Gracefully shutting down[\s\S]*Error: /);
    const state = join(lab.project.folder, 'state/classifier-dev.tfstate');
    expect(readFileSync(state, 'utf8')).toContain('"aws_s3_object"');
    expect(existsSync(join(lab.project.folder, 'state/.classifier-dev.tfstate.lock.info'))).toBe(false);
  },
  PATIENCE,
);
