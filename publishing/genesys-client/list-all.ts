import { z } from 'zod';
import type { GenesysApi } from './connect';
import { readAnswer } from './read-answer';

/** Every object of a list, page by page. `path` from `/api/v2` on, without a query. */
export async function listAll<S extends z.ZodType>(
  api: GenesysApi,
  path: string,
  entity: S,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly z.output<S>[]> {
  const page = z.looseObject({ entities: z.array(entity), pageCount: z.number() });
  const found: z.output<S>[] = [];
  for (let number = 1, pages = 1; number <= pages; number++) {
    const search = new URLSearchParams({ ...query, pageSize: '100', pageNumber: String(number) });
    const answer = readAnswer(page, `GET ${path}`, await api.ask('GET', `${path}?${search}`));
    found.push(...answer.entities);
    pages = answer.pageCount;
  }
  return found;
}
