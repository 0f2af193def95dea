import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { type ITerraformDependable, TerraformAsset, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../config/environment';
import type { CorpusFile } from './artifacts/corpus-file';
import { AwsAccount } from './constructs/aws-account';
import { ComprehendAccessRole } from './constructs/comprehend-access-role';
import { EndpointHours } from './constructs/endpoint-hours';
import { EndpointOwner } from './constructs/endpoint-owner';
import { EndpointScaling } from './constructs/endpoint-scaling';
import { PrivateBucket } from './constructs/private-bucket';
import { RealtimeEndpoint } from './constructs/realtime-endpoint';
import { TrainedClassifier } from './constructs/trained-classifier';
import { type AwsPlace, awsNames, endpointArn, stackNames, topicArn } from './names';
import { addStateBackend } from './state-backend';
import { trainingArguments, wantedVersion } from './wanted-version';

export interface ClassifierStackProps {
  readonly environment: Environment;
  readonly corpus: CorpusFile;
  /** Folder of the project. */
  readonly root: string;
}

/** Folder of the bucket. Training reads every object below its URI, so each version has a key of its own. */
const FOLDER = 'training';

/**
 * Corpus, classifier and real-time endpoint. A changed corpus is a new model version, and the endpoint moves to it in the same apply.
 * With `classifier.engine: embedded` it holds nothing but the memory of who owned an endpoint.
 */
export class ClassifierStack extends TerraformStack {
  /** Name of the endpoint; with region and account it is the endpoint's ARN. */
  readonly endpointName: string;

  constructor(scope: Construct, props: ClassifierStackProps) {
    const { environment, corpus } = props;
    const { aws, classifier } = environment;
    const names = awsNames(environment);
    super(scope, stackNames(environment).classifier);
    addStateBackend(this, environment.backend, props.root);
    const account = new AwsAccount(this, 'aws', aws);
    this.endpointName = classifier.endpoint.name;
    // Not missing: a deploy takes away what an environment had before it changed its engine.
    const { hours, parked, name: endpoint } = classifier.endpoint;
    if (classifier.engine === 'embedded') {
      new EndpointOwner(this, 'owner', {
        owner: 'nobody',
        endpoint,
        region: aws.region,
        root: props.root,
        dependsOn: [],
      });
      return;
    }

    const bucket = new PrivateBucket(this, 'corpus', {
      place: account,
      name: names.corpusBucket(account.account),
      keepReplacedDays: 30,
      atDestroy: 'empty', // the corpus is in git
    });
    const role = new ComprehendAccessRole(this, 'access', {
      place: account,
      name: names.accessRole,
      bucket: bucket.name,
      folder: FOLDER,
      classifier: classifier.name,
      trustSourceArn: classifier.trustSourceArn,
    });

    const version = wantedVersion(environment, corpus.hash);
    const file = new TerraformAsset(this, 'training', { path: corpus.path, assetHash: corpus.hash });
    const object = new S3Object(this, 'training-object', {
      bucket: bucket.name,
      key: `${FOLDER}/${version}.csv`,
      source: file.path,
      sourceHash: corpus.hash,
      contentType: 'text/csv; charset=utf-8',
      lifecycle: { createBeforeDestroy: true }, // the old corpus stays until the new one is there
      dependsOn: [...bucket.ready],
    });
    object.overrideLogicalId('training');
    const trained = new TrainedClassifier(this, 'model', {
      ...trainingArguments(environment),
      place: account,
      version,
      corpusUri: `s3://${bucket.name}/${FOLDER}/${version}.csv`,
      accessRoleArn: role.arn,
      protected: classifier.protected,
      dependsOn: [...role.ready, object],
    });

    const { remembered } = new EndpointOwner(this, 'owner', {
      owner: hours === undefined ? 'terraform' : parked ? 'nobody' : 'schedules',
      ...{ endpoint, region: aws.region, root: props.root, dependsOn: [trained.classifier] },
    });
    if (!parked) this.addEndpoint(props, account, trained, [trained.classifier, remembered]);

    new TerraformOutput(this, 'model-arn', { value: trained.modelArn }).overrideLogicalId('model_arn');
    new TerraformOutput(this, 'endpoint-arn', {
      value: endpointArn(account, classifier.endpoint.name),
    }).overrideLogicalId('endpoint_arn');
  }

  private addEndpoint(
    { environment, root }: ClassifierStackProps,
    place: AwsPlace,
    trained: TrainedClassifier,
    dependsOn: readonly ITerraformDependable[],
  ): void {
    const { classifier, aws, alarms, volume } = environment;
    const { endpoint } = classifier;
    const { hours, scaling } = endpoint;
    const names = awsNames(environment);
    if (hours !== undefined) {
      new EndpointHours(this, 'hours', {
        ...{ place, environment, hours, root, dependsOn, name: names.endpointHours, modelArn: trained.modelArn },
        tell: alarms.email === '' ? [] : [topicArn(place, names.alarmTopic)],
      });
      return;
    }
    const realtime = new RealtimeEndpoint(this, 'realtime', {
      name: endpoint.name,
      modelArn: trained.modelArn,
      inferenceUnits: endpoint.inferenceUnits,
      tags: aws.tags,
      dependsOn,
    });
    if (scaling === undefined) return;
    new EndpointScaling(this, 'scaling', {
      ...{ endpoint, scaling, name: names.endpointUnits, endpointArn: endpointArn(place, endpoint.name) },
      ...{ peakMailsPerHour: volume.peakMailsPerHour, dependsOn: [realtime.endpoint] },
    });
  }
}
