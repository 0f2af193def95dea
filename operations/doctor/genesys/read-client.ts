import { type Reading, readAfter, readTogether, readValue } from '../reading';
import type { OrganisationReader } from './ask-organisation';
import * as shapes from './shapes';

/** The organisation, and who we are there. */
export interface ClientFacts {
  readonly organization: Reading<shapes.PlatformOrganization>;
  readonly client: Reading<shapes.PlatformOAuthClient>;
  readonly tokenSeconds: Reading<number>;
  /** Rights by division. */
  readonly grants: Reading<readonly shapes.PlatformGrant[]>;
  readonly divisions: Reading<readonly shapes.PlatformDivision[]>;
  /** Limits of the namespaces that mail, data actions and our own calls run into. */
  readonly limits: Reading<readonly shapes.PlatformLimit[]>;
}

const NAMESPACES = ['dataactions', 'email', 'routing', 'platform.api'];

export async function readClient({ get, list }: OrganisationReader): Promise<ClientFacts> {
  const [organization, token, subject, divisions, ...limits] = await Promise.all([
    get(shapes.organizationShape, '/api/v2/organizations/me', 'none'),
    get(shapes.tokenInfoShape, '/api/v2/tokens/me', 'none'),
    get(shapes.subjectShape, '/api/v2/authorization/subjects/me', 'none'),
    list(shapes.divisionShape, '/api/v2/authorization/divisions', 'none'),
    ...NAMESPACES.map((name) => get(shapes.limitsShape, `/api/v2/organizations/limits/namespaces/${name}`, 'none')),
  ]);
  const client = await readAfter(token, async ({ OAuthClient }) => readValue(OAuthClient));
  const details = await readAfter(client, ({ id }) =>
    get(shapes.clientDetailsShape, `/api/v2/oauth/clients/${encodeURIComponent(id)}`, 'oauth:client:view'),
  );
  return {
    ...{ organization, client, divisions },
    tokenSeconds: await readAfter(details, async ({ accessTokenValiditySeconds }) =>
      readValue(accessTokenValiditySeconds),
    ),
    grants: await readAfter(subject, async ({ grants }) => readValue(grants)),
    limits: await readAfter(readTogether(limits), async (all) => readValue(all.flatMap(({ entities }) => entities))),
  };
}
