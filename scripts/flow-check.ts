import { Command } from 'commander';
import { ConfigError } from '../config/fault';
import { findEnvironment, loadConfiguration } from '../config/load-configuration';
import { categoriesIn } from '../config/name-prefix';
import { FlowError } from '../flows/flow-error';
import { readFlowTemplate } from '../flows/flow-template';
import { renderFlow } from '../flows/render-flow';

new Command('flow:check')
  .description(
    'Renders flows/email-routing.yaml and checks it against the categories and the contract; names each fault with its line. Exit code 0 fine, 1 faults.',
  )
  .argument('[environment]', 'only this one; default is all')
  .option('--print', 'print the rendered flow')
  .action((only: string | undefined, { print }: { print?: true }) => {
    reporting(() => {
      const configuration = loadConfiguration(process.cwd(), process.env);
      const environments = only === undefined ? configuration.environments : [findEnvironment(configuration, only)];
      for (const environment of environments) {
        reporting(() => {
          const categories = categoriesIn(environment, configuration.categories);
          const { text, hash } = renderFlow(environment, categories, readFlowTemplate(process.cwd()));
          if (print) process.stdout.write(text);
          console.error(`${environment.name}: flow ${environment.flow.name} has no faults, SHA-256 ${hash}`);
        }, `${environment.name}: `);
      }
    });
  })
  .parse();

function reporting(work: () => void, prefix = ''): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof FlowError)) throw error;
    console.error(prefix + error.message);
    process.exitCode = 1;
  }
}
