import { spawn } from 'node:child_process';

/** Milliseconds that a test with Terraform may take on a machine that has other work; none asserts a time. */
export const PATIENCE = 20 * 60_000;

export interface TerraformRun {
  readonly code: number | null;
  /** Standard output and standard error in order of arrival. */
  readonly output: string;
}

export type Terraform = (...args: readonly string[]) => Promise<TerraformRun>;

/** `terraform` for one folder and one environment. Resolves with whatever exit code it ends. */
export function terraformIn(folder: string, variables: Readonly<Record<string, string>>): Terraform {
  return async (...[command = 'version', ...args]) => {
    const plain = command === 'state' ? [] : ['-no-color'];
    const child = spawn('terraform', [`-chdir=${folder}`, command, ...plain, ...args], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, output }));
    });
  };
}

/** What the command printed; throws with it when the command failed. */
export async function succeed(run: Promise<TerraformRun>): Promise<string> {
  const { code, output } = await run;
  if (code !== 0) throw new Error(`terraform ended with ${code}:\n${output}`);
  return output;
}

/** A planned action: `update aws_lambda_function.classify`, `delete/create …`. */
export type PlannedAction = string;

/** What Terraform would do now, no-ops and reads apart; also changes of outputs do not count. */
export async function plannedActions(terraform: Terraform, file: string): Promise<readonly PlannedAction[]> {
  await succeed(terraform('plan', '-input=false', `-out=${file}`));
  const shown = await succeed(terraform('show', '-json', file));
  const plan: { resource_changes?: { address: string; change: { actions: string[] } }[] } = JSON.parse(shown);
  return (plan.resource_changes ?? [])
    .map(({ address, change }) => `${change.actions.join('/')} ${address}`)
    .filter((action) => !/^(no-op|read) /.test(action))
    .sort();
}
