import { z } from 'zod';
import type { GenesysApi } from './connect';
import { readAnswer } from './read-answer';

const list = z.looseObject({
  entities: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  pageCount: z.number(),
});

/** Id of the queue of exactly that name. The search itself also finds names that only contain it. */
export async function findQueue(api: GenesysApi, name: string): Promise<string | undefined> {
  for (let page = 1, pages = 1; page <= pages; page++) {
    const query = new URLSearchParams({ name, pageSize: '100', pageNumber: String(page) });
    const path = `/api/v2/routing/queues?${query}`;
    const answer = readAnswer(list, 'GET /api/v2/routing/queues', await api.ask('GET', path));
    const found = answer.entities.find((one) => one.name === name);
    if (found !== undefined) return found.id;
    pages = answer.pageCount;
  }
  return undefined;
}
