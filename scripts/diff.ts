import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { ConfigError } from '../config/fault';
import { loadEnvironment } from '../operations/load-environment';
import { diffExitCode, diffJson, diffMarkdown, diffText } from '../operations/plan/diff-report';
import type { StackPlan } from '../operations/plan/plan';
import { planStack } from '../operations/plan/plan-stack';
import { checksFor } from '../operations/preflight/checks-for';
import { preflight, refusal } from '../operations/preflight/preflight';
import { PreflightError } from '../operations/preflight/preflight-error';
import { InterruptedError, ProgramNotStartedError } from '../operations/terraform/run-program';
import { secretsOf } from '../operations/terraform/secrets';
import { chooseStacks, SynthesisError, stacksOf, synthesize } from '../operations/terraform/synthesize';

new Command('diff')
  .argument('<env>', 'environment, for example dev')
  .argument('[stack...]', 'only these stacks; default is all of the environment but <env>-state')
  .description(
    'Plans every stack of an environment, what is destroyed or replaced first. Changes nothing.\n' +
      'Exit code 0: no changes, 2: changes, 1: a plan failed, or a check of Terraform and credentials did before any plan.',
  )
  .option('--markdown <file>', 'writes it for a pull request, below 60,000 characters')
  .option('--json <file>', 'writes it for programs')
  .action(async (name: string, only: string[], options: { markdown?: string; json?: string }) => {
    try {
      const root = process.cwd();
      const { environment } = await loadEnvironment(root, name, 'diff', process.env);
      const said = await synthesize(root);
      if (said !== '') console.error(said);
      const stacks = chooseStacks(stacksOf(root, environment.name), only);
      console.error('checking Terraform and credentials');
      const names = stacks.map((stack) => stack.name);
      const checks = checksFor({ root, command: 'diff', environment, stacks: names, variables: process.env });
      const faults = await preflight(checks);
      if (faults.length > 0) throw new PreflightError(faults);
      const plans: StackPlan[] = [];
      for (const [index, { name: stack }] of stacks.entries()) {
        console.error(`planning ${stack} (${index + 1} of ${stacks.length})`);
        plans.push(await planStack(root, stack, secretsOf(process.env)));
      }
      if (options.markdown !== undefined) writeFileSync(options.markdown, diffMarkdown(environment.name, plans));
      if (options.json !== undefined) writeFileSync(options.json, diffJson(environment.name, plans));
      process.stdout.write(diffText(environment.name, plans));
      process.exitCode = diffExitCode(plans);
    } catch (error) {
      if (error instanceof PreflightError) {
        console.error(refusal('planned', error.faults));
        process.exitCode = 1;
        return;
      }
      const expected = [ConfigError, InterruptedError, ProgramNotStartedError, SynthesisError];
      if (!expected.some((kind) => error instanceof kind)) throw error;
      console.error((error as Error).message);
      process.exitCode = 1;
    }
  })
  .parseAsync();
