import { smokeTable } from '../operations/smoke/smoke-hop';
import { EXIT } from './exit-codes';
import { environmentArgument, type JsonTarget, jsonOption, yesOption } from './options';
import { runCommand } from './run-command';
import { type SmokeOptions, smokeHops } from './smoke-command';
import { UsageError } from './usage-error';

void runCommand('smoke', (command, shell) =>
  command
    .addArgument(environmentArgument())
    .option('--mail <server>', 'send a real message as well, to this SMTP server (host or host:port)')
    .option('--to <address>', 'full address of the route, for --mail')
    .addOption(yesOption())
    .addOption(jsonOption('the hops'))
    .action(async (name: string, options: SmokeOptions & { json?: JsonTarget }) => {
      if ((options.mail === undefined) !== (options.to === undefined))
        throw new UsageError('--mail and --to go together');
      const hops = await smokeHops(shell, name, options);
      shell.answer(smokeTable(hops), { environment: name, hops }, options.json);
      process.exitCode = hops.every(({ ok }) => ok) ? EXIT.done : EXIT.failed;
    }),
);
