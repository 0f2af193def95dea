import { ConfigError } from '../config/fault';
import { stackNames } from '../stacks/names';
import { explainAwsFailure } from './aws-failure';
import { AdoptionError } from './classifier/adopt-model';
import { adoptWantedModel } from './classifier/adopt-wanted-model';
import { confirm } from './confirm';
import { loadEnvironment } from './load-environment';
import { obstacles } from './preflight/obstacles';
import { refusal } from './preflight/preflight';
import { PreflightError } from './preflight/preflight-error';
import { StateError } from './terraform/read-state';
import { runCdktf } from './terraform/run-cdktf';
import { InterruptedError, ProgramNotStartedError } from './terraform/run-program';
import { chooseStacks, SynthesisError, stacksOf, synthesize } from './terraform/synthesize';

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
    if (error instanceof PreflightError) {
      console.error(refusal('changed', error.faults));
      process.exitCode = 1;
      return;
    }
    const expected = [AdoptionError, ConfigError, InterruptedError, ProgramNotStartedError, StateError, SynthesisError];
    const known = expected.some((kind) => error instanceof kind) ? (error as Error).message : explainAwsFailure(error);
    if (known === undefined) throw error;
    console.error(known);
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
  const { environment, categories } = await loadEnvironment(root, name, command, process.env);
  const said = await synthesize(root);
  if (said !== '') console.error(said);
  const all = stacksOf(root, name);
  const chosen = chooseStacks(all, only);
  const stacks = chosen.map((stack) => stack.name);

  console.error('checking Terraform, credentials and state');
  const { faults, secrets } = await obstacles({ root, command, environment, categories, stacks });
  if (faults.length > 0) {
    console.error(refusal('changed', faults));
    return 1;
  }
  const target = `${stacks.join(', ')} (AWS ${environment.aws.region}, Genesys Cloud ${environment.genesys.region})`;
  if (!yes && !(await confirm(`${command} ${target}?`))) {
    console.error('nothing was changed');
    return 1;
  }
  const trains = environment.classifier.engine === 'comprehend' && stacks.includes(stackNames(environment).classifier);
  if (command === 'deploy' && trains) {
    await adoptWantedModel(root, environment, categories);
  }
  const { code, remedy } = await runCdktf(root, command, all, chosen, secrets);
  if (code === 0) return 0;
  if (remedy !== undefined) console.error(`\n${remedy}`);
  console.error(`\n${command} ended with a failure. What was done is recorded; run the same command again to go on.`);
  return 1;
}
