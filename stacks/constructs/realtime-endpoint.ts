import { CloudcontrolapiResource } from '@cdktf/provider-aws/lib/cloudcontrolapi-resource';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

/** The part of the CloudFormation type's schema that planning needs: with it the provider asks nobody for the type. */
const SCHEMA = {
  typeName: 'AWS::Comprehend::DocumentClassifierEndpoint',
  description: 'Hosts a custom document classifier for real-time inference',
  properties: {
    EndpointName: { type: 'string', minLength: 1, maxLength: 40 },
    ModelArn: { type: 'string', maxLength: 256 },
    DesiredInferenceUnits: { type: 'integer', minimum: 1 },
    Tags: {
      type: 'array',
      items: {
        type: 'object',
        properties: { Key: { type: 'string' }, Value: { type: 'string' } },
        required: ['Key', 'Value'],
        additionalProperties: false,
      },
    },
    Arn: { type: 'string' },
  },
  required: ['EndpointName', 'ModelArn', 'DesiredInferenceUnits'],
  createOnlyProperties: ['/properties/EndpointName'],
  readOnlyProperties: ['/properties/Arn'],
  primaryIdentifier: ['/properties/Arn'],
  additionalProperties: false,
};

export interface RealtimeEndpointProps {
  readonly name: string;
  /** Another version is swapped in without interruption. */
  readonly modelArn: string;
  /** 100 characters per second each, billed by the second. */
  readonly inferenceUnits: number;
  /** Cloud Control knows nothing of the provider's default tags. */
  readonly tags: Readonly<Record<string, string>>;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The endpoint that answers ClassifyDocument. The AWS provider has no resource of its own for it. */
export class RealtimeEndpoint extends Construct {
  readonly endpoint: CloudcontrolapiResource;

  constructor(scope: Construct, id: string, props: RealtimeEndpointProps) {
    super(scope, id);
    this.endpoint = new CloudcontrolapiResource(this, 'endpoint', {
      typeName: SCHEMA.typeName,
      schema: JSON.stringify(SCHEMA),
      desiredState: JSON.stringify({
        EndpointName: props.name,
        ModelArn: props.modelArn,
        DesiredInferenceUnits: props.inferenceUnits,
        Tags: Object.entries(props.tags).map(([Key, Value]) => ({ Key, Value })),
      }),
      timeouts: { create: '60m', update: '60m', delete: '60m' },
      dependsOn: [...props.dependsOn],
    });
    this.endpoint.overrideLogicalId('endpoint');
  }
}
