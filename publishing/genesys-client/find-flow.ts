import { z } from 'zod';
import type { GenesysApi } from './connect';
import { GenesysApiError } from './errors';
import { readAnswer } from './read-answer';

const version = z.looseObject({ id: z.string(), datePublished: z.string().optional() }).nullish();
const holder = z.looseObject({ id: z.string(), name: z.string().optional() }).nullish();
const flow = z
  .looseObject({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    division: z.looseObject({ name: z.string().optional() }).nullish(),
    lockedUser: holder,
    lockedClient: holder,
    publishedVersion: version,
    checkedInVersion: version,
    savedVersion: version,
  })
  .transform((found): PublishedFlow => {
    const locked = found.lockedUser ?? found.lockedClient;
    return {
      id: found.id,
      name: found.name,
      type: found.type.toUpperCase(),
      division: found.division?.name ?? null,
      publishedVersion: found.publishedVersion?.id ?? null,
      datePublished: found.publishedVersion?.datePublished ?? null,
      checkedInVersion: found.checkedInVersion?.id ?? null,
      savedVersion: found.savedVersion?.id ?? null,
      lockedBy:
        locked == null
          ? null
          : { kind: found.lockedUser == null ? 'OAuth client' : 'user', id: locked.id, name: locked.name ?? locked.id },
    };
  });
const list = z.looseObject({ entities: z.array(flow), pageCount: z.number() });

/** A flow as it stands in the organisation. */
export interface PublishedFlow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly division: string | null;
  readonly publishedVersion: string | null;
  /** ISO 8601, when the organisation tells it. */
  readonly datePublished: string | null;
  readonly checkedInVersion: string | null;
  readonly savedVersion: string | null;
  readonly lockedBy: FlowLock | null;
}

/** Who has a flow open for editing. */
export interface FlowLock {
  readonly kind: 'user' | 'OAuth client';
  readonly id: string;
  readonly name: string;
}

/** Type of the flow of this project, as lists are filtered by it; the API answers in capitals. */
export const FLOW_TYPE = 'inboundemail';

/** The inbound e-mail flow of exactly that name. The search itself also finds names that only contain it. */
export async function findFlow(api: GenesysApi, name: string): Promise<PublishedFlow | undefined> {
  for (let page = 1, pages = 1; page <= pages; page++) {
    const query = new URLSearchParams({ type: FLOW_TYPE, name, pageSize: '100', pageNumber: String(page) });
    const { entities, pageCount } = readAnswer(
      list,
      'GET /api/v2/flows',
      await api.ask('GET', `/api/v2/flows?${query}`),
    );
    const found = entities.find((one) => one.name === name && one.type === FLOW_TYPE.toUpperCase());
    if (found !== undefined) return found;
    pages = pageCount;
  }
  return undefined;
}

/** The flow with that id; undefined when it is gone. */
export async function readFlow(api: GenesysApi, id: string): Promise<PublishedFlow | undefined> {
  try {
    return readAnswer(flow, 'GET /api/v2/flows/{id}', await api.ask('GET', `/api/v2/flows/${encodeURIComponent(id)}`));
  } catch (error) {
    if (error instanceof GenesysApiError && error.status === 404) return undefined;
    throw error;
  }
}
