import { InvalidArgumentError } from 'commander';
import { adoptEnvironment } from '../operations/adopt/adopt-environment';
import type { Claims } from '../operations/adopt/claims';
import { confirm } from '../operations/confirm';
import { EXIT } from './exit-codes';
import { environmentArgument, yesOption } from './options';
import { runCommand } from './run-command';

type QueueClaim = Claims['queues'][number];

interface Options {
  readonly queue: readonly QueueClaim[];
  readonly route?: string;
  readonly yes: boolean;
}

void runCommand('adopt', (command, { root, variables, tell }) =>
  command
    .addArgument(environmentArgument())
    .option(
      '--queue <label=name>',
      'a queue made by hand, for a category or for `fallback`; written to config/categories.yaml',
      queueClaim,
      [],
    )
    .option(
      '--route <address>',
      'a route made by hand, such as support@mail.example.com; written to the record, and never destroyed',
    )
    .addOption(yesOption())
    .action(async (environment: string, { queue: queues, route, yes }: Options) => {
      const agree = (question: string) => (yes ? Promise.resolve(true) : confirm(question));
      const agreed = await adoptEnvironment({ root, variables, tell, agree, environment, claims: { queues, route } });
      process.exitCode = agreed ? EXIT.done : EXIT.failed;
    }),
);

function queueClaim(text: string, before: readonly QueueClaim[]): readonly QueueClaim[] {
  const [, label, name] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (label === undefined || name === undefined) {
    throw new InvalidArgumentError('Write LABEL=NAME, such as IRA="IRA Team".');
  }
  return [...before, { label, name }];
}
