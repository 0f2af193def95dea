import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Argument } from 'commander';
import { EXIT } from './exit-codes';
import { runCommand } from './run-command';

const names = readdirSync('bench')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .sort();

void runCommand('bench', (command) =>
  command
    .addArgument(new Argument('[names...]', 'which to run; default all').choices(names))
    .action((chosen: readonly string[]) => {
      for (const name of chosen.length === 0 ? names : chosen) {
        const file = join('bench', `${name}.ts`);
        const { status } = spawnSync(process.execPath, ['scripts/run.mjs', file], { stdio: 'inherit' });
        if (status !== 0 && process.exitCode !== EXIT.failed) process.exitCode = status ?? EXIT.failed;
      }
    }),
);
