import type { CategoryList } from '../config/categories';
import type { Environment } from '../config/environment';
import { ConfigError } from '../config/fault';
import { findEnvironment, loadConfiguration } from '../config/load-configuration';
import { categoriesIn } from '../config/name-prefix';
import { PreflightError } from '../config/preflight-error';
import type { Variables } from '../config/region-variables';
import { stackNames } from '../stacks/names';
import { checksFor } from './preflight/checks-for';
import { preflight } from './preflight/preflight';

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
): Promise<{ readonly environment: Environment; readonly categories: CategoryList }> {
  const recorded = findEnvironment(loadConfiguration(root), name);
  try {
    const configuration = loadConfiguration(root, variables);
    const environment = findEnvironment(configuration, name);
    return { environment, categories: categoriesIn(environment, configuration.categories) };
  } catch (contradiction) {
    if (!(contradiction instanceof ConfigError)) throw contradiction;
    const stacks = Object.values(stackNames(recorded));
    const others = checksFor({ root, command, environment: recorded, stacks, variables });
    throw new PreflightError(
      await preflight([async () => [contradiction.message], ...others]),
      command === 'diff' ? 'planned' : 'changed',
    );
  }
}
