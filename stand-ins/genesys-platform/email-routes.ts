import { z } from 'zod';
import { badRequest, conflict, notFound, read } from './api-error';
import { findDomain } from './email-domains';
import { page } from './page';
import { noContent, ok, route } from './route';
import { type EmailRoute, newId, type Store } from './store';

const reference = z.looseObject({ id: z.string().min(1) }).nullish();
const written = z.looseObject({
  pattern: z.string().min(1),
  fromName: z.string().min(1),
  flow: reference,
  queue: reference,
});

const show = ({ id, fields }: EmailRoute) => ({ ...fields, id });

function find(store: Store, domainId: string, id: string): EmailRoute {
  const found = store.routes.get(id);
  if (found === undefined || found.domainId !== findDomain(store, domainId).id) throw notFound('route');
  return found;
}

function write(store: Store, domain: string, id: string, body: unknown) {
  const domainId = findDomain(store, domain).id;
  const fields = read(written, body);
  const { pattern, flow, queue } = fields;
  if (flow && queue) throw badRequest('a route has a flow or a queue, not both');
  if (flow && store.flows.get(flow.id)?.publishedVersion == null) {
    throw badRequest(`there is no published flow ${flow.id}`);
  }
  if (queue && !store.queues.has(queue.id)) throw badRequest(`there is no queue ${queue.id}`);
  const twin = [...store.routes.values()].find(
    (other) => other.id !== id && other.domainId === domainId && other.pattern.toLowerCase() === pattern.toLowerCase(),
  );
  if (twin !== undefined) throw conflict(`a route ${pattern}@${domainId} already exists`);
  const saved: EmailRoute = { id, domainId, pattern, fields };
  store.routes.set(id, saved);
  return ok(show(saved));
}

const ROUTES = '/api/v2/routing/email/domains/{domainId}/routes';

export const emailRouteRoutes = [
  route('GET', ROUTES, 'routing:email:view', ({ params, query }, store) => {
    const { id } = findDomain(store, params.domainId);
    const all = [...store.routes.values()].filter(({ domainId }) => domainId === id);
    const wanted = all.filter(({ pattern }) => query.get('pattern') === null || query.get('pattern') === pattern);
    return ok(page(wanted.map(show), query));
  }),
  route('POST', ROUTES, 'routing:email:manage', ({ params, body }, store) =>
    write(store, params.domainId, newId(), body),
  ),
  route('GET', `${ROUTES}/{id}`, 'routing:email:view', ({ params }, store) =>
    ok(show(find(store, params.domainId, params.id))),
  ),
  route('PUT', `${ROUTES}/{id}`, 'routing:email:manage', ({ params, body }, store) =>
    write(store, params.domainId, find(store, params.domainId, params.id).id, body),
  ),
  route('DELETE', `${ROUTES}/{id}`, 'routing:email:manage', ({ params }, store) => {
    store.routes.delete(find(store, params.domainId, params.id).id);
    return noContent;
  }),
];
