import type { Effects, GenesysApi } from './connect';
import { GenesysApiError } from './errors';
import { findFlow, type PublishedFlow, readFlow } from './find-flow';

export type DeleteOutcome =
  | { readonly kind: 'deleted'; readonly flowId: string }
  /** There was no such flow. */
  | { readonly kind: 'absent' }
  /** Somebody has it open, or something uses it, and that did not change in time. */
  | { readonly kind: 'refused'; readonly message: string };

export interface DeleteRequest {
  readonly name: string;
  /** Takes the flow away from whoever has it open. */
  readonly forceUnlock: boolean;
  /** How long to wait for a conflict to go away, milliseconds. */
  readonly patience: number;
}

const PAUSE = 2_000;

/** Deletes the inbound e-mail flow of exactly that name. */
export async function deleteFlow(
  api: GenesysApi,
  { name, forceUnlock, patience }: DeleteRequest,
  { wait }: Pick<Effects, 'wait'>,
): Promise<DeleteOutcome> {
  const flow = (await findFlow(api, name)) ?? (await findLater());
  if (flow === undefined) return { kind: 'absent' };
  if (forceUnlock && flow.lockedBy !== null) await api.ask('POST', `/api/v2/flows/actions/unlock?flow=${flow.id}`);

  for (let waited = 0; ; waited += PAUSE) {
    const conflict = await tryDelete(api, flow.id);
    if (conflict === undefined) break;
    if (waited >= patience) return { kind: 'refused', message: await explain(api, flow, conflict) };
    await wait(PAUSE);
  }
  for (let waited = 0; (await readFlow(api, flow.id)) !== undefined; waited += PAUSE) {
    if (waited >= patience) return { kind: 'refused', message: `${name} was deleted but is still there` };
    await wait(PAUSE);
  }
  return { kind: 'deleted', flowId: flow.id };

  /** The search misses a flow for some seconds after its first publication. */
  async function findLater(): Promise<PublishedFlow | undefined> {
    await wait(PAUSE);
    return findFlow(api, name);
  }
}

/** What the platform has against deleting it; undefined when it is gone, be it by somebody else. */
async function tryDelete(api: GenesysApi, id: string): Promise<GenesysApiError | undefined> {
  try {
    await api.ask('DELETE', `/api/v2/flows/${encodeURIComponent(id)}`);
    return undefined;
  } catch (error) {
    if (!(error instanceof GenesysApiError)) throw error;
    if (error.status === 404 || error.status === 410) return undefined;
    if (error.status === 409) return error;
    throw error;
  }
}

async function explain(api: GenesysApi, { id, name }: PublishedFlow, conflict: GenesysApiError): Promise<string> {
  const lock = (await readFlow(api, id))?.lockedBy;
  return lock == null
    ? `flow ${name} cannot be deleted: ${conflict.message}`
    : `flow ${name} is locked by the ${lock.kind} ${lock.name}; ask them to check it in, or repeat with --force-unlock`;
}
