import type { Operation } from './aws-json-server';
import type { Capacity } from './capacity';
import type { Classifiers, ClassifierView } from './classifiers';
import type { Endpoints, EndpointView } from './endpoints';
import { type Input, inputs, type OperationName, readInput } from './inputs';
import { page } from './page';
import { ServiceError } from './service-error';
import type { Tags } from './tags';

export interface Stores {
  readonly classifiers: Classifiers;
  readonly endpoints: Endpoints;
  readonly tags: Tags;
  readonly capacity: Capacity;
}

/** ClassifyDocument takes one document of at most so many bytes of UTF-8 and so many characters. */
const TEXT_BYTES = 10 * 1024;
const TEXT_CHARACTERS = 10_000;

/** Every operation of Comprehend that has to do with custom classification, by its name on the wire. */
export function operations({ classifiers, endpoints, tags, capacity }: Stores): Readonly<Record<string, Operation>> {
  const table: { readonly [N in OperationName]: (input: Input<N>) => object | undefined } = {
    ClassifyDocument({ Text: text, Bytes, EndpointArn }) {
      if (text === undefined || Bytes !== undefined) {
        throw new ServiceError('InvalidRequestException', 'This stand-in reads Text only, and needs it');
      }
      const size = Buffer.byteLength(text);
      if (size > TEXT_BYTES || text.length > TEXT_CHARACTERS) {
        throw new ServiceError(
          'TextSizeLimitExceededException',
          `Input text size exceeds limit. Max length of request text allowed is ${TEXT_BYTES} bytes and ${TEXT_CHARACTERS} characters while in this request the text size is ${size} bytes and ${text.length} characters`,
        );
      }
      const model = endpoints.serving(EndpointArn);
      capacity.admit(endpoints.describe(EndpointArn), text.length);
      const scores = model.classify(text);
      // The service computes in single precision.
      return { Classes: scores.map(({ name, score }) => ({ Name: name, Score: Math.fround(score) })) };
    },

    CreateDocumentClassifier(input) {
      tags.check(input.Tags);
      const arn = classifiers.create(input);
      tags.replace(arn, input.Tags ?? []);
      return { DocumentClassifierArn: arn };
    },
    DescribeDocumentClassifier: ({ DocumentClassifierArn: arn }) => ({
      DocumentClassifierProperties: classifiers.describe(arn).properties,
    }),
    ListDocumentClassifiers({ Filter = {}, NextToken, MaxResults }) {
      const { Status, DocumentClassifierName: name, SubmitTimeBefore: before, SubmitTimeAfter: after } = Filter;
      if (Object.keys(Filter).length > 1) {
        throw new ServiceError('InvalidFilterException', 'Only one filter can be set at a time');
      }
      const listed = classifiers
        .list()
        .filter((one) => Status === undefined || one.status === Status)
        .filter((one) => name === undefined || one.name === name)
        .filter((one) => before === undefined || one.submittedAt < before * 1000)
        .filter((one) => after === undefined || one.submittedAt > after * 1000);
      const { items, next } = page(listed, NextToken, MaxResults);
      return { DocumentClassifierPropertiesList: items.map(({ properties }) => properties), ...next };
    },
    ListDocumentClassifierSummaries({ NextToken, MaxResults }) {
      const byName = new Map<string, ClassifierView[]>();
      for (const version of classifiers.list()) {
        byName.set(version.name, [...(byName.get(version.name) ?? []), version]);
      }
      const { items, next } = page([...byName.values()], NextToken, MaxResults);
      return { DocumentClassifierSummariesList: items.map(summary), ...next };
    },
    StopTrainingDocumentClassifier({ DocumentClassifierArn: arn }) {
      classifiers.stopTraining(arn);
      return undefined;
    },
    DeleteDocumentClassifier({ DocumentClassifierArn: arn }) {
      if (endpoints.uses(arn)) {
        throw new ServiceError('ResourceInUseException', `An endpoint uses ${arn}; delete or move the endpoint first`);
      }
      classifiers.delete(arn);
      return undefined;
    },

    CreateEndpoint(input) {
      tags.check(input.Tags);
      const arn = endpoints.create(input);
      tags.replace(arn, input.Tags ?? []);
      return { EndpointArn: arn, ModelArn: input.ModelArn };
    },
    DescribeEndpoint: ({ EndpointArn: arn }) => ({ EndpointProperties: endpointProperties(endpoints.describe(arn)) }),
    ListEndpoints({ Filter = {}, NextToken, MaxResults }) {
      const { ModelArn, Status, CreationTimeBefore: before, CreationTimeAfter: after } = Filter;
      const listed = endpoints
        .list()
        .filter((one) => ModelArn === undefined || one.modelArn === ModelArn)
        .filter((one) => Status === undefined || one.status === Status)
        .filter((one) => before === undefined || one.createdAt < before * 1000)
        .filter((one) => after === undefined || one.createdAt > after * 1000);
      const { items, next } = page(listed, NextToken, MaxResults);
      return { EndpointPropertiesList: items.map(endpointProperties), ...next };
    },
    UpdateEndpoint: (input) => ({ DesiredModelArn: endpoints.update(input).desiredModelArn }),
    DeleteEndpoint({ EndpointArn: arn }) {
      endpoints.delete(arn);
      return undefined;
    },

    ListTagsForResource: ({ ResourceArn: arn }) => ({ ResourceArn: arn, Tags: tags.list(arn) }),
    TagResource({ ResourceArn: arn, Tags }) {
      tags.list(arn);
      tags.check(Tags, arn);
      tags.add(arn, Tags);
      return undefined;
    },
    UntagResource({ ResourceArn: arn, TagKeys }) {
      tags.remove(arn, TagKeys);
      return undefined;
    },
  };
  const named = <N extends OperationName>(name: N): [N, Operation] => [
    name,
    (input) => table[name](readInput(name, input)),
  ];
  return Object.fromEntries((Object.keys(inputs) as OperationName[]).map(named));
}

function endpointProperties(endpoint: EndpointView): Record<string, unknown> {
  return {
    EndpointArn: endpoint.arn,
    Status: endpoint.status,
    ...(endpoint.message !== undefined && { Message: endpoint.message }),
    ModelArn: endpoint.modelArn,
    DesiredModelArn: endpoint.desiredModelArn,
    DesiredInferenceUnits: endpoint.desiredUnits,
    CurrentInferenceUnits: endpoint.units,
    CreationTime: endpoint.createdAt / 1000,
    LastModifiedTime: endpoint.modifiedAt / 1000,
  };
}

/** `versions` are those of one name, newest first. */
function summary(versions: readonly ClassifierView[]): Record<string, unknown> {
  const [latest] = versions;
  if (latest === undefined) return {};
  return {
    DocumentClassifierName: latest.name,
    NumberOfVersions: versions.length,
    LatestVersionCreatedAt: latest.submittedAt / 1000,
    ...(latest.version !== undefined && { LatestVersionName: latest.version }),
    LatestVersionStatus: latest.status,
  };
}
