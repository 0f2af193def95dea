import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api';
import type { ObjectValue } from '../dynamic-value';
import type { DataSourceType } from '../serve';
import { objects, settled, string } from '../state';

const PAGE = { pageSize: '100', pageNumber: '1' };

export function dataSources(api: Api): Readonly<Record<string, DataSourceType>> {
  return {
    genesyscloud_flow: byName(async (name, config) => {
      const type = string(config['type']);
      const query = { includeSchemas: 'true', name, ...PAGE, ...(type === '' ? {} : { type }) };
      const { entities } = await api.call('GET', '/flows', { query });
      return objects(entities).filter((flow) => flow['name'] === name);
    }),
    genesyscloud_auth_role: byName(async (name) => {
      const { entities } = await api.call('GET', '/authorization/roles', {
        query: { name, userCount: 'false', ...PAGE },
      });
      return objects(entities).filter((role) => role['name'] === name);
    }),
    genesyscloud_routing_queue: byName(async (name) => {
      const found = await Promise.all(['false', 'true'].map((hasPeer) => all(api, '/routing/queues', { hasPeer })));
      return found.flat().filter((queue) => queue['name'] === name);
    }),
    genesyscloud_group: byName(async (name) => {
      const query = [{ value: name, fields: ['name'], type: 'EXACT' }];
      return objects((await api.call('POST', '/groups/search', { body: { query } }))['results']);
    }),
    genesyscloud_routing_wrapupcode: byName(named(api, '/routing/wrapupcodes')),
    genesyscloud_routing_skill: byName(named(api, '/routing/skills')),
    genesyscloud_routing_language: byName(named(api, '/routing/languages')),
    genesyscloud_routing_email_domain: byName(async (name) => {
      const { entities } = await api.call('GET', '/routing/email/domains', {
        query: { ...PAGE, excludeStatus: 'false' },
      });
      const wanted = name.toLowerCase();
      return objects(entities).filter(
        ({ id }) => string(id).toLowerCase() === wanted || string(id).startsWith(`${wanted}.`),
      );
    }),
    genesyscloud_user: {
      async read(config) {
        const email = string(config['email']);
        const [fields, value] = email === '' ? ['name', string(config['name'])] : ['email', email];
        const { results } = await api.call('POST', '/users/search', {
          body: { query: [{ value, fields: [fields], type: 'EXACT' }] },
        });
        const [found] = objects(results);
        if (found === undefined) throw new Error(`no user found with ${fields} ${value}`);
        return settled(config, { id: found['id'] ?? null });
      },
    },
  };
}

const named = (api: Api, path: string) => async (name: string) =>
  (await all(api, path, {})).filter((one) => one['name'] === name);

/** Every page: the filter of the list is ours. */
async function all(api: Api, path: string, query: Readonly<Record<string, string>>): Promise<readonly ObjectValue[]> {
  const found: ObjectValue[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const page = await api.call('GET', path, { query: { ...query, pageSize: '100', pageNumber: String(pageNumber) } });
    found.push(...objects(page['entities']));
    if (pageNumber >= Number(page['pageCount'] ?? 0)) return found;
  }
}

/** The real provider asks again for 15 seconds; a local server knows at once. */
function byName(search: (name: string, config: ObjectValue) => Promise<readonly ObjectValue[]>): DataSourceType {
  return {
    async read(config) {
      const name = string(config['name']);
      for (let attempt = 0; attempt < 5; attempt++) {
        const found = await search(name, config);
        if (found.length > 1) throw new Error(`${found.length} objects are named ${name}`);
        if (found[0] !== undefined) return settled(config, { id: found[0]['id'] ?? null });
        await sleep(300);
      }
      throw new Error(`nothing found with name ${name}`);
    },
  };
}
