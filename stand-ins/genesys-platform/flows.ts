import { z } from 'zod';
import { ApiError, badRequest, conflict, read } from './api-error';
import { nameMatches, page } from './page';
import { checkIn, createFlow, lockedMessage, mayWrite, publishVersion, saveVersion } from './publish-flow';
import { type ApiRequest, noContent, ok, route } from './route';
import type { Flow, FlowVersion, Store } from './store';

const created = z.looseObject({
  name: z.string().min(1).max(200),
  type: z.string().min(1),
  description: z.string().default(''),
});

const version = ({ versions, datePublished, publishedVersion }: Flow, id: string | null) => {
  const found = versions.find((candidate) => candidate.id === id);
  return found && showVersion(found, found.id === publishedVersion ? datePublished : null);
};

const showVersion = ({ id, createdByClient, created }: FlowVersion, published: number | null) => ({
  id,
  createdByClient: { id: createdByClient },
  dateCreated: created,
  ...(published !== null && { datePublished: new Date(published).toISOString() }),
});

const show = (flow: Flow, { divisions }: Store) => ({
  id: flow.id,
  name: flow.name,
  type: flow.type,
  description: flow.description,
  division: { id: flow.divisionId, name: divisions.get(flow.divisionId)?.name },
  active: flow.publishedVersion !== null,
  deleted: false,
  ...(flow.lockedBy?.kind === 'user' && { lockedUser: { id: flow.lockedBy.id, name: flow.lockedBy.name } }),
  ...(flow.lockedBy?.kind === 'client' && { lockedClient: { id: flow.lockedBy.id, name: flow.lockedBy.name } }),
  savedVersion: version(flow, flow.savedVersion),
  checkedInVersion: version(flow, flow.checkedInVersion),
  publishedVersion: version(flow, flow.publishedVersion),
  ...(flow.currentOperation && { currentOperation: flow.currentOperation }),
});

function find({ flows }: Store, id: string): Flow {
  const flow = flows.get(id);
  if (flow === undefined) throw new ApiError(404, 'architect.flow.not.found', `Unable to find a flow with ID ${id}.`);
  return flow;
}

/** The flow that an authoring call names in its query, writable by the caller. */
function own({ query, client }: ApiRequest<never>, store: Store): Flow {
  const flow = find(store, query.get('flow') ?? '');
  if (!mayWrite(flow, client)) throw new ApiError(409, 'architect.flow.locked.by.user', lockedMessage(flow));
  return flow;
}

const operation = (flow: Flow, store: Store, actionName: string) =>
  ok({ id: flow.id, complete: true, actionName, actionStatus: 'SUCCESS', flow: show(flow, store) });

export const flowRoutes = [
  route('GET', '/api/v2/flows', 'architect:flow:view', ({ query }, store) => {
    const types = query.getAll('type').map((type) => type.toUpperCase());
    const found = [...store.flows.values()].filter((flow) => {
      if (types.length > 0 && !types.includes(flow.type)) return false;
      if (query.get('id') !== null && !query.getAll('id').includes(flow.id)) return false;
      if (!nameMatches(flow.name, query)) return false;
      return (
        nameMatches(flow.name, query, 'nameOrDescription') || nameMatches(flow.description, query, 'nameOrDescription')
      );
    });
    const hidden = found.filter(({ hiddenSearches }) => hiddenSearches > 0);
    for (const flow of hidden) store.flows.set(flow.id, { ...flow, hiddenSearches: flow.hiddenSearches - 1 });
    const shown = found.filter((flow) => !hidden.includes(flow)).map((flow) => show(flow, store));
    return ok(page(shown, query));
  }),
  route('POST', '/api/v2/flows', 'architect:flow:add', ({ body, client }, store) => {
    return ok(show(createFlow(store, client, read(created, body)), store));
  }),
  route('GET', '/api/v2/flows/{id}', 'architect:flow:view', ({ params }, store) =>
    ok(show(find(store, params.id), store)),
  ),
  route('GET', '/api/v2/flows/{id}/versions', 'architect:flow:view', ({ params, query }, store) => {
    const { versions, publishedVersion, datePublished } = find(store, params.id);
    const newestFirst = versions.toReversed();
    return ok(
      page(
        newestFirst.map((one) => showVersion(one, one.id === publishedVersion ? datePublished : null)),
        query,
      ),
    );
  }),
  route('POST', '/api/v2/flows/{id}/versions', 'architect:flow:edit', ({ params, body, client }, store) => {
    const flow = find(store, params.id);
    if (flow.lockedBy === null || !mayWrite(flow, client)) throw conflict('the flow is not checked out by the caller');
    const { configuration } = read(z.looseObject({ configuration: z.string().min(1) }), body);
    return ok({ id: saveVersion(store, flow, client, configuration).savedVersion });
  }),
  route('DELETE', '/api/v2/flows/{id}', 'architect:flow:delete', ({ params, client }, store) => {
    const flow = find(store, params.id);
    if (!mayWrite(flow, client)) throw new ApiError(409, 'architect.flow.locked.by.user', lockedMessage(flow));
    const used = [...store.routes.values()].find(({ fields }) => JSON.stringify(fields['flow'])?.includes(flow.id));
    if (used !== undefined) {
      throw new ApiError(
        409,
        'architect.object.in.use',
        `the flow is in use by the route ${used.pattern}@${used.domainId}`,
      );
    }
    store.flows.delete(flow.id);
    return noContent;
  }),
  route('POST', '/api/v2/flows/actions/checkout', 'architect:flow:edit', (request, store) => {
    const { client } = request;
    const flow: Flow = {
      ...own(request, store),
      lockedBy: { kind: 'client', id: client.id, name: client.name ?? client.id },
    };
    store.flows.set(flow.id, flow);
    return ok(show(flow, store));
  }),
  route('POST', '/api/v2/flows/actions/checkin', 'architect:flow:edit', (request, store) => {
    const flow = own(request, store);
    if (flow.savedVersion === null) throw badRequest('the flow has no saved version');
    return operation(checkIn(store, flow), store, 'CHECKIN');
  }),
  route('POST', '/api/v2/flows/actions/publish', 'architect:flow:publish', (request, store) => {
    const flow = own(request, store);
    if (flow.checkedInVersion === null) throw badRequest('the flow has no checked-in version');
    return operation(publishVersion(store, flow), store, 'PUBLISH');
  }),
  route('POST', '/api/v2/flows/actions/unlock', 'architect:flow:unlock', ({ query }, store) => {
    const flow: Flow = { ...find(store, query.get('flow') ?? ''), lockedBy: null };
    store.flows.set(flow.id, flow);
    return ok(show(flow, store));
  }),
];
