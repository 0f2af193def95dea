import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type AwsStandIns, startAwsStandIns } from './aws-stand-ins';
import { type GenesysStandIns, startGenesysStandIns } from './genesys-stand-ins';
import { type NodeRun, type RunningNode, startNode } from './start-node';
import { only, type TerraformJson } from './terraform-json';
import { FOR_MOTO, type Override, type TerraformProject, terraformProject } from './terraform-project';
import { trainBySdk } from './train-by-sdk';
import { withoutBucketPolicies } from './without-bucket-policies';
import { withoutResources } from './without-resources';

/** Somebody with a copy of the project on a machine of their own, and the commands that a person has. */
export interface Person {
  readonly project: TerraformProject;
  /** `npm run NAME -- ARGUMENTS`. */
  start(name: string, ...args: readonly string[]): RunningNode;
  /** The same to its end, with other variables if given. */
  run(command: readonly string[], variables?: Readonly<Record<string, string>>): Promise<NodeRun>;
  /** `npx cdktf ARGUMENTS`. */
  cdktf(...args: readonly string[]): Promise<NodeRun>;
  /** The environment of their shell. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A person beside two empty clouds. */
export interface DeploymentLab extends Person {
  readonly aws: AwsStandIns;
  readonly genesys: GenesysStandIns;
  /** Another person with the project as it is now, who has run nothing yet. */
  colleague(): Person;
  /** Everything that any command of anybody printed. */
  printed(): string;
  close(): Promise<void>;
}

/** What the lab's commands need besides: a stand-in's own address, say. */
export type MoreVariables = (aws: AwsStandIns) => Promise<Readonly<Record<string, string>>>;

/** The override files are there and the classifier is trained, to be imported by the deploy; nothing is deployed. */
export async function deploymentLab(
  more: MoreVariables = async () => ({}),
  override: Override = forMoto,
): Promise<DeploymentLab> {
  const [aws, genesys] = await Promise.all([startAwsStandIns(), startGenesysStandIns()]);
  const clouds = { ...aws.variables, ...genesys.variables, ...(await more(aws)) };
  const runs: RunningNode[] = [];
  const people: Person[] = [];

  function person(from: string): Person {
    const project = terraformProject(aws.variables, override, from);
    project.synthesize(); // lays the override files down; the commands synthesize again and leave them
    const home = dirname(project.folder);
    const cliConfiguration = join(home, 'terraformrc');
    genesys.addTo(cliConfiguration);
    const variables = {
      ...{ ...clouds, TF_CLI_CONFIG_FILE: cliConfiguration, XDG_STATE_HOME: join(home, 'notes') },
      // A cache that two Terraforms use at once may break.
      ...{ CI: 'true', CHECKPOINT_DISABLE: '1', CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true' },
    };
    const start = (args: readonly string[], other: Readonly<Record<string, string>> = {}): RunningNode => {
      const run = startNode(project.folder, { ...variables, ...other }, args);
      runs.push(run);
      return run;
    };
    const script = (name = '') => ['scripts/run.mjs', `scripts/${name}.ts`];
    const added: Person = {
      project,
      variables,
      start: (name, ...args) => start([...script(name), ...args]),
      run: ([name, ...args], other) => start([...script(name), ...args], other).end,
      cdktf: (...args) => start(['node_modules/.bin/cdktf', ...args]).end,
    };
    people.push(added);
    return added;
  }

  const first = person(process.cwd());
  const folder = first.project.stackFolder('classifier-dev');
  const json = first.project.json('classifier-dev');
  await trainBySdk(aws, json, folder, corpusOf(json, folder));
  return {
    ...first,
    aws,
    genesys,
    colleague: () => person(first.project.folder),
    printed: () => runs.map((run) => run.output()).join('\n'),
    async close() {
      await Promise.all([aws.close(), genesys.close()]);
      for (const { project } of people) project.remove();
    },
  };
}

/** What moto needs of every stack that knows AWS. */
export const forMoto: Override = (stack, json) =>
  stack.startsWith('routing-') ? {} : { ...FOR_MOTO, ...withoutBucketPolicies(json) };

/** The same without what no proof of an order of events needs: moto cannot serve a bucket with the first; the provider waits a minute for the second. */
export const forMotoAtOnce: Override = (stack, json) =>
  stack.startsWith('routing-')
    ? {}
    : { ...FOR_MOTO, ...withoutResources(json, 'aws_s3_bucket_policy', 'aws_s3_bucket_lifecycle_configuration') };

function corpusOf(json: TerraformJson, folder: string): string {
  const object = only(new Map([['', json]]), '', 'aws_s3_object');
  return readFileSync(join(folder, String(object['source'])), 'utf8');
}
