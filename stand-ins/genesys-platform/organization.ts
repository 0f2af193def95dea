import { z } from 'zod';
import { notFound, read } from './api-error';
import { nameMatches, page } from './page';
import { noContent, ok, route } from './route';
import { homeDivision, type Store, type User } from './store';

const division = ({ id, name, home }: { id: string; name: string; home: boolean }) => ({
  id,
  name,
  homeDivision: home,
});

function subject(store: Store, id: string): User {
  const user = store.users.get(id);
  if (user === undefined) throw notFound(`subject ${id}`);
  return user;
}

const grants = z.looseObject({ grants: z.array(z.looseObject({ roleId: z.string(), divisionId: z.string() })) });

export const organizationRoutes = [
  route('GET', '/api/v2/organizations/me', 'none', (_, { organization }) =>
    ok({ ...organization, defaultLanguage: 'en-US', defaultCountryCode: 'US', domain: 'sandbox', state: 'active' }),
  ),
  route('GET', '/api/v2/authorization/products', 'none', () => ok({ total: 0, entities: [] })),
  route('GET', '/api/v2/authorization/divisions', 'none', ({ query }, { divisions }) =>
    ok(page([...divisions.values()].filter(({ name }) => nameMatches(name, query)).map(division), query)),
  ),
  route('GET', '/api/v2/authorization/divisions/home', 'none', (_, store) => ok(division(homeDivision(store)))),
  route('GET', '/api/v2/authorization/divisions/{id}', 'none', ({ params }, { divisions }) => {
    const found = divisions.get(params.id);
    if (found === undefined) throw notFound('division');
    return ok(division(found));
  }),
  route('GET', '/api/v2/authorization/roles', 'authorization:role:view', ({ query }, { roles }) =>
    ok(
      page(
        [...roles.values()].filter(({ name }) => nameMatches(name, query)),
        query,
      ),
    ),
  ),
  route('GET', '/api/v2/authorization/subjects/{id}', 'authorization:grant:view', ({ params }, store) => {
    const { id, grants } = subject(store, params.id);
    return ok({
      id,
      grants: grants.map(({ roleId, divisionId }) => ({
        subjectId: id,
        division: { id: divisionId },
        role: { id: roleId },
      })),
    });
  }),
  route('POST', '/api/v2/authorization/subjects/{id}/bulkadd', 'authorization:grant:add', ({ params, body }, store) => {
    const user = subject(store, params.id);
    const added = read(grants, body).grants.filter(
      (grant) =>
        !user.grants.some(({ roleId, divisionId }) => roleId === grant.roleId && divisionId === grant.divisionId),
    );
    for (const { roleId, divisionId } of added) {
      if (!store.roles.has(roleId)) throw notFound(`role ${roleId}`);
      if (!store.divisions.has(divisionId)) throw notFound(`division ${divisionId}`);
    }
    const all = [...user.grants, ...added.map(({ roleId, divisionId }) => ({ roleId, divisionId }))];
    store.users.set(user.id, { ...user, grants: all });
    return noContent;
  }),
  route(
    'DELETE',
    '/api/v2/authorization/subjects/{id}/divisions/{divisionId}/roles/{roleId}',
    'authorization:grant:delete',
    ({ params }, store) => {
      const user = subject(store, params.id);
      const kept = user.grants.filter(
        ({ roleId, divisionId }) => roleId !== params.roleId || divisionId !== params.divisionId,
      );
      store.users.set(user.id, { ...user, grants: kept });
      return noContent;
    },
  ),
];
