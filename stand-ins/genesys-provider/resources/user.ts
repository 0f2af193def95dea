import type { Api } from '../api';
import type { ObjectValue } from '../dynamic-value';
import type { ResourceType } from '../serve';
import { object, objects, orNull, settled, string } from '../state';

const USER = { expand: 'skills,languages,locations,profileSkills,certifications,employerInfo' };

export function user(api: Api): ResourceType {
  return {
    rules: { forceNew: [], defaults: { state: 'active', acd_auto_answer: false }, json: [] },
    async create(planned) {
      const deleted = await api.call('POST', '/users/search', { body: deletedUser(string(planned['email'])) });
      const [found] = objects(deleted['results']);
      if (found !== undefined) return restore(string(found['id']), planned);
      const created = await api.call('POST', '/users', {
        body: {
          name: planned['name'] ?? null,
          department: string(planned['department']),
          email: planned['email'] ?? null,
          addresses: [],
          title: string(planned['title']),
          state: planned['state'] ?? null,
        },
      });
      const id = string(created['id']);
      await api.call('PATCH', `/users/${id}`, { body: { ...patch(planned), version: created['version'] ?? null } });
      return reread(id, planned);
    },
    read,
    async update(prior, planned) {
      const id = string(prior['id']);
      const { version = null } = await api.call('GET', `/users/${id}`);
      await api.call('PATCH', `/users/${id}`, { body: { ...names(planned), ...patch(planned), version } });
      return reread(id, planned);
    },
    async delete(state) {
      await api.call('DELETE', `/users/${string(state['id'])}`);
    },
  };

  async function restore(id: string, planned: ObjectValue): Promise<ObjectValue> {
    const { version = null } = await api.call('GET', `/users/${id}`, { query: { state: 'deleted' } });
    await api.call('PATCH', `/users/${id}`, { body: { version, state: 'active' } });
    const { version: next = null } = await api.call('GET', `/users/${id}`);
    await api.call('PATCH', `/users/${id}`, { body: { ...names(planned), ...patch(planned), version: next } });
    return reread(id, planned);
  }

  async function reread(id: string, planned: ObjectValue): Promise<ObjectValue> {
    const state = await read(settled(planned, { id }));
    if (state === null) throw new Error(`user ${id} vanished while it was written`);
    return state;
  }

  async function read(state: ObjectValue): Promise<ObjectValue | null> {
    const id = string(state['id']);
    const found = await api.find(`/users/${id}`, USER);
    if (found === null || found['state'] === 'deleted') return null;
    await api.call('GET', `/voicemail/userpolicies/${id}`);
    await api.call('GET', `/routing/users/${id}/utilization`);
    return settled(state, {
      name: found['name'] ?? null,
      email: found['email'] ?? null,
      state: found['state'] ?? null,
      department: orNull(found['department']),
      title: orNull(found['title']),
      acd_auto_answer: found['acdAutoAnswer'] ?? null,
      division_id: object(found['division'])['id'] ?? state['division_id'] ?? null,
    });
  }
}

function deletedUser(email: string): ObjectValue {
  return {
    query: [
      { value: email, fields: ['email'], type: 'EXACT' },
      { values: ['deleted'], fields: ['state'], type: 'EXACT' },
    ],
  };
}

function names(planned: ObjectValue): ObjectValue {
  return {
    name: planned['name'] ?? null,
    email: planned['email'] ?? null,
    department: string(planned['department']),
    title: string(planned['title']),
    addresses: [],
  };
}

function patch(planned: ObjectValue): ObjectValue {
  return { manager: '', locations: [], acdAutoAnswer: planned['acd_auto_answer'] ?? false, certifications: [] };
}

export function userRoles(api: Api): ResourceType {
  return {
    rules: { forceNew: ['user_id'], defaults: {}, json: [] },
    create: (planned) => write(planned),
    update: (_prior, planned) => write(planned),
    read,
    // The real provider leaves the roles alone, too.
    delete: async () => {},
  };

  async function write(planned: ObjectValue): Promise<ObjectValue> {
    const id = string(planned['user_id']);
    const grants = await grantsOf(id);
    const home = string((await api.call('GET', '/authorization/divisions/home'))['id']);
    const wanted = objects(planned['roles']).map((role) => string(role['role_id']));
    for (const { role, division } of grants.filter((grant) => !wanted.includes(grant.role))) {
      await api.call('DELETE', `/authorization/subjects/${id}/divisions/${division}/roles/${role}`);
    }
    const missing = wanted.filter((role) => !grants.some((grant) => grant.role === role));
    if (missing.length > 0) {
      await api.call('POST', `/authorization/subjects/${id}/bulkadd`, {
        query: { subjectType: 'PC_USER' },
        body: { grants: missing.map((roleId) => ({ roleId, divisionId: home })) },
      });
    }
    return settled(planned, { id });
  }

  async function read(state: ObjectValue): Promise<ObjectValue | null> {
    const id = string(state['id']);
    const grants = await grantsOf(id);
    const divisions = new Map(
      objects(state['roles']).map((role) => [string(role['role_id']), role['division_ids'] ?? null]),
    );
    const roles = grants.map(({ role }) => ({ role_id: role, division_ids: divisions.get(role) ?? null }));
    return settled(state, { user_id: id, roles });
  }

  async function grantsOf(id: string): Promise<readonly { role: string; division: string }[]> {
    const { grants } = await api.call('GET', `/authorization/subjects/${id}`, { query: { includeDuplicates: 'true' } });
    return objects(grants).map((grant) => ({
      role: string(object(grant['role'])['id']),
      division: string(object(grant['division'])['id']),
    }));
  }
}
