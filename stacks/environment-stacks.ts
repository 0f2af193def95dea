import type { App } from 'cdktf';
import type { CategoryList } from '../config/categories';
import type { Environment } from '../config/environment';
import { categoriesIn } from '../config/name-prefix';
import { ApiStack } from './api-stack';
import type { CorpusFile } from './artifacts/corpus-file';
import { writeFlowFile } from './artifacts/flow-file';
import { bundleLambda, type FunctionCode } from './artifacts/lambda-bundle';
import type { ShippedModel } from './artifacts/shipped-model';
import { ClassifierStack } from './classifier-stack';
import { RoutingStack } from './routing-stack';
import { StateStack } from './state-stack';
import { wantedVersion } from './wanted-version';

/** What all environments share. */
export interface SharedParts {
  /** Folder of the project. */
  readonly root: string;
  readonly categories: CategoryList;
  readonly corpus: CorpusFile;
  /** Goes into the functions whose record wants it; only then is it trained. */
  readonly model: ShippedModel;
  /** Whether Genesys Cloud is reached through GENESYSCLOUD_GATEWAY_HOST. */
  readonly throughGateway: boolean;
}

/** Every stack of one environment. */
export function addEnvironment(app: App, environment: Environment, parts: SharedParts): void {
  const { root, corpus, model, throughGateway } = parts;
  // The function answers with the names that the queues have in the organisation.
  const categories = categoriesIn(environment, parts.categories);
  const { backend, classifier: record } = environment;
  if (backend.type === 's3') new StateStack(app, { environment, backend, root });

  const bundle = bundleLambda(root, categories.categories, functionCode(environment, model));
  const classifier = new ClassifierStack(app, { environment, corpus, root });
  const modelVersions = {
    ...(record.engine === 'comprehend' ? { comprehend: wantedVersion(environment, corpus.hash) } : {}),
    ...(record.engine === 'embedded' || record.standby ? { shipped: model.key.slice(0, 12) } : {}),
  };
  const api = new ApiStack(app, { environment, bundle, endpointName: classifier.endpointName, modelVersions, root });
  const flow = writeFlowFile(root, environment, categories);
  const routing = new RoutingStack(app, { environment, categories, flow, api, throughGateway, root });

  // Mail is routed once there is something to ask. With a model in the function that is at once: the first training is not waited for, and
  // the endpoint that an embedded engine needs no longer goes when nobody asks it any more.
  if (record.engine === 'embedded' || record.standby) classifier.addDependency(routing);
  else api.addDependency(classifier);
}

/** What the function of an environment is made of. */
function functionCode({ classifier }: Environment, model: ShippedModel): FunctionCode {
  if (classifier.engine === 'embedded') return { entry: 'lambda/embedded.ts', model };
  return { entry: 'lambda/index.ts', ...(classifier.standby ? { model } : {}) };
}
