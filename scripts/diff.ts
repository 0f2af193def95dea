import { writeFileSync } from 'node:fs';
import { PreflightError } from '../config/preflight-error';
import { loadPrices } from '../operations/cost/load-prices';
import { costLine, monthCost } from '../operations/cost/month-cost';
import { loadEnvironment } from '../operations/load-environment';
import { diffExitCode, diffJson, diffMarkdown, diffText } from '../operations/plan/diff-report';
import type { StackPlan } from '../operations/plan/plan';
import { planStack } from '../operations/plan/plan-stack';
import { checksFor } from '../operations/preflight/checks-for';
import { preflight } from '../operations/preflight/preflight';
import { secretsOf } from '../operations/terraform/secrets';
import { chooseStacks, stacksOf } from '../operations/terraform/stacks-of';
import { synthesizeApp } from '../stacks/synthesize-app';
import { environmentArgument, type JsonTarget, jsonOption, markdownOption, stacksArgument } from './options';
import { runCommand } from './run-command';

interface Options {
  readonly markdown?: string;
  readonly json?: JsonTarget;
}

void runCommand('diff', (command, shell) =>
  command
    .addArgument(environmentArgument())
    .addArgument(stacksArgument())
    .addOption(markdownOption())
    .addOption(jsonOption())
    .action(async (name: string, only: string[], { markdown, json }: Options) => {
      const { root, variables, tell } = shell;
      const { configuration, environment, categories } = await loadEnvironment(root, name, 'diff', variables);
      tell(costLine(environment, monthCost(environment, loadPrices(root), categories.categories)));
      synthesizeApp(root, configuration, variables, tell);
      const stacks = chooseStacks(stacksOf(root, environment.name), only);
      tell('checking Terraform and credentials');
      const names = stacks.map((stack) => stack.name);
      const faults = await preflight(checksFor({ root, command: 'diff', environment, stacks: names, variables }));
      if (faults.length > 0) throw new PreflightError(faults, 'planned');
      const plans: StackPlan[] = [];
      for (const [index, { name: stack }] of stacks.entries()) {
        tell(`planning ${stack} (${index + 1} of ${stacks.length})`);
        plans.push(await planStack(root, stack, secretsOf(variables)));
      }
      if (markdown !== undefined) writeFileSync(markdown, diffMarkdown(environment.name, plans));
      shell.answer(diffText(environment.name, plans), diffJson(environment.name, plans), json);
      process.exitCode = diffExitCode(plans);
    }),
);
