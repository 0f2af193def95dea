import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Argument, Command } from 'commander';

const names = readdirSync('bench')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .sort();

new Command('bench')
  .description(
    'Measures times and sizes against baselines of the same run; prints medians and ratios. Exit code 0 all goals met, 1 one missed.',
  )
  .addArgument(new Argument('[names...]', 'which to run; default all').choices(names))
  .action((chosen: readonly string[]) => {
    for (const name of chosen.length === 0 ? names : chosen) {
      const file = join('bench', `${name}.ts`);
      const { status } = spawnSync(process.execPath, ['scripts/run.mjs', file], { stdio: 'inherit' });
      if (status !== 0) process.exitCode = 1;
    }
  })
  .parse();
