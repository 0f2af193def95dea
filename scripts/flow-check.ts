import { KnownError } from '../config/known-error';
import { readFlowTemplate } from '../flows/flow-template';
import { renderFlow } from '../flows/render-flow';
import { EXIT } from './exit-codes';
import { optionalEnvironment } from './options';
import { runCommand } from './run-command';

void runCommand('flow:check', (command, shell) =>
  command
    .addArgument(optionalEnvironment('all'))
    .option('--print', 'print the rendered flow', false)
    .action((only: string | undefined, { print }: { print: boolean }) => {
      const { environments } = shell.configuration();
      const names = only === undefined ? environments.map(({ name }) => name) : [only];
      for (const name of names) {
        const { environment, categories } = shell.environment(name);
        try {
          const { text, hash } = renderFlow(environment, categories, readFlowTemplate(shell.root));
          if (print) process.stdout.write(text);
          shell.tell(`${name}: flow ${environment.flow.name} has no faults, SHA-256 ${hash}`);
        } catch (error) {
          if (!(error instanceof KnownError)) throw error;
          shell.tell(`${name}: ${error.message}`);
          process.exitCode = EXIT.failed;
        }
      }
    }),
);
