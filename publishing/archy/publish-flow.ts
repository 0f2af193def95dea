import { createHash } from 'node:crypto';
import type { Variables } from '../../config/region-variables';
import type { GenesysAddress } from '../genesys-client/address';
import type { GenesysApi } from '../genesys-client/connect';
import type { ClientCredentials } from '../genesys-client/credentials';
import { findFlow, type PublishedFlow, readFlow } from '../genesys-client/find-flow';
import { type FlowReferences, findReferences, type ReferenceIds } from '../genesys-client/find-references';
import type { Archy } from './find-archy';
import { holdLock } from './hold-lock';
import { judgeRun, type Verdict } from './judge-run';
import type { PublishOutcome, Refusal } from './outcome';
import { sweepRuns } from './private-folder';
import { type FlowKey, lockName, type PublicationRecord, readRecord, writeRecord } from './publication-record';
import { refusalFrom } from './refusal-from';
import { runArchy } from './run-archy';

export interface Publication {
  readonly name: string;
  /** The rendered flow file. */
  readonly text: string;
  /** Hash of the contract that the data action has. */
  readonly contractHash: string;
  readonly references: FlowReferences;
  readonly archy: Archy;
  readonly root: string;
  /** Private folder of this user. */
  readonly folder: string;
  readonly address: GenesysAddress;
  readonly credentials: ClientCredentials;
  readonly api: GenesysApi;
  /** Takes the flow away from whoever has it open. */
  readonly forceUnlock: boolean;
  /** Publishes even what is published already. */
  readonly always: boolean;
  /** Of one run of Archy, milliseconds. */
  readonly timeLimit: number;
  readonly variables: Variables;
  readonly signal?: AbortSignal | undefined;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** One sentence of progress. */
  readonly tell: (sentence: string) => void;
  readonly onLine?: ((line: string) => void) | undefined;
}

/** Waits after a throttled run, milliseconds. */
const BACKOFF = [15_000, 30_000, 60_000];
/** How long objects that were just made may be missed by the search, milliseconds. */
const SEARCH_LAG = 30_000;
const SEARCH_PAUSE = 2_000;

/** Publishes a flow with Archy, unless the organisation runs just this file already. One at a time on this machine. */
export async function publishFlow(publication: Publication): Promise<PublishOutcome> {
  const { name, folder, address, credentials, timeLimit, wait, tell } = publication;
  const key = { api: address.api, clientId: credentials.id, name };
  sweepRuns(folder);
  const lock = await holdLock({
    folder,
    name: lockName(key),
    patience: timeLimit,
    wait,
    onBusy: ({ pid, since }) => tell(`process ${pid} has been publishing ${name} since ${since}; waiting for it`),
  });
  if (!('release' in lock)) return { kind: 'busy', pid: lock.pid, since: lock.since };
  try {
    return await publishLocked(publication, key);
  } catch (error) {
    const refusal = refusalFrom(error);
    if (refusal === undefined) throw error;
    return refusal;
  } finally {
    lock.release();
  }
}

async function publishLocked(publication: Publication, key: FlowKey): Promise<PublishOutcome> {
  const { name, folder, api, credentials, forceUnlock, always, tell } = publication;
  const record = readRecord(folder, key);
  const before = await findFlow(api, name, record?.flowId);
  const ids = await findAll(publication);
  if (ids.queue === null) return { kind: 'not-found', what: `queue ${publication.references.queue}` };
  if (ids.dataAction === null) {
    const { category, name: action } = publication.references.dataAction;
    return { kind: 'not-found', what: `data action ${category} / ${action}` };
  }

  const fingerprint = fingerprintOf(publication, ids);
  if (!always && before !== undefined && isCurrent(record, before, fingerprint)) {
    return { kind: 'unchanged', flowId: before.id, version: before.publishedVersion };
  }
  // A lock of our own client is what a run leaves that was killed; Archy takes it up again.
  const lock = before?.lockedBy ?? null;
  if (lock !== null && lock.id !== credentials.id && !forceUnlock) {
    return { kind: 'locked', by: `the ${lock.kind} ${lock.name}` };
  }
  tell(`publishing ${name} with Archy`);
  const verdict = await runRepeatedly(publication);
  if (verdict.kind !== 'published') return verdict;
  const after = verdict.flowId === null ? await findFlow(api, name) : await readFlow(api, verdict.flowId);
  if (after === undefined || (verdict.flowId === null && after.publishedVersion === before?.publishedVersion)) {
    return { kind: 'failed', message: 'Archy reports success, but the organisation has no new version', output: [] };
  }
  const version = after.publishedVersion ?? verdict.version;
  writeRecord(folder, key, { flowId: after.id, version, fingerprint, publishedAt: new Date().toISOString() });
  return { kind: 'published', flowId: after.id, version, warnings: verdict.warnings };
}

async function runRepeatedly(publication: Publication): Promise<Extract<Verdict, { kind: 'published' }> | Refusal> {
  const { address, credentials, text, timeLimit, wait, tell } = publication;
  const login = { location: address.location, credentials };
  for (let attempt = 1; ; attempt++) {
    const run = await runArchy({ ...publication, command: 'publish', login });
    const verdict = judgeRun(run, { text, timeLimit });
    if (verdict.kind !== 'throttled') return verdict;
    const pause = BACKOFF[attempt - 1];
    if (pause === undefined) return { kind: 'throttled', attempts: attempt };
    tell(`Genesys Cloud asks for fewer calls; again in ${pause / 1000} s`);
    await wait(pause);
  }
}

/** Ids of what the flow names, waiting for what was made a moment ago. */
async function findAll({ api, references, wait }: Publication): Promise<ReferenceIds> {
  for (let waited = 0; ; waited += SEARCH_PAUSE) {
    const ids = await findReferences(api, references);
    if ((ids.queue !== null && ids.dataAction !== null) || waited >= SEARCH_LAG) return ids;
    await wait(SEARCH_PAUSE);
  }
}

/** Changes with everything that publishing would bring about: the file, the contract and the objects it is bound to. */
function fingerprintOf({ text, contractHash }: Publication, ids: ReferenceIds): string {
  return createHash('sha256')
    .update(JSON.stringify([text, contractHash, ids]))
    .digest('hex');
}

/** Whether what runs is what this machine published last, from the same input. */
function isCurrent(
  record: PublicationRecord | undefined,
  { id, publishedVersion }: PublishedFlow,
  fingerprint: string,
) {
  return record?.flowId === id && record.version === publishedVersion && record.fingerprint === fingerprint;
}
