import { readFileSync, writeFileSync } from 'node:fs';
import { COMMANDS } from './commands';
import { commandList, commandTable, withCommandTable } from './describe-commands';
import { type JsonTarget, jsonOption } from './options';
import { runCommand } from './run-command';

void runCommand('help', (command, shell) =>
  command
    .addOption(jsonOption('the list'))
    .option('--readme', "write the list into README.md's table", false)
    .action(({ json, readme }: { json?: JsonTarget; readme: boolean }) => {
      if (!readme) return shell.answer(commandList(COMMANDS), COMMANDS, json);
      writeFileSync('README.md', withCommandTable(readFileSync('README.md', 'utf8'), commandTable(COMMANDS)));
      console.log('wrote README.md');
    }),
);
