import { join } from 'node:path';
import { type Finished, ProgramNotStartedError, runProgram } from './run-program';

/** Runs Terraform in a stack's folder of cdktf.out. */
export async function terraform(root: string, stack: string, args: readonly string[]): Promise<Finished> {
  const program = process.env['TERRAFORM_BINARY_NAME'] ?? 'terraform';
  const folder = join(root, 'cdktf.out', 'stacks', stack);
  try {
    return await runProgram(program, [`-chdir=${folder}`, ...args], {
      env: { ...process.env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
    });
  } catch (error) {
    if (!(error instanceof ProgramNotStartedError)) throw error;
    throw new ProgramNotStartedError(
      `${error.message}. Install Terraform 1.11 or newer, or name it in TERRAFORM_BINARY_NAME`,
      { cause: error },
    );
  }
}
