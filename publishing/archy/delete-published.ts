import { genesysAddress } from '../genesys-client/address';
import { connect, type Effects } from '../genesys-client/connect';
import { clientCredentials } from '../genesys-client/credentials';
import { type DeleteOutcome, deleteFlow } from '../genesys-client/delete-flow';
import type { Machine } from './preflight';
import { privateFolder, sweepRuns } from './private-folder';

export interface DeletionRequest {
  readonly name: string;
  /** Genesys Cloud region as AWS region id. */
  readonly region: string;
  readonly forceUnlock: boolean;
  /** How long to wait for conflicts, milliseconds. */
  readonly patience: number;
}

/** Deletes a flow by name and region: what a destroy knows. @throws {PreflightError} */
export async function deletePublished(
  { region, ...request }: DeletionRequest,
  { variables }: Pick<Machine, 'variables'>,
  effects: Effects,
): Promise<DeleteOutcome> {
  const address = genesysAddress(region, variables);
  const credentials = clientCredentials(variables);
  sweepRuns(privateFolder(variables));
  return deleteFlow(connect(address, credentials, effects), request, effects);
}
