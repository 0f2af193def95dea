import { type Api, ApiError } from '../api';
import type { ObjectValue, Value } from '../dynamic-value';
import type { ResourceType } from '../serve';
import { object, objects, orNull, settled, single, string } from '../state';

/** @param adopts since 1.84.1, a domain that the platform says is there is taken for the one that was to be made */
export function emailDomain(api: Api, adopts: boolean): ResourceType {
  return {
    rules: { forceNew: ['domain_id', 'subdomain'], defaults: { subdomain: false }, json: [] },
    async create(planned) {
      const body = { id: planned['domain_id'] ?? null, subDomain: planned['subdomain'] ?? false };
      try {
        const { id = null } = await api.call('POST', '/routing/email/domains', { body });
        return settled(planned, { id });
      } catch (error) {
        if (!adopts || !(error instanceof ApiError) || error.status !== 400) throw error;
        if (!error.message.includes('domain already exists')) throw error;
        return settled(planned, { id: await idOf(string(planned['domain_id'])) });
      }
    },
    async read(state) {
      const id = string(state['id']);
      const found = await api.find(`/routing/email/domains/${id}`);
      if (found === null) return null;
      const subdomain = found['subDomain'] === true;
      // The server's id is the full domain; the attribute is the label again.
      return settled(state, { id, subdomain, domain_id: subdomain ? (id.split('.')[0] ?? '') : id });
    },
    async update(prior, planned) {
      const { mail_from_domain: from, custom_smtp_server_id: server } = planned;
      await api.call('PATCH', `/routing/email/domains/${string(prior['id'])}`, {
        body: { mailFromSettings: { mailFromDomain: string(from) }, customSMTPServer: { id: string(server) } },
      });
      return settled(planned, { id: prior['id'] ?? null });
    },
    delete: (state) => api.remove(`/routing/email/domains/${string(state['id'])}`),
  };

  async function idOf(name: string): Promise<string> {
    const query = { pageSize: '100', pageNumber: '1', excludeStatus: 'false' };
    const { entities } = await api.call('GET', '/routing/email/domains', { query });
    const [found] = objects(entities)
      .map(({ id }) => string(id))
      .filter((id) => id === name || id.startsWith(`${name}.`));
    if (found === undefined) throw new Error(`no routing email domain ${name}`);
    return found;
  }
}

export function emailRoute(api: Api): ResourceType {
  const path = (state: ObjectValue) => `/routing/email/domains/${string(state['domain_id'])}/routes`;
  return {
    rules: { forceNew: ['domain_id'], defaults: { history_inclusion: 'Optional' }, json: [] },
    validate: (config) =>
      config['from_email'] != null && objects(config['reply_email_address']).length > 0
        ? ['"from_email": conflicts with reply_email_address']
        : [],
    identify: (id) => ({ domain_id: id.split('/')[0] ?? '', id: id.split('/')[1] ?? '' }),
    async create(planned, made) {
      const { id = null } = await api.call('POST', path(planned), { body: routeBody(planned, '') });
      made(string(id));
      const reply = single(planned['reply_email_address']);
      // A reply address that is the route itself can be named only once the route has an id.
      if (reply['self_reference_route'] === true) {
        await api.call('PUT', `${path(planned)}/${string(id)}`, { body: routeBody(planned, string(id)) });
      }
      return settled(planned, { id });
    },
    async read(state) {
      const found = await api.find(`${path(state)}/${string(state['id'])}`);
      if (found === null) return null;
      return settled(state, {
        pattern: found['pattern'] ?? null,
        from_name: found['fromName'] ?? null,
        from_email: orNull(found['fromEmail']),
        flow_id: orNull(object(found['flow'])['id']),
        queue_id: orNull(object(found['queue'])['id']),
        spam_flow_id: orNull(object(found['spamFlow'])['id']),
        priority: found['priority'] ?? null,
        skill_ids: orNone(objects(found['skills'])),
        language_id: orNull(object(found['language'])['id']),
        allow_multiple_actions: found['allowMultipleActions'] ?? null,
        auto_bcc: objects(found['autoBcc']).map(({ email = null, name = null }) => ({ email, name: orNull(name) })),
        history_inclusion: found['historyInclusion'] ?? null,
      });
    },
    async update(prior, planned) {
      const id = string(prior['id']);
      await api.call('PUT', `${path(prior)}/${id}`, { body: routeBody(planned, id) });
      return settled(planned, { id });
    },
    delete: (state) => api.remove(`${path(state)}/${string(state['id'])}`),
  };
}

function routeBody(planned: ObjectValue, id: string): ObjectValue {
  const reply = single(planned['reply_email_address']);
  return {
    id,
    pattern: planned['pattern'] ?? null,
    priority: planned['priority'] ?? 0,
    fromName: planned['from_name'] ?? null,
    fromEmail: string(planned['from_email']),
    ...(planned['flow_id'] == null ? {} : { flow: { id: planned['flow_id'] } }),
    ...(planned['queue_id'] == null ? {} : { queue: { id: planned['queue_id'] } }),
    ...(Object.keys(reply).length === 0
      ? {}
      : {
          replyEmailAddress: {
            domain: { id: reply['domain_id'] ?? null },
            route: { id: reply['self_reference_route'] === true ? id : (reply['route_id'] ?? null) },
          },
        }),
    autoBcc: objects(planned['auto_bcc']).map(({ email = null, name = null }) => ({ email, name })),
    ...(list(planned['skill_ids']).length === 0 ? {} : { skills: list(planned['skill_ids']).map((id) => ({ id })) }),
    ...(planned['language_id'] == null ? {} : { language: { id: planned['language_id'] } }),
    ...(planned['spam_flow_id'] == null ? {} : { spamFlow: { id: planned['spam_flow_id'] } }),
    historyInclusion: planned['history_inclusion'] ?? 'Optional',
    allowMultipleActions: planned['allow_multiple_actions'] ?? false,
  };
}

const list = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);
const orNone = (all: readonly ObjectValue[]): Value => (all.length === 0 ? null : all.map(({ id = null }) => id));
