import { z } from 'zod';
import { badRequest, conflict, demandVersion, notFound, read } from './api-error';
import { page } from './page';
import { ok, route } from './route';
import { type Integration, newId, type Store } from './store';

const json = z.record(z.string(), z.unknown());
const created = z.looseObject({ integrationType: z.looseObject({ id: z.string().min(1) }) });
const patched = z.looseObject({ intendedState: z.enum(['ENABLED', 'DISABLED', 'DELETED']) });
const configured = z.looseObject({
  name: z.string().min(1),
  version: z.int().optional(),
  properties: json.default({}),
  advanced: json.default({}),
  notes: z.string().default(''),
  credentials: z.record(z.string(), z.looseObject({ id: z.string() })).default({}),
});

const show = ({ id, type, intendedState, reportedState, config }: Integration) => ({
  id,
  name: config.name,
  integrationType: { id: type, name: type },
  intendedState,
  reportedState: reportedState ?? { code: intendedState === 'ENABLED' ? 'ACTIVE' : 'INACTIVE' },
});

function find({ integrations }: Store, id: string): Integration {
  const integration = integrations.get(id);
  if (integration === undefined) throw notFound('integration');
  return integration;
}

export const integrationRoutes = [
  route('GET', '/api/v2/integrations', 'integrations:integration:view', ({ query }, { integrations }) =>
    ok(page([...integrations.values()].map(show), query)),
  ),
  route('POST', '/api/v2/integrations', 'integrations:integration:add', ({ body }, store) => {
    const type = read(created, body).integrationType.id;
    const name = `New ${type}`;
    const config = { name, version: 1, properties: {}, advanced: {}, notes: '', credentials: {} };
    const integration: Integration = { id: newId(), type, intendedState: 'DISABLED', config };
    store.integrations.set(integration.id, integration);
    return ok(show(integration));
  }),
  route('GET', '/api/v2/integrations/{id}', 'integrations:integration:view', ({ params }, store) =>
    ok(show(find(store, params.id))),
  ),
  route('PATCH', '/api/v2/integrations/{id}', 'integrations:integration:edit', ({ params, body }, store) => {
    const changed = { ...find(store, params.id), intendedState: read(patched, body).intendedState };
    store.integrations.set(params.id, changed);
    return ok(show(changed));
  }),
  route('DELETE', '/api/v2/integrations/{id}', 'integrations:integration:delete', ({ params }, store) => {
    const { id } = find(store, params.id);
    const user = [...store.actions.values()].find(({ integrationId }) => integrationId === id);
    if (user !== undefined) throw conflict(`the integration is in use by the action ${user.name}`);
    store.integrations.delete(id);
    return ok({});
  }),
  route('GET', '/api/v2/integrations/{id}/config/current', 'integrations:integration:view', ({ params }, store) => {
    const { id, config } = find(store, params.id);
    return ok({ id, ...config });
  }),
  route(
    'PUT',
    '/api/v2/integrations/{id}/config/current',
    'integrations:integration:edit',
    ({ params, body }, store) => {
      const integration = find(store, params.id);
      const { name, version, properties, advanced, notes, credentials } = read(configured, body);
      demandVersion(version, integration.config.version);
      for (const { id } of Object.values(credentials)) {
        if (!store.credentials.has(id)) throw badRequest(`there is no credential ${id}`);
      }
      const next = integration.config.version + 1;
      const config = { name, version: next, properties, advanced, notes, credentials };
      store.integrations.set(integration.id, { ...integration, config });
      return ok({ id: integration.id, ...config });
    },
  ),
];
