import { Command } from 'commander';
import { guarded } from '../operations/change-environment';

new Command('destroy')
  .argument('<env>', 'environment, for example dev')
  .argument('[stack...]', 'only these stacks; default is all of the environment but <env>-state')
  .description(
    'Destroys the stacks of an environment, those that depend on others first. An adopted e-mail domain and the state bucket stay.\n' +
      'Exit code 0: destroyed, 1: it failed or a check did; nothing is changed before all checks have passed.',
  )
  .option('--yes', 'does not ask')
  .action((environment: string, stacks: string[], { yes = false }: { yes?: boolean }) =>
    guarded({ root: process.cwd(), command: 'destroy', environment, stacks, yes }),
  )
  .parseAsync();
