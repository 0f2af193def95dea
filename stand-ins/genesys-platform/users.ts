import { z } from 'zod';
import { badRequest, conflict, demandVersion, notFound, read } from './api-error';
import { page } from './page';
import { noContent, ok, route } from './route';
import { homeDivision, type Json, newId, type Store, type User } from './store';

const created = z.looseObject({ name: z.string().min(1), email: z.email(), state: z.string().optional() });
const patched = z.looseObject({ version: z.int().optional() });
const search = z.looseObject({
  query: z.array(
    z.looseObject({
      value: z.string().optional(),
      values: z.array(z.string()).optional(),
      fields: z.array(z.string()),
      type: z.string(),
    }),
  ),
});

/** Fields that the API shows only when `expand` names them. */
const EXPANDED = ['skills', 'languages', 'locations', 'profileSkills', 'certifications', 'employerInfo'];

function show(user: User, store: Store, query = new URLSearchParams()): Json {
  const expand = (query.get('expand') ?? '').split(',');
  const hidden = EXPANDED.filter((name) => !expand.includes(name));
  const { manager, password, ...fields } = user.fields as Record<string, unknown>;
  const shown = Object.fromEntries(Object.entries(fields).filter(([name]) => !hidden.includes(name)));
  return {
    department: '',
    title: '',
    addresses: [],
    acdAutoAnswer: false,
    ...shown,
    ...(manager ? { manager: { id: manager } } : {}),
    id: user.id,
    state: user.state,
    version: user.version,
    division: { id: homeDivision(store).id, name: homeDivision(store).name },
  };
}

function find(store: Store, id: string, deleted = false): User {
  const user = store.users.get(id);
  if (user === undefined || (user.state === 'deleted') !== deleted) throw notFound('user');
  return user;
}

export const userRoutes = [
  route('GET', '/api/v2/users', 'directory:user:view', ({ query }, store) => {
    const there = [...store.users.values()].filter(({ state }) => state !== 'deleted');
    return ok(
      page(
        there.map((user) => show(user, store)),
        query,
      ),
    );
  }),
  route('POST', '/api/v2/users/search', 'directory:user:view', ({ body, query }, store) => {
    const terms = read(search, body).query;
    const results = [...store.users.values()].filter((user) =>
      terms.every(({ value, values, fields, type }) => {
        const wanted = values ?? [value ?? ''];
        const found = fields.map((field) => (field === 'state' ? user.state : String(user.fields[field] ?? '')));
        return found.some((text) =>
          wanted.some((want) =>
            type === 'EXACT'
              ? text.toLowerCase() === want.toLowerCase()
              : text.toLowerCase().includes(want.toLowerCase()),
          ),
        );
      }),
    );
    const byState = terms.some(({ fields }) => fields.includes('state'));
    const shown = results.filter(({ state }) => byState || state !== 'deleted').map((user) => show(user, store));
    const { entities, ...rest } = page(shown, query);
    return ok({ ...rest, results: entities });
  }),
  route('POST', '/api/v2/users', 'directory:user:add', ({ body }, store) => {
    const fields = read(created, body);
    if ([...store.users.values()].some(({ email }) => email.toLowerCase() === fields.email.toLowerCase())) {
      throw conflict(`a user with the e-mail address ${fields.email} exists, maybe deleted`);
    }
    const [role] = store.roles.values();
    const user: User = {
      id: newId(),
      version: 1,
      state: fields.state ?? 'active',
      email: fields.email,
      name: fields.name,
      fields,
      grants: role === undefined ? [] : [{ roleId: role.id, divisionId: homeDivision(store).id }],
    };
    store.users.set(user.id, user);
    return ok(show(user, store));
  }),
  route('GET', '/api/v2/users/{id}', 'directory:user:view', ({ params, query }, store) =>
    ok(show(find(store, params.id, query.get('state') === 'deleted'), store, query)),
  ),
  route('PATCH', '/api/v2/users/{id}', 'directory:user:edit', ({ params, body }, store) => {
    const user = store.users.get(params.id);
    if (user === undefined) throw notFound('user');
    const { version, ...changes } = read(patched, body);
    demandVersion(version, user.version);
    const fields = { ...user.fields, ...changes } as Record<string, unknown>;
    const changed: User = {
      ...user,
      fields,
      version: user.version + 1,
      state: String(fields['state'] ?? user.state),
      email: String(fields['email']),
      name: String(fields['name']),
    };
    store.users.set(user.id, changed);
    return ok(show(changed, store));
  }),
  route('POST', '/api/v2/users/{id}/password', 'directory:user:setPassword', ({ params, body }, store) => {
    find(store, params.id);
    if (!read(z.looseObject({ newPassword: z.string() }), body).newPassword) throw badRequest('newPassword is empty');
    return noContent;
  }),
  route('DELETE', '/api/v2/users/{id}', 'directory:user:delete', ({ params }, store) => {
    const user = find(store, params.id);
    const deleted: User = { ...user, state: 'deleted', version: user.version + 1 };
    store.users.set(user.id, { ...deleted, fields: { ...user.fields, state: 'deleted' } });
    return ok({});
  }),
  route('GET', '/api/v2/voicemail/userpolicies/{id}', 'none', ({ params }, store) => {
    find(store, params.id);
    return ok({});
  }),
  route('GET', '/api/v2/routing/users/{id}/utilization', 'none', ({ params }, store) => {
    find(store, params.id);
    return ok({});
  }),
];
