import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DeploymentLab, deploymentLab, type Person } from '../support/deployment-lab';
import { documentedCommands } from '../support/documented-commands';
import { killTree } from '../support/kill-tree';
import { readBucket } from '../support/moto';
import { runShell } from '../support/run-shell';
import { s3StateForMoto } from '../support/s3-state-for-moto';
import { PATIENCE } from '../support/terraform';
import { FOR_MOTO } from '../support/terraform-project';
import { until } from '../support/until';
import { withoutResources } from '../support/without-resources';

// Ann deployed with a local state, moves it to S3 by the commands of docs/state.md, and from then on two people deploy.
const BUCKET = 'acme-email-routing-state-dev';
let ann: DeploymentLab;
let ben: Person;
beforeAll(async () => {
  ann = await deploymentLab(undefined, (stack, json) => ({
    ...s3StateForMoto(json),
    ...(!stack.startsWith('routing-') && FOR_MOTO),
    // moto cannot serve a bucket with the first; the provider waits a minute for the second.
    ...withoutResources(json, 'aws_s3_bucket_policy', 'aws_s3_bucket_lifecycle_configuration'),
  }));
}, PATIENCE);
afterAll(() => ann.close());

const DOCUMENTED = 'docs/state.md';
const changeReply = ({ project }: Person, reply: string) =>
  project.edit('config/dev.yaml', /autoReply: .*/, `autoReply: ${reply}`);
const deployRouting = (person: Person) => person.start('deploy', 'dev', 'routing-dev', '--yes');

async function succeed(run: Promise<{ readonly code: number | null; readonly output: string }>): Promise<string> {
  const { code, output } = await run;
  if (code !== 0) throw new Error(`ended with ${code}:\n${output}`);
  return output;
}

/** What is left to do for that person: nothing, or the report. */
async function leftToDo(person: Person, ...stacks: readonly string[]): Promise<string> {
  const { code, output } = await person.run(['diff', 'dev', ...stacks]);
  return code === 0 ? 'nothing' : output;
}

test(
  'moves from local to S3 by the documented commands, and no plan has anything to do',
  async () => {
    await succeed(ann.run(['deploy', 'dev', '--yes']));
    rmSync(join(ann.project.folder, 'cdktf.out'), { recursive: true }); // somebody tidied up
    ann.project.synthesize();

    const [before = [], after = []] = documentedCommands(DOCUMENTED, 'Moving the state');
    for (const line of before) await succeed(runShell(ann, line));
    ann.project.edit(
      'config/dev.yaml',
      'type: local\n  dir: state',
      `type: s3\n  bucket: ${BUCKET}\n  region: us-east-1\n  prefix: mail`,
    );
    ann.project.synthesize(); // for the override files: moto's address has to be in the new backend
    const [bucket = '', ...moves] = after;
    await succeed(runShell(ann, bucket.replace('dev dev-state', 'dev dev-state --yes')));
    expect(moves).toHaveLength(3);
    for (const line of moves) expect(await succeed(runShell(ann, line))).toContain('No changes.');
    expect([...(await readBucket(ann.aws.moto, BUCKET)).keys()].sort()).toEqual(
      ['api', 'classifier', 'routing'].map((stack) => `mail/${stack}-dev.tfstate`),
    );
  },
  PATIENCE,
);

test(
  'a colleague with the same code has nothing to do; what one of them changes is there for the other',
  async () => {
    ben = ann.colleague();
    expect(await leftToDo(ben)).toBe('nothing');

    changeReply(ben, 'Ben says thank you.');
    await succeed(deployRouting(ben).end);
    expect(await leftToDo(ann, 'routing-dev')).toContain('terraform_data.flow_publish');
    changeReply(ann, 'Ben says thank you.');
    expect(await leftToDo(ann, 'routing-dev')).toBe('nothing');

    changeReply(ann, 'Ann says thank you.');
    await succeed(deployRouting(ann).end);
    changeReply(ben, 'Ann says thank you.');
    expect(await leftToDo(ben, 'routing-dev')).toBe('nothing');
  },
  PATIENCE,
);

test(
  'a deploy during another is refused; the lock that a killed one leaves is released by the documented commands',
  async () => {
    for (const person of [ann, ben]) changeReply(person, 'A third text.');
    ann.genesys.archy.misbehave('hang-hard');
    const first = deployRouting(ann);
    await until('publishing', () => ann.genesys.archy.runs().length > 0, 120);

    const refused = await deployRouting(ben).end;
    expect(refused.code).toBe(1);
    const [, id = ''] = /The state of routing-dev is locked by \S+@\S+ since .*force-unlock (\S+)/.exec(
      refused.output,
    ) ?? [refused.output];
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(ann.genesys.archy.runs()).toHaveLength(1);

    expect((await killTree(first)).signal).toBe('SIGKILL');
    ann.genesys.archy.misbehave();
    const stillLocked = await deployRouting(ben).end;
    expect({ code: stillLocked.code, id: stillLocked.output.includes(id) }).toEqual({ code: 1, id: true });

    const [release = []] = documentedCommands(DOCUMENTED, 'A lock that stayed');
    expect(release).toHaveLength(3);
    for (const line of release) await succeed(runShell(ben, line.replace(/\bID\b/, id)));
    await succeed(deployRouting(ben).end);
    expect(await leftToDo(ann, 'routing-dev')).toBe('nothing');
    expect(ann.genesys.api.dump()).toMatchObject({ flows: [expect.anything()], routes: [expect.anything()] });
  },
  PATIENCE,
);
