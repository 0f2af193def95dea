import type { CategoryList } from '../config/categories';
import type { Environment } from '../config/environment';
import { ConfigError } from '../config/fault';
import { type Configuration, findEnvironment, loadConfiguration } from '../config/load-configuration';
import { categoriesIn } from '../config/name-prefix';
import { PreflightError } from '../config/preflight-error';
import type { Variables } from '../config/region-variables';
import { stackNames } from '../stacks/names';
import { checksFor } from './preflight/checks-for';
import { preflight } from './preflight/preflight';

export interface LoadedEnvironment {
  /** For synthesis: of all environments this one alone. */
  readonly configuration: Pick<Configuration, 'categories' | 'environments'>;
  readonly environment: Environment;
  /** With the names that the queues have in the organisation. */
  readonly categories: CategoryList;
}

/**
 * The environment as its record and the operator's variables have it, and the categories with the names of its organisation.
 * @throws {ConfigError} when a record has faults
 * @throws {PreflightError} when the variables contradict the records; it tells what else is missing, so that all can be mended at once
 */
export async function loadEnvironment(
  root: string,
  name: string,
  command: 'diff' | 'deploy' | 'destroy',
  variables: Variables,
): Promise<LoadedEnvironment> {
  try {
    const loaded = loadConfiguration(root, variables);
    const environment = findEnvironment(loaded, name);
    const configuration = { categories: loaded.categories, environments: [environment] };
    return { configuration, environment, categories: categoriesIn(environment, loaded.categories) };
  } catch (contradiction) {
    if (!(contradiction instanceof ConfigError)) throw contradiction;
    const recorded = findEnvironment(loadConfiguration(root), name);
    const stacks = Object.values(stackNames(recorded));
    const others = checksFor({ root, command, environment: recorded, stacks, variables });
    throw new PreflightError(
      await preflight([async () => [contradiction.message], ...others]),
      command === 'diff' ? 'planned' : 'changed',
    );
  }
}
