import { genesysAddress } from '../genesys-client/address';
import { connect, type Effects } from '../genesys-client/connect';
import { clientCredentials } from '../genesys-client/credentials';
import { type DeleteOutcome, deleteFlow } from '../genesys-client/delete-flow';
import { holdLock } from './hold-lock';
import type { Machine } from './preflight';
import { privateFolder, sweepRuns } from './private-folder';
import { forgetRecord, lockName, readRecord } from './publication-record';

export interface DeletionRequest {
  readonly name: string;
  /** Genesys Cloud region as AWS region id. */
  readonly region: string;
  readonly forceUnlock: boolean;
  /** How long to wait for conflicts, milliseconds. */
  readonly patience: number;
  readonly tell: (sentence: string) => void;
}

/** Deletes a flow by name and region: what a destroy knows. @throws {PreflightError} */
export async function deletePublished(
  { name, region, forceUnlock, patience, tell }: DeletionRequest,
  { variables }: Pick<Machine, 'variables'>,
  effects: Effects,
): Promise<DeleteOutcome> {
  const address = genesysAddress(region, variables);
  const credentials = clientCredentials(variables);
  const folder = privateFolder(variables);
  const key = { api: address.api, clientId: credentials.id, name };
  sweepRuns(folder);
  const lock = await holdLock({
    folder,
    name: lockName(key),
    patience,
    wait: effects.wait,
    onBusy: ({ pid }) => tell(`process ${pid} is publishing ${name}; waiting for it`),
  });
  if (!('release' in lock)) return { kind: 'refused', message: `process ${lock.pid} is still publishing ${name}` };
  try {
    const knownId = readRecord(folder, key)?.flowId;
    const api = connect(address, credentials, effects);
    const outcome = await deleteFlow(api, { name, knownId, forceUnlock, patience }, effects);
    if (outcome.kind !== 'refused') forgetRecord(folder, key);
    return outcome;
  } finally {
    lock.release();
  }
}
