import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type FlowLab, startFlowLab } from '../support/flow-lab';
import { environment, synthesize } from '../support/synthesize';
import { resources } from '../support/terraform-json';

let lab: FlowLab;
beforeEach(async () => {
  lab = await startFlowLab();
});
afterEach(() => lab.close());

interface Provisioner {
  readonly when?: string;
  readonly interpreter: readonly string[];
  readonly command: string;
}

/** Runs a command of the synthesized stack as Terraform does: the command is one more argument of the interpreter. */
async function run({ interpreter, command }: Provisioner, variables = lab.variables): Promise<string> {
  const known = { name: lab.environment.flow.name, region: lab.environment.genesys.region };
  const [program = '', ...args] = [...interpreter, command].map((argument) =>
    argument.replace(/\$\{self\.input\.(name|region)\}/g, (_, key: keyof typeof known) => known[key]),
  );
  return (await promisify(execFile)(program, args, { env: variables })).stderr;
}

test('the commands that Terraform calls check the machine, publish the planned flow, and delete it', async () => {
  const stacks = synthesize([environment('dev')]);
  const ofRouting = resources(stacks, 'terraform_data').filter(({ stack }) => stack === 'routing-dev');
  const provisioners = ofRouting.flatMap(({ attributes }) =>
    ((attributes['provisioner'] ?? []) as { 'local-exec': Provisioner }[]).map((one) => one['local-exec']),
  );
  const [check, create, ...others] = provisioners
    .filter(({ when }) => when !== 'destroy')
    .sort((a) => (a.interpreter.includes('preflight') ? -1 : 1));
  const [destroy, ...more] = provisioners.filter(({ when }) => when === 'destroy');
  if (check === undefined || create === undefined || destroy === undefined)
    throw new Error('the stack calls no command');
  expect([...others, ...more]).toEqual([]);

  expect(await run(check)).toContain('nothing is missing');
  const unready = { ...lab.variables, GENESYSCLOUD_OAUTHCLIENT_SECRET: '', ARCHY_HOME: '/nowhere' };
  await expect(run(check, unready)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /GENESYSCLOUD_OAUTHCLIENT_SECRET[\s\S]*Archy|Archy[\s\S]*GENESYSCLOUD_OAUTHCLIENT_SECRET/,
    ),
  });
  expect(await run(create)).toContain('published');
  expect(lab.api.dump().flows).toEqual([`INBOUNDEMAIL ${lab.environment.flow.name}`]);
  expect(await run(destroy)).toContain('deleted');
  expect(lab.api.dump().flows).toEqual([]);
  expect(lab.leftovers()).toEqual([]);
});
