import {
  type ComprehendClient,
  paginateListDocumentClassifiers,
  paginateListEndpoints,
} from '@aws-sdk/client-comprehend';

/** One trained, training or failed version of the model. */
export interface ModelVersion {
  readonly arn: string;
  /** Name of the version, the hash that the stack computed. */
  readonly version: string;
  /** SUBMITTED, TRAINING, TRAINED, TRAINED_WITH_WARNING, IN_ERROR, STOP_REQUESTED, STOPPED or DELETING. */
  readonly status: string;
  /** Comprehend's words on a failure or a warning. */
  readonly message: string | undefined;
  readonly submitted: Date | undefined;
  readonly trained: Date | undefined;
  /** Whether an endpoint serves this version or is moving to it. */
  readonly inUse: boolean;
}

export interface EndpointState {
  readonly arn: string;
  /** CREATING, IN_SERVICE, UPDATING, DELETING or FAILED. */
  readonly status: string;
  readonly message: string | undefined;
  /** 100 characters per second each. */
  readonly inferenceUnits: number | undefined;
  readonly model: string | undefined;
  /** Set while the endpoint moves to another version. */
  readonly desiredModel: string | undefined;
}

export interface ClassifierState {
  /** Newest first. */
  readonly versions: readonly ModelVersion[];
  /** undefined when there is none: parked, or not deployed yet. */
  readonly endpoint: EndpointState | undefined;
}

/** What Comprehend knows of the classifier and the endpoint of these names. */
export async function readClassifierState(
  client: ComprehendClient,
  names: { readonly classifier: string; readonly endpoint: string },
): Promise<ClassifierState> {
  const endpoints = await all(paginateListEndpoints({ client }, {}), (page) => page.EndpointPropertiesList);
  const used = new Set(endpoints.flatMap(({ ModelArn, DesiredModelArn }) => [ModelArn, DesiredModelArn]));
  const models = await all(
    paginateListDocumentClassifiers({ client }, { Filter: { DocumentClassifierName: names.classifier } }),
    (page) => page.DocumentClassifierPropertiesList,
  );
  const versions = models
    .map(
      (model): ModelVersion => ({
        arn: model.DocumentClassifierArn ?? '',
        version: model.VersionName ?? '',
        status: model.Status ?? 'UNKNOWN',
        message: model.Message,
        submitted: model.SubmitTime,
        trained: model.EndTime,
        inUse: used.has(model.DocumentClassifierArn),
      }),
    )
    .sort((a, b) => (b.submitted?.getTime() ?? 0) - (a.submitted?.getTime() ?? 0));
  const endpoint = endpoints.find(({ EndpointArn }) => EndpointArn?.endsWith(`/${names.endpoint}`));
  return {
    versions,
    endpoint:
      endpoint === undefined
        ? undefined
        : {
            arn: endpoint.EndpointArn ?? '',
            status: endpoint.Status ?? 'UNKNOWN',
            message: endpoint.Message,
            inferenceUnits: endpoint.CurrentInferenceUnits,
            model: endpoint.ModelArn,
            desiredModel: endpoint.DesiredModelArn === endpoint.ModelArn ? undefined : endpoint.DesiredModelArn,
          },
  };
}

async function all<Page, Item>(pages: AsyncIterable<Page>, items: (page: Page) => Item[] | undefined): Promise<Item[]> {
  const found: Item[] = [];
  for await (const page of pages) found.push(...(items(page) ?? []));
  return found;
}
