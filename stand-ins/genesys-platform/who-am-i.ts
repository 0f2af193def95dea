import { notFound } from './api-error';
import { ok, route } from './route';
import { type Client, homeDivision, type Store } from './store';

// In the table before /authorization/subjects/{id}: `me` is no id.
export const whoAmIRoutes = [
  route('GET', '/api/v2/tokens/me', 'none', ({ client }, { organization }) =>
    ok({
      organization,
      homeOrganization: organization,
      OAuthClient: {
        id: client.id,
        name: client.name ?? client.id,
        authorizedGrantType: 'CLIENT_CREDENTIALS',
        state: client.state ?? 'active',
      },
    }),
  ),
  route('GET', '/api/v2/authorization/subjects/me', 'none', ({ client }, store) =>
    ok({ id: client.id, name: client.name ?? client.id, grants: grantsOf(client, store) }),
  ),
  route('GET', '/api/v2/oauth/clients/{id}', 'oauth:client:view', ({ params }, { clients }) => {
    const found = clients.find(({ id }) => id === params.id);
    if (found === undefined) throw notFound('OAuth client');
    const { id, name = id, state = 'active', tokenSeconds = 86_400 } = found;
    return ok({ id, name, state, accessTokenValiditySeconds: tokenSeconds });
  }),
];

function grantsOf({ permissions = ['*:*:*'], divisions }: Client, store: Store) {
  const home = homeDivision(store);
  const all = [...store.divisions.values()];
  const where = divisions?.flatMap((name) => all.find((division) => division.name === name) ?? []) ?? [home];
  const policies = permissions.map((permission) => {
    const [domain, entityName, action] = permission.split(':');
    return { domain, entityName, actions: [action] };
  });
  return where.map(({ id, name, home }) => ({
    division: { id, name, homeDivision: home },
    role: { id: 'role-of-the-client', name: 'Role of the client', policies },
  }));
}
