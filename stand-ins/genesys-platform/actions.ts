import { z } from 'zod';
import { badRequest, demandVersion, notFound, read } from './api-error';
import { contractFault } from './contract-fault';
import { nameMatches, page } from './page';
import { noContent, ok, route } from './route';
import { type Action, type Json, newId, type Store } from './store';

const json = z.record(z.string(), z.unknown());
const config = z.looseObject({ request: json.default({}), response: json.default({}) });
const created = z.looseObject({
  name: z.string().min(1).max(256),
  category: z.string().min(1).max(256),
  integrationId: z.string(),
  secure: z.boolean().default(false),
  config: config.default({ request: {}, response: {} }),
  contract: z.looseObject({
    input: z.looseObject({ inputSchema: json }),
    output: z.looseObject({ successSchema: json }),
  }),
});
const patched = z.looseObject({
  name: z.string().min(1).max(256).optional(),
  category: z.string().min(1).max(256).optional(),
  version: z.int().optional(),
  config: config.optional(),
});

/** Templates have calls of their own; the action itself only says where they are. */
function show(action: Action, query: URLSearchParams): Json {
  const { config, contract, ...rest } = action;
  const { requestTemplate, ...request } = config.request;
  const { successTemplate, ...response } = config.response;
  const templates = `/api/v2/integrations/actions/${action.id}/templates`;
  return {
    ...rest,
    ...(query.get('includeConfig') === 'true' && {
      config: {
        ...config,
        request: { ...request, requestTemplateUri: `${templates}/requesttemplate.vm` },
        response: { ...response, successTemplateUri: `${templates}/successtemplate.vm` },
      },
    }),
    ...((query.get('expand') ?? '').split(',').includes('contract') && { contract }),
  };
}

function find({ actions }: Store, id: string): Action {
  const action = actions.get(id);
  if (action === undefined) throw notFound('action');
  return action;
}

const EVERYTHING = new URLSearchParams({ includeConfig: 'true', expand: 'contract' });
const template = (text: unknown) => ({ status: 200, text: typeof text === 'string' ? text : '' });

// In the table before /integrations/{id}: `actions` is no id.
export const actionRoutes = [
  route('GET', '/api/v2/integrations/actions', 'integrations:action:view', ({ query }, { actions }) => {
    const found = [...actions.values()].filter(
      ({ name, category }) => nameMatches(name, query) && nameMatches(category, query, 'category'),
    );
    return ok(
      page(
        found.map((action) => show(action, query)),
        query,
      ),
    );
  }),
  route('POST', '/api/v2/integrations/actions', 'integrations:action:add', ({ body }, store) => {
    const { name, category, integrationId, secure, config, contract } = read(created, body);
    if (!store.integrations.has(integrationId)) throw badRequest(`there is no integration ${integrationId}`);
    const fault =
      contractFault('inputSchema', contract.input.inputSchema) ??
      contractFault('successSchema', contract.output.successSchema);
    if (fault !== undefined) throw badRequest(fault);
    const id = `custom_-_${newId()}`;
    const action: Action = { id, name, category, integrationId, secure, version: 1, config, contract };
    store.actions.set(id, action);
    return ok(show(action, EVERYTHING));
  }),
  route('GET', '/api/v2/integrations/actions/{id}', 'integrations:action:view', ({ params, query }, store) =>
    ok(show(find(store, params.id), query)),
  ),
  route(
    'GET',
    '/api/v2/integrations/actions/{id}/templates/requesttemplate.vm',
    'integrations:action:view',
    ({ params }, store) => template(find(store, params.id).config.request['requestTemplate']),
  ),
  route(
    'GET',
    '/api/v2/integrations/actions/{id}/templates/successtemplate.vm',
    'integrations:action:view',
    ({ params }, store) => template(find(store, params.id).config.response['successTemplate']),
  ),
  route('PATCH', '/api/v2/integrations/actions/{id}', 'integrations:action:edit', ({ params, body }, store) => {
    const action = find(store, params.id);
    const { name, category, version, config } = read(patched, body);
    demandVersion(version, action.version);
    const changed: Action = {
      ...action,
      name: name ?? action.name,
      category: category ?? action.category,
      config: config ?? action.config,
      version: action.version + 1,
    };
    store.actions.set(action.id, changed);
    return ok(show(changed, EVERYTHING));
  }),
  route('DELETE', '/api/v2/integrations/actions/{id}', 'integrations:action:delete', ({ params }, store) => {
    store.actions.delete(find(store, params.id).id);
    return noContent;
  }),
];
