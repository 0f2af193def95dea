import type { Environment } from '../../config/environment';
import type { Variables } from '../../config/region-variables';
import { publisherFaults } from '../../publishing/archy/preflight';
import { partitionOf } from '../../stacks/names';
import { awsAnswers, type Check, genesysAnswers, terraformIsThere } from './preflight';

/** What is asked of the machine, the credentials and the clouds before a command begins with the stacks of these names. */
export function checksFor(options: {
  /** Folder of the project. */
  readonly root: string;
  readonly command: 'diff' | 'deploy' | 'destroy';
  readonly environment: Environment;
  readonly stacks: readonly string[];
  readonly variables: Variables;
}): readonly Check[] {
  const { root, command, environment, stacks, variables } = options;
  const aws = stacks.some((stack) => !stack.startsWith('routing-'));
  const comprehend =
    environment.classifier.engine === 'comprehend' && stacks.some((stack) => stack.startsWith('classifier-'));
  const genesys = stacks.some((stack) => stack.startsWith('routing-'));
  /** Whether the flow is published or deleted by our invoker; a plan needs neither it nor Archy. */
  const invoker = command !== 'diff' && environment.flow.publisher === 'archy';
  return [
    terraformIsThere(variables['TERRAFORM_BINARY_NAME'] ?? 'terraform'),
    ...(aws ? [awsAnswers({ aws: { ...environment.aws, region: askedRegion(environment) } }, comprehend)] : []),
    ...(genesys ? [genesysAnswers(environment, variables, invoker ? 'client' : 'client or token')] : []),
    ...(genesys && invoker && command === 'deploy'
      ? [() => publisherFaults(environment, { root, variables, platform: process.platform })]
      : []),
  ];
}

/** Where Comprehend is asked who we are. Environments without it may be in regions that have none. */
function askedRegion({ aws, classifier }: Environment): string {
  if (classifier.engine === 'comprehend') return aws.region;
  return partitionOf(aws.region) === 'aws-us-gov' ? 'us-gov-west-1' : 'us-east-1';
}
