import type { App } from 'cdktf';
import type { CategoryList } from '../config/categories';
import type { Environment } from '../config/environment';
import { ApiStack } from './api-stack';
import { ClassifierStack } from './classifier-stack';
import type { CorpusFile } from './corpus-file';
import type { LambdaBundle } from './lambda-bundle';
import { StateStack } from './state-stack';

/** What all environments share. */
export interface SharedParts {
  /** Folder of the project. */
  readonly root: string;
  readonly categories: CategoryList;
  readonly corpus: CorpusFile;
  readonly bundle: LambdaBundle;
}

/** Every stack of one environment. */
export function addEnvironment(app: App, environment: Environment, { root, corpus, bundle }: SharedParts): void {
  const { backend } = environment;
  if (backend.type === 's3') new StateStack(app, { environment, backend, root });

  const classifier = new ClassifierStack(app, { environment, corpus, root });
  const api = new ApiStack(app, { environment, bundle, endpointName: classifier.endpointName, root });
  api.addDependency(classifier); // mail is routed once there is something to ask
}
