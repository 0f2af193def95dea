import { join } from 'node:path';
import { z } from 'zod';
import { block, jsonText, parseAll, required } from './parse-arguments';
import type { ResolvedOutput } from './resolve-stacks';

/** The classifier that would be trained, and the endpoint that would serve it. */
export interface ClassifierDefinition {
  readonly name: string;
  readonly versionName: string;
  readonly languageCode: string;
  /** Path of the training data on this machine. */
  readonly corpusFile: string;
  /** `s3://…`, where the training data would lie. */
  readonly corpusUri: string;
  readonly dataAccessRoleArn: string;
  /** undefined: parked, nothing serves the model. One that has hours is there: a sandbox is always within them. */
  readonly endpoint: { readonly name: string; readonly modelArn: string; readonly inferenceUnits: number } | undefined;
}

const ENDPOINT_TYPE = 'AWS::Comprehend::DocumentClassifierEndpoint';

const classifier = z.object({
  name: z.string(),
  version_name: z.string(),
  language_code: z.string(),
  data_access_role_arn: z.string(),
  input_data_config: z.object({ s3_uri: z.string() }),
});
const s3Object = z.object({ bucket: z.string(), key: z.string(), source: z.string().optional() });
const cloudControl = z.object({ type_name: z.string(), desired_state: jsonText });
const schedule = z.object({ target: block(z.object({ arn: z.string(), input: jsonText })) });
const endpointState = z.object({
  EndpointName: z.string(),
  ModelArn: z.string(),
  DesiredInferenceUnits: z.number(),
});

export function readClassifiers(output: ResolvedOutput): readonly ClassifierDefinition[] {
  const objects = parseAll(output, 'aws_s3_object', s3Object);
  const endpoints = parseAll(output, 'aws_cloudcontrolapi_resource', cloudControl)
    .filter(({ value }) => value.type_name === ENDPOINT_TYPE)
    .map(({ value }) => endpointState.parse(value.desired_state));
  const scheduled = parseAll(output, 'aws_scheduler_schedule', schedule)
    .filter(({ value }) => value.target.arn.endsWith(':comprehend:createEndpoint'))
    .map(({ value }) => endpointState.parse(value.target.input));
  return parseAll(output, 'aws_comprehend_document_classifier', classifier).map((resource) => {
    const { value } = resource;
    const { s3_uri: corpusUri } = value.input_data_config;
    const corpus = objects.find((one) => `s3://${one.value.bucket}/${one.value.key}` === corpusUri);
    const source = required(corpus?.value.source, resource, corpusUri);
    const endpoint = [...endpoints, ...scheduled].find((one) =>
      one.ModelArn.includes(`:document-classifier/${value.name}/`),
    );
    return {
      name: value.name,
      versionName: value.version_name,
      languageCode: value.language_code,
      corpusFile: join(corpus?.folder ?? resource.folder, source),
      corpusUri,
      dataAccessRoleArn: value.data_access_role_arn,
      endpoint: endpoint && {
        name: endpoint.EndpointName,
        modelArn: endpoint.ModelArn,
        inferenceUnits: endpoint.DesiredInferenceUnits,
      },
    };
  });
}
