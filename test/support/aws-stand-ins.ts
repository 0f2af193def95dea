import { type CloudControl, startCloudControl } from '../../stand-ins/cloud-control/cloud-control';
import { type Comprehend, startComprehend } from '../../stand-ins/comprehend/start-comprehend';
import { type Moto, readBucket, startMoto } from './moto';
import { trainWordModel } from './word-model';

/** An AWS account on this machine: moto, and beside it what moto lacks. */
export interface AwsStandIns {
  readonly moto: Moto;
  readonly comprehend: Comprehend;
  readonly cloudControl: CloudControl;
  /** Operations that Cloud Control was asked for, in order. */
  readonly endpointOperations: string[];
  /** What a training reads at an address that moto does not hold yet. */
  readonly corpora: Map<string, string>;
  /** Makes the AWS provider, the SDK and Terraform's S3 backend go there. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function startAwsStandIns(): Promise<AwsStandIns> {
  const moto = await startMoto();
  const corpora = new Map<string, string>();
  const comprehend = await startComprehend({
    train: trainWordModel,
    readObjects: async (uri) => {
      const ahead = corpora.get(uri);
      if (ahead !== undefined) return [ahead];
      const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
      return [...(await readBucket(moto, bucket, prefix)).values()];
    },
    durations: { creatingEndpoint: 500, updatingEndpoint: 500, deletingEndpoint: 500 },
  });
  const endpointOperations: string[] = [];
  const cloudControl = await startCloudControl({
    comprehend,
    observe: ({ operation }) => endpointOperations.push(operation),
  });
  return {
    moto,
    comprehend,
    cloudControl,
    endpointOperations,
    corpora,
    variables: {
      AWS_ACCESS_KEY_ID: 'stand-in',
      AWS_SECRET_ACCESS_KEY: 'stand-in',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: moto.url,
      AWS_ENDPOINT_URL_COMPREHEND: comprehend.url,
      AWS_ENDPOINT_URL_CLOUDCONTROL: cloudControl.url,
    },
    async close() {
      await Promise.all([comprehend.close(), cloudControl.close(), moto.close()]);
    },
  };
}
