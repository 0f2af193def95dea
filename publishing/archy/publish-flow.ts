import type { Variables } from '../../config/region-variables';
import type { GenesysAddress } from '../genesys-client/address';
import type { GenesysApi } from '../genesys-client/connect';
import type { ClientCredentials } from '../genesys-client/credentials';
import { findFlow, readFlow } from '../genesys-client/find-flow';
import { type FlowReferences, findReferences, type ReferenceIds } from '../genesys-client/find-references';
import type { Archy } from './find-archy';
import { judgeRun, type Verdict } from './judge-run';
import type { PublishOutcome, Refusal } from './outcome';
import { sweepRuns } from './private-folder';
import { refusalFrom } from './refusal-from';
import { runArchy } from './run-archy';

export interface Publication {
  readonly name: string;
  /** The rendered flow file. */
  readonly text: string;
  readonly references: FlowReferences;
  readonly archy: Archy;
  /** Private folder of this user. */
  readonly folder: string;
  readonly address: GenesysAddress;
  readonly credentials: ClientCredentials;
  readonly api: GenesysApi;
  /** Takes the flow away from whoever has it open. */
  readonly forceUnlock: boolean;
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

/** Publishes a flow with Archy. Architect's own lock keeps two publications of a flow apart. */
export async function publishFlow(publication: Publication): Promise<PublishOutcome> {
  sweepRuns(publication.folder);
  try {
    return await publishSwept(publication);
  } catch (error) {
    const refusal = refusalFrom(error);
    if (refusal === undefined) throw error;
    return refusal;
  }
}

async function publishSwept(publication: Publication): Promise<PublishOutcome> {
  const { name, api, credentials, forceUnlock, references, tell } = publication;
  const before = await findFlow(api, name);
  const ids = await findAll(publication);
  if (ids.queue === null) return { kind: 'not-found', what: `queue ${references.queue}` };
  if (ids.dataAction === null) {
    return { kind: 'not-found', what: `data action ${references.dataAction.category} / ${references.dataAction.name}` };
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
