import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runProgram } from './run-program';
import { explainTerraformFailure } from './terraform-failure';

/**
 * Runs `cdktf deploy` or `cdktf destroy` on the synthesized output; cdktf takes care of the order.
 * @returns its exit code, and what a person can do about a failure
 */
export async function runCdktf(
  root: string,
  command: 'deploy' | 'destroy',
  stacks: readonly string[],
): Promise<{ readonly code: number; readonly remedy: string | undefined }> {
  const cli = join(
    dirname(createRequire(join(root, 'package.json')).resolve('cdktf-cli/package.json')),
    'bundle/bin/cdktf',
  );
  const args = [cli, command, ...stacks, '--auto-approve', '--skip-synth', '--ignore-missing-stack-dependencies'];
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
  });
  if (code === 0) return { code, remedy: undefined };
  const output = `${stdout}\n${stderr}`;
  const stack = stacks.find((name) => new RegExp(`^\\s*${name}\\s.*Error`, 'm').test(output)) ?? stacks[0] ?? '';
  return { code, remedy: explainTerraformFailure(stack, output) };
}
