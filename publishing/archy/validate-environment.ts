import type { CategoryList } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { readFlowTemplate } from '../../flows/flow-template';
import { renderFlow } from '../../flows/render-flow';
import { judgeRun } from './judge-run';
import type { Refusal } from './outcome';
import { type Machine, preparePublisher } from './preflight';
import { sweepRuns } from './private-folder';
import { runArchy } from './run-archy';

export type Validation = { readonly kind: 'valid'; readonly hash: string } | Refusal;

export interface ValidationRequest {
  readonly environment: Environment;
  readonly categories: CategoryList;
  /** Lets Archy read the flow too: it makes an import file, which changes nothing in the organisation. */
  readonly withArchy: boolean;
  /** Milliseconds. */
  readonly timeLimit: number;
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
}

/**
 * Checks the flow of an environment without publishing it. Archy has no command for that.
 * @throws {FlowError} with the faults that need no Archy @throws {PreflightError}
 */
export async function validateEnvironment(request: ValidationRequest, machine: Machine): Promise<Validation> {
  const { environment, categories, withArchy, timeLimit } = request;
  const { text, hash } = renderFlow(environment, categories, readFlowTemplate(machine.root));
  if (!withArchy) return { kind: 'valid', hash };
  const publisher = await preparePublisher(environment, machine);
  sweepRuns(publisher.folder);
  const login = { location: publisher.address.location, credentials: publisher.credentials };
  const run = await runArchy({ ...request, ...machine, ...publisher, command: 'createImportFile', text, login });
  const verdict = judgeRun(run, { text, timeLimit });
  return verdict.kind === 'published' ? { kind: 'valid', hash } : verdict;
}
