import type { CategoryList } from '../../../config/categories';
import type { Environment } from '../../../config/environment';
import type { Reading } from '../reading';
import type { OrganisationReader } from './ask-organisation';
import { type AddressFacts, readAddress } from './read-address';
import { readAudits } from './read-audits';
import { type ClientFacts, readClient } from './read-client';
import { type ObjectFacts, readObjects } from './read-objects';
import type { PlatformAudit } from './shapes';

export interface GenesysFacts extends ClientFacts, AddressFacts, ObjectFacts {
  /** Newest first. */
  readonly audits: Reading<readonly PlatformAudit[]>;
}

/** Reads what the checks want to know of the organisation. Changes nothing. @param now milliseconds since 1970 */
export async function readGenesys(
  organisation: OrganisationReader,
  environment: Environment,
  categories: CategoryList,
  now: number,
): Promise<GenesysFacts> {
  const [client, address, objects, audits] = await Promise.all([
    readClient(organisation),
    readAddress(organisation, environment),
    readObjects(organisation, environment, categories),
    readAudits(organisation, now),
  ]);
  return { ...client, ...address, ...objects, audits };
}
