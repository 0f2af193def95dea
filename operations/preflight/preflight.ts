import { setTimeout as sleep } from 'node:timers/promises';
import { ComprehendClient, ListEndpointsCommand } from '@aws-sdk/client-comprehend';
import type { Environment } from '../../config/environment';
import { PreflightError } from '../../config/preflight-error';
import type { Variables } from '../../config/region-variables';
import { genesysAddress } from '../../publishing/genesys-client/address';
import { connect, type GenesysApi } from '../../publishing/genesys-client/connect';
import { clientCredentials } from '../../publishing/genesys-client/credentials';
import { GenesysApiError, GenesysLoginError, GenesysUnreachableError } from '../../publishing/genesys-client/errors';
import { explainAwsFailure } from '../aws-failure';
import { ProgramNotStartedError, runProgram } from '../terraform/run-program';

/** Oldest Terraform whose S3 backend locks with a file of its own. */
const OLDEST_TERRAFORM = [1, 11] as const;

const TOKEN_IS_NOT_ENOUGH =
  'GENESYSCLOUD_ACCESS_TOKEN is not enough with flow.publisher: archy. The flow is published and deleted with the OAuth client';

/** Something that keeps a deployment from working, with what to do about it; found before anything is changed. */
export type Check = () => Promise<readonly string[]>;

/** Runs all checks and reports all faults together; what two of them find is said once. */
export async function preflight(checks: readonly Check[]): Promise<readonly string[]> {
  return [...new Set((await Promise.all(checks.map((check) => check()))).flat())];
}

export function terraformIsThere(program: string): Check {
  return async () => {
    try {
      const { stdout } = await runProgram(program, ['version', '-json']);
      const { terraform_version: version } = JSON.parse(stdout) as { terraform_version: string };
      const [major = 0, minor = 0] = version.split('.').map(Number);
      const [wantedMajor, wantedMinor] = OLDEST_TERRAFORM;
      if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return [];
      return [`Terraform is ${version}; install ${OLDEST_TERRAFORM.join('.')} or newer`];
    } catch (error) {
      if (!(error instanceof ProgramNotStartedError) && !(error instanceof SyntaxError)) throw error;
      return [`${program} does not answer: install Terraform 1.11 or newer, or name it in TERRAFORM_BINARY_NAME`];
    }
  };
}

/**
 * Asks Comprehend for its endpoints: missing, wrong and expired credentials show here.
 * @param needsComprehend false: AWS knows who asks, and that he may not is no fault
 */
export function awsAnswers({ aws }: Pick<Environment, 'aws'>, needsComprehend: boolean): Check {
  return async () => {
    const client = new ComprehendClient({ region: aws.region, maxAttempts: 2 });
    try {
      await client.send(new ListEndpointsCommand({ MaxResults: 1 }));
      return [];
    } catch (error) {
      if (!needsComprehend && error instanceof Error && error.name.startsWith('AccessDenied')) return [];
      return [
        explainAwsFailure(error) ??
          `AWS does not answer in ${aws.region}: ${error instanceof Error ? error.message : error}`,
      ];
    } finally {
      client.destroy();
    }
  };
}

/**
 * Logs in to the organisation and asks for its name: missing or wrong credentials and the wrong region show here.
 * @param wants what does the work: the Terraform provider takes an access token in place of the client, we and Archy do not
 */
export function genesysAnswers(
  environment: Pick<Environment, 'genesys'>,
  variables: Variables,
  wants: 'client' | 'client or token',
  wait?: (milliseconds: number) => Promise<void>,
): Check {
  const greet = async (api: GenesysApi) => {
    await api.ask('GET', '/api/v2/organizations/me');
    return [];
  };
  return askGenesys(environment, variables, wants, greet, wait);
}

/** A check that asks Genesys Cloud; what keeps it from answering is a fault. */
export function askGenesys(
  { genesys }: Pick<Environment, 'genesys'>,
  variables: Variables,
  wants: 'client' | 'client or token',
  ask: (api: GenesysApi) => Promise<readonly string[]>,
  wait: (milliseconds: number) => Promise<void> = (milliseconds) => sleep(milliseconds),
): Check {
  return async () => {
    const token = Boolean(variables['GENESYSCLOUD_ACCESS_TOKEN']);
    if (token && wants === 'client or token') return []; // the provider asks for no token then, and neither do we
    try {
      const credentials = clientCredentials(variables);
      return await ask(connect(genesysAddress(genesys.region, variables), credentials, { fetch, wait }));
    } catch (error) {
      if (error instanceof PreflightError) return token ? [...error.faults, TOKEN_IS_NOT_ENOUGH] : error.faults;
      const known = [GenesysApiError, GenesysLoginError, GenesysUnreachableError].some((kind) => error instanceof kind);
      if (known) return [(error as Error).message];
      throw error;
    }
  };
}
