import { z } from 'zod';
import { read } from './api-error';
import { nameMatches, page } from './page';
import { ok, route } from './route';
import type { Named, Store } from './store';

const search = z.looseObject({ query: z.array(z.looseObject({ value: z.string() })).min(1) });

const list = (path: string, permission: string, of: (store: Store) => ReadonlyMap<string, Named>) =>
  route('GET', path, permission, ({ query }, store) =>
    ok(
      page(
        [...of(store).values()].filter(({ name }) => nameMatches(name, query)),
        query,
      ),
    ),
  );

/** Lists of what queues and routes only refer to. */
export const referredRoutes = [
  list('/api/v2/routing/wrapupcodes', 'routing:wrapupCode:view', ({ wrapUpCodes }) => wrapUpCodes),
  list('/api/v2/routing/skills', 'routing:skill:view', ({ skills }) => skills),
  list('/api/v2/routing/languages', 'routing:language:view', ({ languages }) => languages),
  list('/api/v2/groups', 'directory:group:view', ({ groups }) => groups),
  route('POST', '/api/v2/groups/search', 'directory:group:view', ({ body, query }, { groups }) => {
    const [{ value } = { value: '' }] = read(search, body).query;
    const { entities, ...rest } = page(
      [...groups.values()].filter(({ name }) => name.toLowerCase() === value.toLowerCase()),
      query,
    );
    return ok({ ...rest, results: entities });
  }),
];
