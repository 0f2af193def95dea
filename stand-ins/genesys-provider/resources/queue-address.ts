import type { Api } from '../api';
import type { ObjectValue } from '../dynamic-value';
import type { ResourceType } from '../serve';
import { object, settled, string } from '../state';
import { addressStandsAlone } from './queue-settings';

/** The address from which a queue writes, apart from the queue: so that a route to the queue can be that address. */
export function queueAddress(api: Api): ResourceType {
  return {
    rules: { forceNew: [], defaults: {}, json: [] },
    identify: (id) => ({ id, queue_id: id }),
    create: (planned) => write(string(planned['queue_id']), planned),
    update: (_prior, planned) => write(string(planned['queue_id']), planned),
    async read(state) {
      demandToggle();
      const id = string(state['id']);
      const found = await api.find(`/routing/queues/${id}`);
      if (found === null) return null;
      const { domain, route } = object(found['outboundEmailAddress']);
      return settled(state, {
        queue_id: id,
        domain_id: object(domain)['id'] ?? null,
        route_id: object(route)['id'] ?? null,
      });
    },
    async delete(state) {
      const id = string(state['id']);
      const found = await api.find(`/routing/queues/${id}`);
      if (found === null) return;
      const { outboundEmailAddress: _, ...rest } = found;
      await api.call('PUT', `/routing/queues/${id}`, { body: rest });
    },
  };

  async function write(id: string, planned: ObjectValue): Promise<ObjectValue> {
    demandToggle();
    const found = await api.call('GET', `/routing/queues/${id}`);
    const address = { domain: { id: planned['domain_id'] ?? null }, route: { id: planned['route_id'] ?? null } };
    await api.call('PUT', `/routing/queues/${id}`, { body: { ...found, outboundEmailAddress: address } });
    return settled(planned, { id });
  }
}

function demandToggle(): void {
  if (!addressStandsAlone()) throw new Error('Environment variable ENABLE_STANDALONE_EMAIL_ADDRESS not set');
}
