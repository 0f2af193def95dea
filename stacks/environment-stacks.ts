import type { App } from 'cdktf';
import type { CategoryList } from '../config/categories';
import type { Environment } from '../config/environment';
import { categoriesIn } from '../config/name-prefix';
import { ApiStack } from './api-stack';
import type { CorpusFile } from './artifacts/corpus-file';
import { writeFlowFile } from './artifacts/flow-file';
import { bundleLambda, type LambdaBundle } from './artifacts/lambda-bundle';
import { ClassifierStack } from './classifier-stack';
import { RoutingStack } from './routing-stack';
import { StateStack } from './state-stack';

/** What all environments share. */
export interface SharedParts {
  /** Folder of the project. */
  readonly root: string;
  readonly categories: CategoryList;
  readonly corpus: CorpusFile;
  readonly bundle: LambdaBundle;
  /** Whether Genesys Cloud is reached through GENESYSCLOUD_GATEWAY_HOST. */
  readonly throughGateway: boolean;
}

/** Every stack of one environment. */
export function addEnvironment(app: App, environment: Environment, parts: SharedParts): void {
  const { root, corpus, throughGateway } = parts;
  const categories = categoriesIn(environment, parts.categories);
  // The function answers with the names that the queues have in the organisation.
  const bundle = categories === parts.categories ? parts.bundle : bundleLambda(root, categories.categories);
  const { backend } = environment;
  if (backend.type === 's3') new StateStack(app, { environment, backend, root });

  const classifier = new ClassifierStack(app, { environment, corpus, root });
  const api = new ApiStack(app, { environment, bundle, endpointName: classifier.endpointName, root });
  api.addDependency(classifier); // mail is routed once there is something to ask
  const flow = writeFlowFile(root, environment, categories);
  new RoutingStack(app, { environment, categories, flow, api, throughGateway, root });
}
