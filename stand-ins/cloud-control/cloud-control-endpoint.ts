import { z } from 'zod';
import type { Comprehend } from '../comprehend/start-comprehend';

/** The type as CloudFormation's reference describes it; which property identifies it is an assumption (the ARN). */
export const TYPE_NAME = 'AWS::Comprehend::DocumentClassifierEndpoint';
export const CREATE_ONLY = ['EndpointName'];
export const READ_ONLY = ['Arn', 'CreationTime', 'CurrentInferenceUnits', 'LastModifiedTime'];

export const endpointModel = z.strictObject({
  EndpointName: z
    .string()
    .min(1)
    .max(40)
    .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/),
  ModelArn: z
    .string()
    .max(256)
    .regex(
      /^arn:aws(-[^:]+)?:comprehend:[a-zA-Z0-9-]*:[0-9]{12}:document-classifier\/[a-zA-Z0-9](-*[a-zA-Z0-9])*(\/version\/[a-zA-Z0-9](-*[a-zA-Z0-9])*)?$/,
    ),
  DesiredInferenceUnits: z.int().min(1),
  Tags: z.array(z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().max(256) })).optional(),
});
export type EndpointModel = z.infer<typeof endpointModel>;

/** The properties of an endpoint as Cloud Control tells them; throws ResourceNotFoundException. */
export function endpointProperties({ endpoints, tags }: Comprehend, arn: string): Record<string, unknown> {
  const { name, modelArn, desiredUnits, units, createdAt, modifiedAt } = endpoints.describe(arn);
  const tagged = tags.list(arn);
  return {
    EndpointName: name,
    ModelArn: modelArn,
    DesiredInferenceUnits: desiredUnits,
    ...(tagged.length > 0 && { Tags: tagged }),
    Arn: arn,
    CurrentInferenceUnits: units,
    CreationTime: new Date(createdAt).toISOString(),
    LastModifiedTime: new Date(modifiedAt).toISOString(),
  };
}
