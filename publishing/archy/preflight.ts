import type { Environment } from '../../config/environment';
import { PreflightError } from '../../config/preflight-error';
import type { Variables } from '../../config/region-variables';
import { type GenesysAddress, genesysAddress } from '../genesys-client/address';
import { type ClientCredentials, clientCredentials } from '../genesys-client/credentials';
import { checkVersion } from './check-version';
import { type Archy, findArchy } from './find-archy';
import { privateFolder } from './private-folder';
import { runArchy } from './run-archy';

export interface Machine {
  /** Project root. */
  readonly root: string;
  readonly variables: Variables;
  readonly platform: NodeJS.Platform;
}

/** All that publishing needs of this machine. */
export interface Publisher {
  readonly archy: Archy;
  readonly credentials: ClientCredentials;
  readonly address: GenesysAddress;
  /** Private folder of this user. */
  readonly folder: string;
}

type Wanted = Pick<Environment, 'flow' | 'genesys'>;

/** @throws {PreflightError} with everything that is missing */
export async function preparePublisher({ flow, genesys }: Wanted, machine: Machine): Promise<Publisher> {
  const faults: string[] = [];
  const folder = await collect(faults, () => privateFolder(machine.variables));
  const credentials = await collect(faults, () => clientCredentials(machine.variables));
  const address = await collect(faults, () => genesysAddress(genesys.region, machine.variables));
  const archy = await collect(faults, () => preparedArchy(flow.archyHome, machine));
  if (archy && credentials && address && folder) return { archy, credentials, address, folder };
  throw new PreflightError(faults);
}

/**
 * What keeps the flow of an environment from being published from this machine, one sentence each; nothing when all is there.
 * For a deploy, which should know before it begins.
 */
export async function publisherFaults(environment: Wanted, machine: Machine): Promise<readonly string[]> {
  const faults: string[] = [];
  if (environment.flow.publisher === 'archy') {
    await collect(faults, () => preparePublisher(environment, machine));
  } else if (!machine.variables['GENESYSCLOUD_ACCESS_TOKEN']) {
    await collect(faults, () => clientCredentials(machine.variables)); // for the Terraform provider, which takes either
  }
  return faults;
}

async function collect<T>(faults: string[], check: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof PreflightError)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}

const VERSION_WITHIN = 30_000;

async function preparedArchy(configured: string | undefined, machine: Machine): Promise<Archy> {
  const { variables } = machine;
  const archy = findArchy({ ...machine, configured });
  const version = await checkVersion(archy, async () => {
    const call = { archy, variables, folder: privateFolder(variables), timeLimit: VERSION_WITHIN };
    return (await runArchy({ ...call, command: 'version', login: null })).output;
  });
  return { ...archy, version };
}
