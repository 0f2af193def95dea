import { type JsonTarget, jsonOption } from './options';
import { runCommand } from './run-command';

void runCommand('config:check', (command, shell) =>
  command.addOption(jsonOption()).action(({ json }: { json?: JsonTarget }) => {
    const { environments, categories, notices } = shell.configuration();
    for (const { environment, message } of notices) shell.tell(`${environment}: ${message}`);
    const names = environments.map(({ name }) => name);
    const labels = categories.categories.map(({ label }) => label);
    shell.answer(
      `${names.length} environments (${names.join(', ')}), ${labels.length} categories, no faults`,
      { environments: names, categories: labels, notices },
      json,
    );
  }),
);
