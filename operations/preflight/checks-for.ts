import type { Environment } from '../../config/environment';
import type { Variables } from '../../config/region-variables';
import { publisherFaults } from '../../publishing/archy/preflight';
import { partitionOf } from '../../stacks/names';
import { awsAnswers, type Check, genesysAnswers, terraformIsThere } from './preflight';

/** A check, and what it asks about. */
export interface NamedCheck {
  readonly topic: string;
  readonly check: Check;
}

interface CheckedCommand {
  /** Folder of the project. */
  readonly root: string;
  readonly command: 'diff' | 'deploy' | 'destroy';
  readonly environment: Environment;
  readonly stacks: readonly string[];
  readonly variables: Variables;
  /** How the client of Genesys Cloud waits between two attempts. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** What is asked of the machine, the credentials and the clouds before a command begins with the stacks of these names. */
export function checksFor(command: CheckedCommand): readonly Check[] {
  return namedChecks(command).map(({ check }) => check);
}

/** The same for the doctor, which also says what is in order. */
export function namedChecks(options: CheckedCommand): readonly NamedCheck[] {
  const { root, command, environment, stacks, variables, wait } = options;
  const aws = stacks.some((stack) => !stack.startsWith('routing-'));
  const comprehend =
    environment.classifier.engine === 'comprehend' && stacks.some((stack) => stack.startsWith('classifier-'));
  const genesys = stacks.some((stack) => stack.startsWith('routing-'));
  /** Whether the flow is published or deleted by our invoker; a plan needs neither it nor Archy. */
  const invoker = command !== 'diff' && environment.flow.publisher === 'archy';
  const place = { aws: { ...environment.aws, region: askedRegion(environment) } };
  const publisher = () => publisherFaults(environment, { root, variables, platform: process.platform });
  return [
    { topic: 'terraform', check: terraformIsThere(variables['TERRAFORM_BINARY_NAME'] ?? 'terraform') },
    ...(aws ? [{ topic: 'aws login', check: awsAnswers(place, comprehend) }] : []),
    ...(genesys
      ? [
          {
            topic: 'genesys login',
            check: genesysAnswers(environment, variables, invoker ? 'client' : 'client or token', wait),
          },
        ]
      : []),
    ...(genesys && invoker && command === 'deploy' ? [{ topic: 'archy', check: publisher }] : []),
  ];
}

/** Where Comprehend is asked who we are. Environments without it may be in regions that have none. */
function askedRegion({ aws, classifier }: Environment): string {
  if (classifier.engine === 'comprehend') return aws.region;
  return partitionOf(aws.region) === 'aws-us-gov' ? 'us-gov-west-1' : 'us-east-1';
}
