import { z } from 'zod';
import { badRequest, conflict, notFound, read } from './api-error';
import { page } from './page';
import { noContent, ok, route } from './route';
import { type Credential, newId, type Store } from './store';

const written = z.looseObject({
  name: z.string().default(''),
  type: z.looseObject({ name: z.string() }),
  credentialFields: z.record(z.string(), z.string()).default({}),
});

/** Credential types and the fields that each must have. */
const REQUIRED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  basicAuth: ['userName', 'password'],
  userDefined: [],
  userDefinedOAuth: [],
  pureCloudOAuthClient: ['clientId', 'clientSecret'],
};

const show = ({ id, name, type }: Credential) => ({ id, name, type: { name: type } });

function find({ credentials }: Store, id: string): Credential {
  const credential = credentials.get(id);
  if (credential === undefined) throw notFound('credential');
  return credential;
}

function write(store: Store, id: string, body: unknown) {
  const { name, type, credentialFields } = read(written, body);
  const required = REQUIRED_FIELDS[type.name];
  if (required === undefined) throw badRequest(`there is no credential type ${type.name}`);
  const missing = required.filter((field) => !credentialFields[field]);
  if (missing.length > 0) throw badRequest(`credential fields are missing: ${missing.join(', ')}`);
  const credential: Credential = { id, name, type: type.name, fields: credentialFields };
  store.credentials.set(id, credential);
  return ok(show(credential));
}

// In the table before /integrations/{id}: `credentials` is no id.
export const credentialRoutes = [
  route('GET', '/api/v2/integrations/credentials', 'integrations:integration:view', ({ query }, { credentials }) =>
    ok(page([...credentials.values()].map(show), query)),
  ),
  route(
    'GET',
    '/api/v2/integrations/credentials/listing',
    'integrations:integration:view',
    ({ query }, { credentials }) => ok(page([...credentials.values()].map(show), query)),
  ),
  route('POST', '/api/v2/integrations/credentials', 'integrations:integration:add', ({ body }, store) =>
    write(store, newId(), body),
  ),
  route('GET', '/api/v2/integrations/credentials/{id}', 'integrations:integration:view', ({ params }, store) =>
    ok(show(find(store, params.id))),
  ),
  route('PUT', '/api/v2/integrations/credentials/{id}', 'integrations:integration:edit', ({ params, body }, store) =>
    write(store, find(store, params.id).id, body),
  ),
  route('DELETE', '/api/v2/integrations/credentials/{id}', 'integrations:integration:delete', ({ params }, store) => {
    const { id } = find(store, params.id);
    const user = [...store.integrations.values()].find(({ config }) =>
      Object.values(config.credentials).some((credential) => credential.id === id),
    );
    if (user !== undefined) throw conflict(`the credential is in use by the integration ${user.config.name}`);
    store.credentials.delete(id);
    return noContent;
  }),
];
