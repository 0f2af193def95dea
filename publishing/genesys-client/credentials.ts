import { PreflightError } from '../../config/preflight-error';
import type { Variables } from '../../config/region-variables';

/** An OAuth client of the type Client Credentials. */
export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

const ID = 'GENESYSCLOUD_OAUTHCLIENT_ID';
const SECRET = 'GENESYSCLOUD_OAUTHCLIENT_SECRET';

/** @throws {PreflightError} that names every variable that is missing */
export function clientCredentials(variables: Variables): ClientCredentials {
  const id = variables[ID]?.trim();
  const secret = variables[SECRET]?.trim();
  if (id && secret) return { id, secret };
  const missing = [...(id ? [] : [ID]), ...(secret ? [] : [SECRET])].join(' and ');
  throw new PreflightError([
    `${missing} ${missing.includes(' and ') ? 'are' : 'is'} not set. In Genesys Cloud under Admin, Integrations, OAuth, make a client of the type Client Credentials (docs/genesys-permissions.md lists its permissions) and export its id and secret`,
  ]);
}
