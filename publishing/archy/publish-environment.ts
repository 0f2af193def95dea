import type { CategoryList } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { PreflightError } from '../../config/preflight-error';
import { dataActionName } from '../../flows/data-action';
import { readFlowTemplate } from '../../flows/flow-template';
import { renderFlow } from '../../flows/render-flow';
import { connect, type Effects } from '../genesys-client/connect';
import type { PublishOutcome } from './outcome';
import { type Machine, preparePublisher } from './preflight';
import { type Publication, publishFlow } from './publish-flow';

export interface PublishRequest extends Pick<Publication, 'forceUnlock' | 'timeLimit' | 'signal' | 'tell' | 'onLine'> {
  readonly environment: Environment;
  readonly categories: CategoryList;
  /** SHA-256 of the flow that a plan was made for; another one is not published. */
  readonly expectedHash?: string | undefined;
}

/**
 * Publishes the flow of an environment from this project.
 * @throws {PreflightError} @throws {FlowError} before anything is attempted
 */
export async function publishEnvironment(
  request: PublishRequest,
  machine: Machine,
  effects: Effects,
): Promise<PublishOutcome> {
  const { environment, categories, expectedHash } = request;
  const { name, flow } = environment;
  if (flow.publisher !== 'archy') {
    throw new PreflightError([
      `${name} publishes its flow with Terraform (flow.publisher: provider); deploy it instead`,
    ]);
  }
  const { text, hash } = renderFlow(environment, categories, readFlowTemplate(machine.root));
  if (expectedHash !== undefined && expectedHash !== hash) {
    throw new PreflightError([
      `the flow of ${name} is no longer the one that was planned (SHA-256 ${hash}, not ${expectedHash}); plan again`,
    ]);
  }
  const publisher = await preparePublisher(environment, machine);
  const { api, location } = publisher.address;
  if (!api.endsWith(location))
    request.tell(`our own calls go to ${api}; Archy knows no gateway and goes to ${location}`);
  return publishFlow({
    ...request,
    ...machine,
    ...publisher,
    ...effects,
    name: flow.name,
    text,
    references: { queue: categories.fallbackQueue, dataAction: dataActionName(environment) },
    api: connect(publisher.address, publisher.credentials, effects),
  });
}
