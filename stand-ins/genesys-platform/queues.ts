import { z } from 'zod';
import { badRequest, conflict, notFound, read } from './api-error';
import { nameMatches, page } from './page';
import { noContent, ok, route } from './route';
import { homeDivision, type Json, newId, type Queue, type Store } from './store';

const written = z.looseObject({ name: z.string().min(1), mediaSettings: z.record(z.string(), z.unknown()).nullish() });
const memberList = z.array(z.looseObject({ id: z.string() }));
const ring = z.looseObject({ ringNumber: z.int().min(1).max(6) });

/** What the platform fills in for a medium whose settings were not sent. */
const MEDIA = ['call', 'callback', 'chat', 'email', 'message'];
const MEDIA_DEFAULT = {
  alertingTimeoutSeconds: 30,
  enableAutoAnswer: false,
  serviceLevel: { percentage: 0.8, durationMs: 20_000 },
};

function show(queue: Queue, store: Store): Json {
  const sent = read(written, queue.fields).mediaSettings ?? {};
  const media = Object.fromEntries(MEDIA.map((name) => [name, sent[name] ?? MEDIA_DEFAULT]));
  const { id, name } = homeDivision(store);
  return {
    division: { id, name },
    description: '',
    scoringMethod: 'TimestampAndPriority',
    skillEvaluationMethod: 'ALL',
    acwSettings: { wrapupPrompt: 'MANDATORY_TIMEOUT', timeoutMs: 300_000 },
    autoAnswerOnly: true,
    enableTranscription: false,
    enableAudioMonitoring: false,
    enableManualAssignment: false,
    suppressInQueueCallRecording: true,
    lastAgentRoutingMode: 'Disabled',
    ...queue.fields,
    mediaSettings: media,
    id: queue.id,
    memberCount: queue.members.size,
  };
}

function find({ queues }: Store, id: string): Queue {
  const queue = queues.get(id);
  if (queue === undefined) throw notFound('queue');
  return queue;
}

/** The queue's fields, whose name no other queue may have. */
function fieldsFrom(body: unknown, store: Store, own?: string) {
  const fields = read(written, body);
  const twin = [...store.queues.values()].find(({ id, name }) => name === fields.name && id !== own);
  if (twin !== undefined) throw conflict(`a queue with the name ${fields.name} already exists`);
  return fields;
}

export const queueRoutes = [
  route('GET', '/api/v2/routing/queues', 'routing:queue:view', ({ query }, store) => {
    const peers = query.get('hasPeer') === 'true';
    const found = peers ? [] : [...store.queues.values()].filter(({ name }) => nameMatches(name, query));
    return ok(
      page(
        found.map((queue) => show(queue, store)),
        query,
      ),
    );
  }),
  route('POST', '/api/v2/routing/queues', 'routing:queue:add', ({ body }, store) => {
    const fields = fieldsFrom(body, store);
    const queue: Queue = { id: newId(), name: fields.name, fields, members: new Map(), codes: new Set() };
    store.queues.set(queue.id, queue);
    return ok(show(queue, store)); // exactly 200: the provider takes 201 for a failure
  }),
  route('GET', '/api/v2/routing/queues/{id}', 'routing:queue:view', ({ params }, store) =>
    ok(show(find(store, params.id), store)),
  ),
  route('PUT', '/api/v2/routing/queues/{id}', 'routing:queue:edit', ({ params, body }, store) => {
    const queue = find(store, params.id);
    const fields = fieldsFrom(body, store, queue.id);
    const changed: Queue = { ...queue, name: fields.name, fields };
    store.queues.set(queue.id, changed);
    return ok(show(changed, store));
  }),
  route('DELETE', '/api/v2/routing/queues/{id}', 'routing:queue:delete', ({ params, query }, store) => {
    const queue = find(store, params.id);
    if (queue.members.size > 0 && query.get('forceDelete') !== 'true') throw conflict('the queue has members');
    store.queues.delete(queue.id);
    return noContent;
  }),
  route('GET', '/api/v2/routing/queues/{id}/members', 'routing:queue:view', ({ params, query }, store) => {
    const { members } = find(store, params.id);
    const users = query.get('memberBy') === 'group' ? [] : [...members];
    const entities = users.map(([id, ringNumber]) => ({
      id,
      name: store.users.get(id)?.name ?? '',
      ringNumber,
      joined: true,
      memberBy: 'user',
      user: { id },
    }));
    return ok(page(entities, query));
  }),
  route(
    'POST',
    '/api/v2/routing/queues/{id}/members',
    'routing:queueMember:manage',
    ({ params, query, body }, store) => {
      const queue = find(store, params.id);
      const listed = read(memberList, body).map(({ id }) => id);
      if (listed.length > 100) throw badRequest('at most 100 members at a time');
      const members = new Map(queue.members);
      for (const id of listed) {
        if (query.get('delete') === 'true') members.delete(id);
        else if (store.users.get(id)?.state !== 'active') throw badRequest(`member ${id} is not an active user`);
        else members.set(id, members.get(id) ?? 1);
      }
      store.queues.set(queue.id, { ...queue, members });
      return noContent;
    },
  ),
  route(
    'PATCH',
    '/api/v2/routing/queues/{id}/members/{memberId}',
    'routing:queueMember:manage',
    ({ params, body }, store) => {
      const queue = find(store, params.id);
      if (!queue.members.has(params.memberId)) throw notFound('member');
      const members = new Map(queue.members).set(params.memberId, read(ring, body).ringNumber);
      store.queues.set(queue.id, { ...queue, members });
      return noContent;
    },
  ),
  route('GET', '/api/v2/routing/queues/{id}/wrapupcodes', 'routing:queue:view', ({ params, query }, store) => {
    const { codes } = find(store, params.id);
    return ok(
      page(
        [...codes].map((id) => store.wrapUpCodes.get(id)),
        query,
      ),
    );
  }),
  route('POST', '/api/v2/routing/queues/{id}/wrapupcodes', 'routing:queue:edit', ({ params, body }, store) => {
    const queue = find(store, params.id);
    const added = read(memberList, body).map(({ id }) => id);
    const unknown = added.find((id) => !store.wrapUpCodes.has(id));
    if (unknown !== undefined) throw notFound(`wrap-up code ${unknown}`);
    store.queues.set(queue.id, { ...queue, codes: new Set([...queue.codes, ...added]) });
    return ok([]);
  }),
  route('DELETE', '/api/v2/routing/queues/{id}/wrapupcodes/{codeId}', 'routing:queue:edit', ({ params }, store) => {
    const queue = find(store, params.id);
    const codes = new Set([...queue.codes].filter((id) => id !== params.codeId));
    store.queues.set(queue.id, { ...queue, codes });
    return noContent;
  }),
];
