import { z } from 'zod';
import { badRequest, notFound, read } from './api-error';
import { ok, route } from './route';
import { type Conversation, newId, type Store } from './store';

const created = z.looseObject({
  provider: z.string().min(1),
  direction: z.enum(['INBOUND', 'OUTBOUND']),
  flowId: z.string().optional(),
  queueId: z.string().optional(),
  subject: z.string().default(''),
});
const query = z.looseObject({ interval: z.string().regex(/^\S+\/\S+$/) });

function find({ conversations }: Store, id: string): Conversation {
  const conversation = conversations.get(id);
  if (conversation === undefined) throw notFound('conversation');
  return conversation;
}

/** Begins a conversation and lets the published flow take it, as time allows. What was sent as body is elsewhere: the flow sees none. */
export function beginConversation(store: Store, flowId: string, subject: string, body: string): Conversation {
  const conversation: Conversation = { id: newId(), subject, flowId, queueId: null, error: null, ended: false };
  store.conversations.set(conversation.id, conversation);
  const change = (part: Partial<Conversation>) => {
    const now = store.conversations.get(conversation.id);
    if (now !== undefined) store.conversations.set(now.id, { ...now, ...part });
  };
  store.runFlow?.({ flowId, subject, body }).then(
    (queue) => {
      const found = [...store.queues.values()].find(({ name }) => name === queue);
      change(found === undefined ? { error: 'FLOW_ERROR_DISCONNECT' } : { queueId: found.id });
    },
    () => change({ error: 'FLOW_ERROR_DISCONNECT' }),
  );
  return conversation;
}

function show({ id, flowId, queueId, error, ended, subject }: Conversation, { queues }: Store) {
  const state = ended ? 'disconnected' : 'connected';
  const email = [{ state, ...(error && { disconnectType: 'error' }) }];
  return {
    id,
    participants: [
      { purpose: 'customer', attributes: {}, emails: [{ state, subject }] },
      { purpose: 'ivr', emails: email, flowId },
      ...(queueId === null
        ? []
        : [{ purpose: 'acd', queueId, queueName: queues.get(queueId)?.name, emails: [{ state }] }]),
    ],
  };
}

export const conversationRoutes = [
  route('POST', '/api/v2/conversations/emails', 'conversation:email:create', ({ body }, store) => {
    const { provider, flowId, queueId, subject } = read(created, body);
    if (provider === 'PureCloud Email') throw badRequest('the provider PureCloud Email is reserved');
    if ((flowId === undefined) === (queueId === undefined)) throw badRequest('name a flow or a queue, not both');
    if (flowId === undefined) throw badRequest('this server only takes flows');
    if (store.flows.get(flowId)?.publishedVersion == null) throw badRequest(`there is no published flow ${flowId}`);
    return ok({ id: beginConversation(store, flowId, subject, '').id });
  }),
  route('GET', '/api/v2/conversations/{id}', 'conversation:communication:view', ({ params }, store) =>
    ok(show(find(store, params.id), store)),
  ),
  route(
    'POST',
    '/api/v2/conversations/{id}/disconnect',
    'conversation:communication:disconnect',
    ({ params }, store) => {
      const conversation = find(store, params.id);
      store.conversations.set(conversation.id, { ...conversation, ended: true });
      return ok({});
    },
  ),
  route(
    'POST',
    '/api/v2/analytics/conversations/details/query',
    'analytics:conversationDetail:view',
    ({ body }, { conversations }) => {
      read(query, body);
      const all = [...conversations.values()];
      return ok({
        totalHits: all.length,
        conversations: all.map(({ id, subject }) => ({
          conversationId: id,
          participants: [{ purpose: 'customer', sessions: [{ segments: [{ segmentType: 'interact', subject }] }] }],
        })),
      });
    },
  ),
];
