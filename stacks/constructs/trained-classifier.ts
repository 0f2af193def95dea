import { ComprehendDocumentClassifier } from '@cdktf/provider-aws/lib/comprehend-document-classifier';
import { DataResource, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type AwsPlace, modelVersionArn } from '../names';

export interface TrainedClassifierProps {
  readonly place: AwsPlace;
  /** Immutable: a plan with another name is refused. */
  readonly name: string;
  /** Hash of all that training depends on. */
  readonly version: string;
  readonly language: string;
  readonly mode: string;
  readonly dataFormat: string;
  readonly corpusUri: string;
  readonly accessRoleArn: string;
  /** Whether Terraform refuses to destroy it. */
  readonly protected: boolean;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The custom classifier. Another `version` trains another model beside the ones there are. */
export class TrainedClassifier extends Construct {
  /** Of this very version. `.arn` of the resource still names the old one while a new one is planned. */
  readonly modelArn: string;
  readonly classifier: ComprehendDocumentClassifier;

  constructor(scope: Construct, id: string, props: TrainedClassifierProps) {
    super(scope, id);
    // Remembers the name of the first deploy: its input is never updated.
    const firstName = new DataResource(this, 'first-name', {
      input: { name: props.name },
      lifecycle: { ignoreChanges: ['input'] },
    });
    firstName.overrideLogicalId('classifier_name');

    this.classifier = new ComprehendDocumentClassifier(this, 'classifier', {
      name: props.name,
      versionName: props.version,
      languageCode: props.language,
      mode: props.mode,
      dataAccessRoleArn: props.accessRoleArn,
      inputDataConfig: { dataFormat: props.dataFormat, s3Uri: props.corpusUri },
      // Training a large corpus can outlast the provider's hour.
      timeouts: { create: '120m', update: '120m', delete: '60m' },
      dependsOn: [...props.dependsOn],
      lifecycle: {
        preventDestroy: props.protected,
        precondition: [
          {
            condition: `\${${firstName.fqn}.output.name == "${props.name}"}`,
            errorMessage:
              `The classifier was deployed under the name \${${firstName.fqn}.output.name} and cannot be renamed to ${props.name}: ` +
              'a new name would leave its trained versions behind. Put the old name back into classifier.name, or destroy the stack first.',
          },
        ],
      },
    });
    this.classifier.overrideLogicalId('classifier');
    this.modelArn = modelVersionArn(props.place, props.name, props.version);
  }
}
