import { resolve } from 'node:path';
import { KnownError } from '../config/known-error';
import { PreflightError } from '../config/preflight-error';
import { stackNames } from '../stacks/names';
import { synthesizeApp } from '../stacks/synthesize-app';
import { importFile } from './adopt/import-file';
import { offerAdoption } from './adopt/offer-adoption';
import { adoptWantedModel } from './classifier/adopt-wanted-model';
import { loadPrices } from './cost/load-prices';
import { costLine, monthCost } from './cost/month-cost';
import { heedMembers } from './heed-members';
import { loadEnvironment } from './load-environment';
import { obstacles } from './preflight/obstacles';
import { takenSentence } from './preflight/taken-sentence';
import { keepStatePrivate } from './terraform/private-state';
import { runCdktf } from './terraform/run-cdktf';
import { chooseStacks, stacksOf } from './terraform/stacks-of';

/** cdktf ended with a failure; Terraform has recorded what was done. */
export class ChangeFailedError extends KnownError {
  override readonly name = 'ChangeFailedError';

  constructor(command: string, remedy: string | undefined) {
    const then = remedy === undefined ? 'Mend what the error says' : 'Do that';
    super(
      `${remedy === undefined ? '' : `\n${remedy}\n`}\n${command} ended with a failure. What was done is recorded. ${then}, then run the same command again: it goes on from there.`,
    );
  }
}

export interface EnvironmentChange {
  /** Folder of the project. */
  readonly root: string;
  readonly command: 'deploy' | 'destroy';
  /** Name of the environment. */
  readonly environment: string;
  /** Empty: all stacks but <env>-state. */
  readonly stacks: readonly string[];
  /** Asks the person. */
  readonly agree: (question: string) => Promise<boolean>;
  /** Asks whether objects that the state does not know are taken over: nothing that may be taken for granted. */
  readonly agreeToAdopt: (question: string) => Promise<boolean>;
  readonly tell: (sentence: string) => void;
}

/**
 * Checks, asks, and then deploys or destroys.
 * @returns whether it was done; false: nobody agreed to it
 * @throws {PreflightError} when something stands against it; nothing is changed then
 * @throws {ChangeFailedError}
 */
export async function changeEnvironment({
  root,
  command,
  environment: name,
  stacks: only,
  agree,
  agreeToAdopt,
  tell,
}: EnvironmentChange): Promise<boolean> {
  const { configuration, environment, categories } = await loadEnvironment(root, name, command, process.env);
  tell(costLine(environment, monthCost(environment, loadPrices(root), categories.categories)));
  synthesizeApp(root, configuration, process.env, tell);
  const all = stacksOf(root, name);
  const chosen = chooseStacks(all, only);
  const stacks = chosen.map((stack) => stack.name);

  tell('checking Terraform, credentials and state');
  const { faults, leftovers, secrets } = await obstacles({ root, command, environment, stacks });
  const agreed =
    faults.length === 0 && (await offerAdoption({ root, environment, leftovers, agree: agreeToAdopt, tell }));
  const taken = agreed ? [] : leftovers.map((leftover) => takenSentence(environment, leftover));
  if (faults.length + taken.length > 0) throw new PreflightError([...faults, ...taken], 'changed');
  const target = `${stacks.join(', ')} (AWS ${environment.aws.region}, Genesys Cloud ${environment.genesys.region})`;
  if (!(await agree(`${command} ${target}?`))) {
    tell('nothing was changed');
    return false;
  }
  const { classifier, routing } = stackNames(environment);
  if (command === 'deploy' && stacks.includes(routing)) {
    const queues = await heedMembers(root, routing);
    if (queues > 0) tell(`the state of ${routing} heeds the members of ${queues} queues from now on`);
  }
  const trains = environment.classifier.engine === 'comprehend' && stacks.includes(classifier);
  if (command === 'deploy' && trains) {
    await adoptWantedModel(root, environment, categories);
  }
  const { backend } = environment;
  const { code, remedy } = await runCdktf(root, command, all, chosen, secrets).finally(() => {
    if (backend.type === 'local') keepStatePrivate(resolve(root, backend.dir));
  });
  if (code === 0) {
    if (stacks.includes(routing)) importFile(root, routing).write([]); // what was agreed to is done
    return true;
  }
  throw new ChangeFailedError(command, remedy);
}
