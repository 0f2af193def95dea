import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Finished, InterruptedError, runProgram } from './run-program';
import type { StackInOrder } from './stacks-of';
import { explainTerraformFailure } from './terraform-failure';

/**
 * Runs `cdktf deploy` or `cdktf destroy` on the synthesized output.
 *
 * cdktf keeps the order and runs what is independent side by side, if the chosen stacks hold all that they depend on (or, to be destroyed, all
 * that depend on them). Otherwise it must be told to ignore the missing ones, and then it ignores the order as well: stacks go one by one.
 * @param hide secrets that its output is shown without
 * @returns its exit code, and what a person can do about a failure
 */
export async function runCdktf(
  root: string,
  command: 'deploy' | 'destroy',
  all: readonly StackInOrder[],
  chosen: readonly StackInOrder[],
  hide: readonly string[],
): Promise<{ readonly code: number; readonly remedy: string | undefined }> {
  const isChosen = (name: string) => chosen.some((stack) => stack.name === name);
  const complete =
    command === 'deploy'
      ? chosen.every(({ dependencies }) => dependencies.every(isChosen))
      : all.every(({ name, dependencies }) => isChosen(name) || !dependencies.some(isChosen));
  const names = chosen.map(({ name }) => name);
  if (complete) return run(root, command, names, [], hide);
  for (const name of command === 'deploy' ? names : names.toReversed()) {
    const result = await run(root, command, [name], ['--ignore-missing-stack-dependencies'], hide);
    if (result.code !== 0) return result;
  }
  return { code: 0, remedy: undefined };
}

async function run(
  root: string,
  command: string,
  stacks: readonly string[],
  options: readonly string[],
  hide: readonly string[],
) {
  const cli = join(
    dirname(createRequire(join(root, 'package.json')).resolve('cdktf-cli/package.json')),
    'bundle/bin/cdktf',
  );
  // OpenTofu's lock file names another registry, so cdktf would ask that one at every run; our `init` has locked already.
  const args = [cli, command, ...stacks, '--auto-approve', '--skip-synth', '--skip-provider-lock', ...options];
  const { code, stdout, stderr } = await runProgram(process.execPath, args, {
    cwd: root,
    // Without CI it draws a spinner; the telemetry look-up would wait for a network.
    env: {
      ...process.env,
      CI: 'true',
      CHECKPOINT_DISABLE: '1',
      TF_CLI_ARGS_plan: '-no-color',
      TF_CLI_ARGS_apply: '-no-color',
      TF_CLI_ARGS_destroy: '-no-color',
    },
    show: true,
    interrupt: 'its children', // cdktf itself would end at once and leave Terraform without a terminal
    hide,
  }).catch(afterInterruption);
  if (code === 0) return { code, remedy: undefined };
  const output = `${stdout}\n${stderr}`;
  const stack = stacks.find((name) => new RegExp(`^\\s*${name}\\s.*Error`, 'm').test(output)) ?? stacks[0] ?? '';
  return { code, remedy: explainTerraformFailure(stack, output) };
}

/** A failure, whatever cdktf had finished by then. */
function afterInterruption(error: unknown): Finished {
  if (!(error instanceof InterruptedError)) throw error;
  return { ...error.finished, code: error.finished.code || 1 };
}
