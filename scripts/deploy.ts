import { Command } from 'commander';
import { guarded } from '../operations/change-environment';

new Command('deploy')
  .argument('<env>', 'environment, for example dev')
  .argument('[stack...]', 'only these stacks; default is all of the environment but <env>-state')
  .description(
    'Deploys the stacks of an environment in order, after checking Terraform, credentials, state and Archy.\n' +
      'Exit code 0: deployed, 1: it failed or a check did; nothing is changed before all checks have passed.',
  )
  .option('--yes', 'does not ask')
  .action((environment: string, stacks: string[], { yes = false }: { yes?: boolean }) =>
    guarded({ root: process.cwd(), command: 'deploy', environment, stacks, yes }),
  )
  .parseAsync();
