import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type FlowLab, startFlowLab } from '../support/flow-lab';
import { environment, synthesize } from '../support/synthesize';
import { resources } from '../support/terraform-json';

jest.setTimeout(60_000);

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
async function run({ interpreter, command }: Provisioner): Promise<string> {
  const known = { name: lab.environment.flow.name, region: lab.environment.genesys.region };
  const [program = '', ...args] = [...interpreter, command].map((argument) =>
    argument.replace(/\$\{self\.input\.(name|region)\}/g, (_, key: keyof typeof known) => known[key]),
  );
  return (await promisify(execFile)(program, args, { env: lab.variables })).stderr;
}

test('the commands that Terraform calls publish the planned flow, and delete it', async () => {
  const stacks = synthesize([environment('dev')]);
  const provisioners = resources(stacks, 'terraform_data').flatMap(({ attributes }) =>
    ((attributes['provisioner'] ?? []) as { 'local-exec': Provisioner }[]).map((one) => one['local-exec']),
  );
  const [create, ...others] = provisioners.filter(({ when }) => when !== 'destroy');
  const [destroy, ...more] = provisioners.filter(({ when }) => when === 'destroy');
  if (create === undefined || destroy === undefined) throw new Error('the stack calls no command');
  expect([...others, ...more]).toEqual([]);

  expect(await run(create)).toContain('published');
  expect(lab.api.dump().flows).toEqual([`INBOUNDEMAIL ${lab.environment.flow.name}`]);
  expect(await run(destroy)).toContain('deleted');
  expect(lab.api.dump().flows).toEqual([]);
  expect(lab.leftovers()).toEqual([]);
});
