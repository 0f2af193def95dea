import { z } from 'zod';
import { ServiceError } from './service-error';

// Names, lengths and patterns are those of the service's API model (2017-11-27). Members that the stand-in does not
// use are dropped unread, as the service drops members that it does not know.
const NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/;
const CLASSIFIER_ARN =
  /^arn:aws(-[^:]+)?:comprehend:[a-zA-Z0-9-]*:[0-9]{12}:document-classifier\/[a-zA-Z0-9](-*[a-zA-Z0-9])*(\/version\/[a-zA-Z0-9](-*[a-zA-Z0-9])*)?$/;
const ENDPOINT_ARN =
  /^arn:aws(-[^:]+)?:comprehend:[a-zA-Z0-9-]*:([0-9]{12}|aws):document-classifier-endpoint\/[a-zA-Z0-9](-*[a-zA-Z0-9])*$/;
const RESOURCE_ARN =
  /^arn:aws(-[^:]+)?:comprehend:[a-zA-Z0-9-]*:[0-9]{12}:[a-zA-Z0-9-]{1,64}\/[a-zA-Z0-9](-*[a-zA-Z0-9])*(\/(dataset|version)\/[a-zA-Z0-9](-*[a-zA-Z0-9])*)?$/;

const classifierArn = z.string().max(256).regex(CLASSIFIER_ARN);
const endpointArn = z.string().max(256).regex(ENDPOINT_ARN);
const resourceArn = z.string().max(256).regex(RESOURCE_ARN);
const role = z
  .string()
  .min(20)
  .max(2048)
  .regex(/^arn:aws(-[^:]+)?:iam::[0-9]{12}:role\/.+$/);
const s3Uri = z
  .string()
  .max(1024)
  .regex(/^s3:\/\/[a-z0-9][.\-a-z0-9]{1,61}[a-z0-9](\/.*)?$/);
const kmsKey = z.string().max(2048);
const units = z.int().min(1);
const token = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-zA-Z0-9-]+$/);
const tagKey = z.string().min(1).max(128);
const tags = z.array(z.object({ Key: tagKey, Value: z.string().max(256).optional() }));
const page = { NextToken: z.string().min(1).optional(), MaxResults: z.int().min(1).max(500).optional() };
const time = z.number();
const modelStatus = z.enum([
  'SUBMITTED',
  'TRAINING',
  'DELETING',
  'STOP_REQUESTED',
  'STOPPED',
  'IN_ERROR',
  'TRAINED',
  'TRAINED_WITH_WARNING',
]);
const endpointStatus = z.enum(['CREATING', 'DELETING', 'FAILED', 'IN_SERVICE', 'UPDATING']);
export type ModelStatus = z.infer<typeof modelStatus>;
export type EndpointStatus = z.infer<typeof endpointStatus>;
export type Tag = z.infer<typeof tags>[number];

export const inputs = {
  ClassifyDocument: z.object({
    Text: z.string().min(1).optional(),
    Bytes: z.string().min(1).optional(),
    EndpointArn: endpointArn,
  }),
  CreateDocumentClassifier: z.object({
    DocumentClassifierName: z.string().max(63).regex(NAME),
    VersionName: z.string().max(63).regex(NAME).optional(),
    DataAccessRoleArn: role,
    Tags: tags.optional(),
    InputDataConfig: z.object({
      DataFormat: z.enum(['COMPREHEND_CSV', 'AUGMENTED_MANIFEST']).optional(),
      S3Uri: s3Uri.optional(),
      TestS3Uri: s3Uri.optional(),
      LabelDelimiter: z.string().length(1).optional(),
    }),
    OutputDataConfig: z.object({ S3Uri: s3Uri.optional(), KmsKeyId: kmsKey.optional() }).optional(),
    ClientRequestToken: token.optional(),
    LanguageCode: z.enum(['en', 'es', 'fr', 'de', 'it', 'pt', 'ar', 'hi', 'ja', 'ko', 'zh', 'zh-TW']),
    Mode: z.enum(['MULTI_CLASS', 'MULTI_LABEL']).optional(),
    VolumeKmsKeyId: kmsKey.optional(),
    ModelKmsKeyId: kmsKey.optional(),
    VpcConfig: z
      .object({ SecurityGroupIds: z.array(z.string()).min(1), Subnets: z.array(z.string()).min(1) })
      .optional(),
  }),
  DescribeDocumentClassifier: z.object({ DocumentClassifierArn: classifierArn }),
  ListDocumentClassifiers: z.object({
    ...page,
    Filter: z
      .object({
        Status: modelStatus.optional(),
        DocumentClassifierName: z.string().max(63).regex(NAME).optional(),
        SubmitTimeBefore: time.optional(),
        SubmitTimeAfter: time.optional(),
      })
      .optional(),
  }),
  ListDocumentClassifierSummaries: z.object(page),
  StopTrainingDocumentClassifier: z.object({ DocumentClassifierArn: classifierArn }),
  DeleteDocumentClassifier: z.object({ DocumentClassifierArn: classifierArn }),
  CreateEndpoint: z.object({
    EndpointName: z.string().max(40).regex(NAME),
    ModelArn: classifierArn.optional(),
    DesiredInferenceUnits: units,
    ClientRequestToken: token.optional(),
    Tags: tags.optional(),
    DataAccessRoleArn: role.optional(),
  }),
  DescribeEndpoint: z.object({ EndpointArn: endpointArn }),
  ListEndpoints: z.object({
    ...page,
    Filter: z
      .object({
        ModelArn: classifierArn.optional(),
        Status: endpointStatus.optional(),
        CreationTimeBefore: time.optional(),
        CreationTimeAfter: time.optional(),
      })
      .optional(),
  }),
  UpdateEndpoint: z.object({
    EndpointArn: endpointArn,
    DesiredModelArn: classifierArn.optional(),
    DesiredInferenceUnits: units.optional(),
    DesiredDataAccessRoleArn: role.optional(),
  }),
  DeleteEndpoint: z.object({ EndpointArn: endpointArn }),
  ListTagsForResource: z.object({ ResourceArn: resourceArn }),
  TagResource: z.object({ ResourceArn: resourceArn, Tags: tags }),
  UntagResource: z.object({ ResourceArn: resourceArn, TagKeys: z.array(tagKey) }),
} as const;

export type OperationName = keyof typeof inputs;
export type Input<N extends OperationName> = z.infer<(typeof inputs)[N]>;

/** The input of an operation; throws what the service answers when it is not valid. */
export function readInput<N extends OperationName>(operation: N, input: unknown): Input<N> {
  const result = inputs[operation].safeParse(input, { reportInput: true });
  if (result.success) return result.data as Input<N>;
  const constraints: string[] = [];
  for (const issue of result.error.issues) {
    if (issue.code === 'invalid_type' && issue.input != null) {
      throw new ServiceError('SerializationException', `${member(issue.path)} is not of type ${issue.expected}`);
    }
    constraints.push(
      `Value ${shown(issue.input)} at '${member(issue.path)}' failed to satisfy constraint: ${rule(issue)}`,
    );
  }
  const errors = constraints.length === 1 ? '1 validation error' : `${constraints.length} validation errors`;
  throw new ServiceError('ValidationException', `${errors} detected: ${constraints.join('; ')}`);
}

/** `Tags[0].Key` is called `tags.1.member.key` in the service's messages. */
function member(path: readonly PropertyKey[]): string {
  return path
    .map((key) =>
      typeof key === 'number' ? `${key + 1}.member` : String(key).replace(/^[A-Z]/, (c) => c.toLowerCase()),
    )
    .join('.');
}

function shown(value: unknown): string {
  return value == null ? 'null' : `'${typeof value === 'string' ? value : JSON.stringify(value)}'`;
}

function rule(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return 'Member must not be null';
    case 'too_small':
      return `Member must have ${measure(issue.origin)} greater than or equal to ${issue.minimum}`;
    case 'too_big':
      return `Member must have ${measure(issue.origin)} less than or equal to ${issue.maximum}`;
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${(issue.pattern ?? '').replace(/^\/|\/$/g, '')}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
    default:
      return issue.message;
  }
}

function measure(origin: string): string {
  return origin === 'string' || origin === 'array' ? 'length' : 'value';
}
