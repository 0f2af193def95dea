import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import type { Environment } from '../../../config/environment';
import { PreflightError } from '../../../config/preflight-error';
import type { Variables } from '../../../config/region-variables';
import { genesysAddress } from '../../../publishing/genesys-client/address';
import { connect, type GenesysApi } from '../../../publishing/genesys-client/connect';
import { clientCredentials } from '../../../publishing/genesys-client/credentials';
import { GenesysApiError, GenesysLoginError, GenesysUnreachableError } from '../../../publishing/genesys-client/errors';
import { listAll } from '../../../publishing/genesys-client/list-all';
import { readAnswer } from '../../../publishing/genesys-client/read-answer';
import { type Reading, readAfter, readValue } from '../reading';

/** Questions to an organisation; a refusal is a reading, not an error. */
export interface OrganisationReader {
  /** @param permission what the call needs, to be named when the platform's refusal does not name it */
  get<S extends z.ZodType>(shape: S, path: string, permission: string): Promise<Reading<z.output<S>>>;
  post<S extends z.ZodType>(shape: S, path: string, permission: string, body: object): Promise<Reading<z.output<S>>>;
  /** Every page of a list. */
  list<S extends z.ZodType>(
    shape: S,
    path: string,
    permission: string,
    query?: Readonly<Record<string, string>>,
  ): Promise<Reading<readonly z.output<S>[]>>;
}

/** Logs in, so that whoever asks next does not find out one by one that nobody answers. */
export async function askOrganisation(
  { genesys }: Pick<Environment, 'genesys'>,
  variables: Variables,
  wait: (milliseconds: number) => Promise<void> = (milliseconds) => sleep(milliseconds),
): Promise<OrganisationReader> {
  const api = await logIn();
  const ask = <T>(permission: string, question: (api: GenesysApi) => Promise<T>) =>
    readAfter(api, (connected) => readGuarded(permission, () => question(connected)));
  return {
    get: (shape, path, permission) =>
      ask(permission, async (connected) => readAnswer(shape, `GET ${path}`, await connected.ask('GET', path))),
    post: (shape, path, permission, body) =>
      ask(permission, async (connected) => readAnswer(shape, `POST ${path}`, await connected.ask('POST', path, body))),
    list: (shape, path, permission, query = {}) =>
      ask(permission, (connected) => listAll(connected, path, shape, query)),
  };

  async function logIn(): Promise<Reading<GenesysApi>> {
    try {
      const address = genesysAddress(genesys.region, variables);
      const connected = connect(address, clientCredentials(variables), { fetch, wait });
      await connected.ask('GET', '/api/v2/organizations/me');
      return readValue(connected);
    } catch (error) {
      if (!isExpected(error)) throw error;
      return { kind: 'skipped', because: 'the login to Genesys Cloud must work first' };
    }
  }
}

const isExpected = (error: unknown): error is Error =>
  [PreflightError, GenesysApiError, GenesysLoginError, GenesysUnreachableError].some((kind) => error instanceof kind);

async function readGuarded<T>(permission: string, question: () => Promise<T>): Promise<Reading<T>> {
  try {
    return readValue(await question());
  } catch (error) {
    if (!isExpected(error)) throw error;
    if (!(error instanceof GenesysApiError && error.status === 403)) return { kind: 'failed', message: error.message };
    const [, named = permission] = /\[([^\]]+)\]/.exec(error.message) ?? [];
    return { kind: 'forbidden', permission: named };
  }
}
