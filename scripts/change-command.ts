import { changeEnvironment } from '../operations/change-environment';
import { confirm } from '../operations/confirm';
import { EXIT } from './exit-codes';
import { environmentArgument, stacksArgument, yesOption } from './options';
import { runCommand } from './run-command';
import { smokeHops, tellSmoke } from './smoke-command';

/** `npm run deploy` and `npm run destroy`. Nothing is changed before all checks have passed. */
export function changeCommand(command: 'deploy' | 'destroy'): Promise<void> {
  return runCommand(command, (program, shell) => {
    if (command === 'deploy')
      program.option('--smoke', 'send labelled messages through what was deployed, as npm run smoke does');
    program
      .addArgument(environmentArgument())
      .addArgument(stacksArgument())
      .addOption(yesOption())
      .action(async (name: string, stacks: string[], { yes, smoke }: { yes: boolean; smoke?: true }) => {
        const changed = await changeEnvironment({
          ...{ root: shell.root, command, environment: name, stacks, tell: shell.tell },
          agree: (question) => (yes ? Promise.resolve(true) : confirm(question)),
          agreeToAdopt: async (question) => !yes && process.stdin.isTTY && confirm(question),
        });
        const works = !changed || smoke === undefined || tellSmoke(shell, await smokeHops(shell, name, { yes }));
        process.exitCode = changed && works ? EXIT.done : EXIT.failed;
      });
  });
}
