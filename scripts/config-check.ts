import { Command } from 'commander';
import { ConfigError } from '../config/fault';
import { loadConfiguration } from '../config/load-configuration';

new Command('config:check')
  .description(
    'Checks every file in config/ and names all faults with file, line and remedy. Exit code 0 fine, 1 faults.',
  )
  .action(() => {
    try {
      const { environments, categories, notices } = loadConfiguration(process.cwd(), process.env);
      for (const notice of notices) console.error(notice);
      console.log(
        `${environments.length} environments (${environments.map(({ name }) => name).join(', ')}), ${categories.categories.length} categories, no faults`,
      );
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    }
  })
  .parse();
