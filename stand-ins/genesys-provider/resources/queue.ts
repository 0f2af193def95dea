import type { Api } from '../api';
import type { ObjectValue, Value } from '../dynamic-value';
import { sameValue } from '../plan';
import type { ResourceType } from '../serve';
import { objects, settled, string } from '../state';
import { QUEUE_DEFAULTS, queueBody, readSettings } from './queue-settings';

const PAGE = { pageNumber: '1', pageSize: '100' };

export function queue(api: Api): ResourceType {
  return {
    rules: {
      forceNew: [],
      defaults: QUEUE_DEFAULTS,
      json: [],
      serverDecides: ['media_settings_email', 'media_settings_call', 'media_settings_callback', 'media_settings_chat'],
      // The real schema asks whether the members are ignored, and is told what the state says, not the configuration.
      suppressed: (prior) => (prior['ignore_members'] === true ? ['members'] : []),
    },
    validate: (config) =>
      config['ignore_members'] != null && objects(config['members']).length > 0
        ? ['"ignore_members": conflicts with members']
        : [],
    async create(planned, made) {
      const { id = null } = await api.call('POST', '/routing/queues', { body: queueBody(planned) });
      made(string(id));
      return write(string(id), null, planned);
    },
    async update(prior, planned) {
      const id = string(prior['id']);
      const found = await api.call('GET', `/routing/queues/${id}`);
      await api.call('PUT', `/routing/queues/${id}`, { body: queueBody(planned, found) });
      return write(id, prior, planned);
    },
    read,
    delete: (state) => api.remove(`/routing/queues/${string(state['id'])}`, { query: { forceDelete: 'true' } }),
  };

  async function write(id: string, prior: ObjectValue | null, planned: ObjectValue): Promise<ObjectValue> {
    if (planned['ignore_members'] !== true) await setMembers(id, objects(planned['members']));
    if (!sameValue(prior?.['wrapup_codes'] ?? null, planned['wrapup_codes'] ?? null))
      await setCodes(id, planned['wrapup_codes']);
    const state = await read(settled(planned, { id }));
    if (state === null) throw new Error(`queue ${id} vanished while it was written`);
    return state;
  }

  /** None wanted means that everybody goes, whether the configuration says so or says nothing. */
  async function setMembers(id: string, wanted: readonly ObjectValue[]): Promise<void> {
    const path = `/routing/queues/${id}/members`;
    const { entities } = await api.call('GET', path, { query: { memberBy: 'user', ...PAGE } });
    const present = objects(entities).map((member) => string(member['id']));
    const ids = wanted.map((member) => string(member['user_id']));
    const gone = present.filter((user) => !ids.includes(user));
    const added = ids.filter((user) => !present.includes(user));
    if (gone.length > 0)
      await api.call('POST', path, { query: { delete: 'true' }, body: gone.map((user) => ({ id: user })) });
    if (added.length > 0)
      await api.call('POST', path, { query: { delete: 'false' }, body: added.map((user) => ({ id: user })) });
  }

  async function setCodes(id: string, wanted: Value | undefined): Promise<void> {
    if (!Array.isArray(wanted)) return;
    const present = await codes(id);
    const added = wanted.filter((code) => !present.includes(string(code)));
    for (const code of present.filter((one) => !wanted.includes(one)))
      await api.call('DELETE', `/routing/queues/${id}/wrapupcodes/${code}`);
    if (added.length > 0)
      await api.call('POST', `/routing/queues/${id}/wrapupcodes`, { body: added.map((code) => ({ id: code })) });
  }

  async function codes(id: string): Promise<readonly string[]> {
    const { entities } = await api.call('GET', `/routing/queues/${id}/wrapupcodes`, { query: PAGE });
    return objects(entities).map((code) => string(code['id']));
  }

  async function read(state: ObjectValue): Promise<ObjectValue | null> {
    const id = string(state['id']);
    const found = await api.find(`/routing/queues/${id}`);
    if (found === null) return null;
    const ignored = state['ignore_members'] === true;
    return settled(state, {
      id,
      ...readSettings(found, state),
      wrapup_codes: [...(await codes(id))],
      members: ignored ? (state['members'] ?? []) : await readMembers(id),
    });
  }

  async function readMembers(id: string): Promise<Value> {
    const { entities } = await api.call('GET', `/routing/queues/${id}/members`, {
      query: { memberBy: 'user', ...PAGE },
    });
    return objects(entities).map((member) => ({ user_id: member['id'] ?? null, ring_num: member['ringNumber'] ?? 1 }));
  }
}
