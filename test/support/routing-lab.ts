import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Seed } from '../../stand-ins/genesys-platform/new-store';
import { type GenesysStandIns, startGenesysStandIns } from './genesys-stand-ins';
import { type RunningNode, startNode } from './start-node';
import { type TerraformProject, terraformProject } from './terraform-project';

/** The commands of this project with real Terraform, for routing-dev alone: the API counts as deployed. */
export interface RoutingLab {
  readonly genesys: GenesysStandIns;
  readonly project: TerraformProject;
  /** The environment of the commands. */
  readonly variables: Readonly<Record<string, string>>;
  /** `npm run NAME -- ARGUMENTS`. */
  start(name: string, ...args: readonly string[]): RunningNode;
  /** Its output. @throws when it does not end with that exit code */
  run(code: number, name: string, ...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** The record is config/dev.yaml with the flow published by the provider. */
export async function routingLab(seed: Seed = {}): Promise<RoutingLab> {
  const genesys = await startGenesysStandIns(seed);
  const project = terraformProject({}, () => ({}));
  project.edit('config/dev.yaml', 'publisher: archy', 'publisher: provider');
  project.synthesize();
  const home = dirname(project.folder);
  const cliConfiguration = join(home, 'terraformrc');
  genesys.addTo(cliConfiguration);
  mkdirSync(join(project.folder, 'state'), { recursive: true });
  const outputs = Object.keys(project.json('api-dev').output ?? {});
  writeFileSync(join(project.folder, 'state/api-dev.tfstate'), deployed(outputs));
  const variables = {
    ...genesys.variables,
    ...{ TF_CLI_CONFIG_FILE: cliConfiguration, CHECKPOINT_DISABLE: '1', CI: 'true' },
    ...{ CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true', XDG_STATE_HOME: join(home, 'notes') },
  };
  const start = (name: string, ...args: readonly string[]) =>
    startNode(project.folder, variables, ['scripts/run.mjs', `scripts/${name}.ts`, ...args]);
  return {
    genesys,
    project,
    variables,
    start,
    async run(code, name, ...args) {
      const end = await start(name, ...args).end;
      if (end.code !== code) throw new Error(`${name} ended with ${end.code}, not ${code}:\n${end.output}`);
      return end.output;
    },
    async close() {
      await genesys.close();
      project.remove();
    },
  };
}

/** A state that holds nothing but outputs. */
function deployed(outputs: readonly string[]): string {
  const value = { value: 'https://api.example.test/v1/classify', type: 'string', sensitive: true };
  return JSON.stringify({
    ...{ version: 4, terraform_version: '1.11.0', serial: 1, lineage: 'of-a-test', resources: [] },
    outputs: Object.fromEntries(outputs.map((name) => [name, value])),
  });
}
