import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api';
import type { ObjectValue } from '../dynamic-value';
import type { ResourceType } from '../serve';
import { object, objects, settled, string } from '../state';

export function flow(api: Api): ResourceType {
  return {
    rules: { forceNew: [], defaults: {}, json: [] },
    create: (planned) => publish(planned, null),
    update: (prior, planned) => publish(planned, string(prior['id'])),
    async read(state) {
      const found = await api.find(`/flows/${string(state['id'])}`, { deleted: 'false' });
      return found === null
        ? null
        : settled(state, { name: found['name'] ?? null, type: found['type'] ?? state['type'] ?? null });
    },
    async delete(state) {
      await api.remove(`/flows/${string(state['id'])}`);
    },
  };

  async function publish(planned: ObjectValue, id: string | null): Promise<ObjectValue> {
    const path = string(planned['filepath']);
    let text = readFileSync(path, 'utf8');
    const hash = createHash('sha256').update(text).digest('hex');
    for (const [key, value] of Object.entries(object(planned['substitutions'])))
      text = text.replaceAll(`{{${key}}}`, string(value));
    if (id !== null && planned['force_unlock'] === true)
      await api.call('POST', '/flows/actions/unlock', { query: { flow: id } });
    const job = await api.call('POST', '/flows/jobs');
    await api.upload(string(job['presignedUrl']), object(job['headers']), text);
    const done = await finished(string(job['id']));
    const published = string(object(done['flow'])['id']);
    const found = await api.call('GET', `/flows/${published}`, { query: { deleted: 'false' } });
    return settled(planned, {
      id: published,
      name: found['name'] ?? null,
      type: found['type'] ?? null,
      file_content_hash: hash,
    });
  }

  async function finished(job: string): Promise<ObjectValue> {
    for (;;) {
      const state = await api.call('GET', `/flows/jobs/${job}`, { query: { expand: 'messages' } });
      if (state['status'] === 'Success') return state;
      if (state['status'] === 'Failure') {
        const messages = objects(state['messages']).map(({ text }) => string(text));
        throw new Error(`Flow publish failed. JobID: ${job}, ${messages.join('; ')}`);
      }
      await sleep(500);
    }
  }
}
