import type { Environment } from '../config/environment';
import { ConfigError } from '../config/fault';
import { findEnvironment, loadConfiguration } from '../config/load-configuration';
import { publisherFaults } from '../flows/archy/preflight';
import { confirm } from './confirm';
import { awsAnswers, type Check, genesysAnswers, preflight, terraformIsThere } from './preflight';
import { prepareStacks } from './prepare-stacks';
import { runCdktf } from './run-cdktf';
import { InterruptedError, ProgramNotStartedError } from './run-program';
import { chooseStacks, SynthesisError, stacksOf, synthesize } from './synthesize';

export interface EnvironmentChange {
  /** Folder of the project. */
  readonly root: string;
  readonly command: 'deploy' | 'destroy';
  /** Name of the environment. */
  readonly environment: string;
  /** Empty: all stacks but <env>-state. */
  readonly stacks: readonly string[];
  /** Does not ask. */
  readonly yes: boolean;
}

/** Checks, asks, and then deploys or destroys. Sets the exit code; failures are printed, with what to do about them. */
export async function guarded(change: EnvironmentChange): Promise<void> {
  try {
    process.exitCode = await changeEnvironment(change);
  } catch (error) {
    const expected = [ConfigError, InterruptedError, ProgramNotStartedError, SynthesisError];
    if (!expected.some((kind) => error instanceof kind)) throw error;
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

async function changeEnvironment({
  root,
  command,
  environment: name,
  stacks: only,
  yes,
}: EnvironmentChange): Promise<0 | 1> {
  const environment = findEnvironment(loadConfiguration(root, process.env), name);
  const said = await synthesize(root);
  if (said !== '') console.error(said);
  const all = stacksOf(root, name);
  const chosen = chooseStacks(all, only);
  const stacks = chosen.map((stack) => stack.name);

  console.error('checking Terraform, credentials and state');
  const faults = [...(await preflight(checksFor(root, command, environment, stacks)))];
  if (faults.length === 0) faults.push(...(await prepareStacks(root, stacks)));
  if (faults.length > 0) {
    console.error(
      `nothing was changed, ${faults.length === 1 ? 'one check' : `${faults.length} checks`} failed:\n  ${faults.join('\n  ')}`,
    );
    return 1;
  }
  const target = `${stacks.join(', ')} (AWS ${environment.aws.region}, Genesys Cloud ${environment.genesys.region})`;
  if (!yes && !(await confirm(`${command} ${target}?`))) {
    console.error('nothing was changed');
    return 1;
  }
  const { code, remedy } = await runCdktf(root, command, all, chosen);
  if (code === 0) return 0;
  if (remedy !== undefined) console.error(`\n${remedy}`);
  console.error(`\n${command} ended with a failure. What was done is recorded; run the same command again to go on.`);
  return 1;
}

function checksFor(
  root: string,
  command: 'deploy' | 'destroy',
  environment: Environment,
  stacks: readonly string[],
): readonly Check[] {
  const variables = process.env;
  const aws = stacks.some((stack) => !stack.startsWith('routing-'));
  const genesys = stacks.some((stack) => stack.startsWith('routing-'));
  const archy = command === 'deploy' && genesys && environment.flow.publisher === 'archy';
  const machine = { root, variables, platform: process.platform };
  return [
    terraformIsThere(variables['TERRAFORM_BINARY_NAME'] ?? 'terraform'),
    ...(aws ? [awsAnswers(environment)] : []),
    ...(genesys ? [genesysAnswers(environment, variables)] : []),
    ...(archy ? [async () => publisherFaults(environment, machine)] : []),
  ];
}
