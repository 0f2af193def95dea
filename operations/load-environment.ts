import type { Environment } from '../config/environment';
import { ConfigError } from '../config/fault';
import { findEnvironment, loadConfiguration } from '../config/load-configuration';
import type { Variables } from '../config/region-variables';
import { PreflightError } from '../flows/preflight-error';
import { stackNames } from '../stacks/names';
import { checksFor } from './checks-for';
import { preflight } from './preflight';

/**
 * The environment as its record and the operator's variables have it.
 * @throws {ConfigError} when a record has faults
 * @throws {PreflightError} when the variables contradict the records; it tells what else is missing, so that all can be mended at once
 */
export async function loadEnvironment(
  root: string,
  name: string,
  command: 'diff' | 'deploy' | 'destroy',
  variables: Variables,
): Promise<Environment> {
  const recorded = findEnvironment(loadConfiguration(root), name);
  try {
    return findEnvironment(loadConfiguration(root, variables), name);
  } catch (contradiction) {
    if (!(contradiction instanceof ConfigError)) throw contradiction;
    const stacks = Object.values(stackNames(recorded));
    const others = checksFor({ root, command, environment: recorded, stacks, variables });
    throw new PreflightError(await preflight([async () => [contradiction.message], ...others]));
  }
}
