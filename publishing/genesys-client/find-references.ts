import { z } from 'zod';
import type { GenesysApi } from './connect';
import { readAnswer } from './read-answer';

/** What the flow names and publishing binds it to. */
export interface FlowReferences {
  readonly queue: string;
  readonly dataAction: { readonly category: string; readonly name: string };
}

/** Ids of what the flow names; null for what cannot be found. */
export interface ReferenceIds {
  readonly queue: string | null;
  readonly dataAction: string | null;
}

const entities = z.looseObject({
  entities: z.array(z.looseObject({ id: z.string(), name: z.string(), category: z.string().optional() })),
  pageCount: z.number(),
});

/** Looks up the objects that Archy will have to find, by exact name. */
export async function findReferences(api: GenesysApi, { queue, dataAction }: FlowReferences): Promise<ReferenceIds> {
  return {
    queue: await find(api, '/api/v2/routing/queues', queue),
    dataAction: await find(api, '/api/v2/integrations/actions', dataAction.name, dataAction.category),
  };
}

async function find(api: GenesysApi, path: string, name: string, category?: string): Promise<string | null> {
  for (let page = 1, pages = 1; page <= pages; page++) {
    const query = new URLSearchParams({ name, pageSize: '100', pageNumber: String(page) });
    const answer = readAnswer(entities, `GET ${path}`, await api.ask('GET', `${path}?${query}`));
    const found = answer.entities.find(
      (one) => one.name === name && (category === undefined || one.category === category),
    );
    if (found !== undefined) return found.id;
    pages = answer.pageCount;
  }
  return null;
}
