import { examine, isReady } from '../operations/doctor/examine';
import { gatherFacts } from '../operations/doctor/gather-facts';
import { doctorReport } from '../operations/doctor/report';
import { EXIT } from './exit-codes';
import { environmentArgument, type JsonTarget, jsonOption } from './options';
import { runCommand } from './run-command';

void runCommand('doctor', (command, shell) =>
  command
    .addArgument(environmentArgument())
    .addOption(jsonOption('the findings'))
    .action(async (name: string, { json }: { json?: JsonTarget }) => {
      const { root, variables } = shell;
      const { environment, categories } = shell.environment(name);
      shell.tell('asking this machine, the state, AWS and Genesys Cloud');
      const findings = examine(await gatherFacts({ root, environment, categories, variables, now: Date.now() }));
      const ready = isReady(findings);
      shell.answer(doctorReport(name, findings), { environment: name, ready, findings }, json);
      process.exitCode = ready ? EXIT.done : EXIT.failed;
    }),
);
