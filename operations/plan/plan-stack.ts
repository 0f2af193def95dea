import { hideSecrets } from '../terraform/secrets';
import { terraform } from '../terraform/terraform';
import { explainTerraformFailure } from '../terraform/terraform-failure';
import { type PlanJson, readPlan, type StackPlan } from './plan';

/** Plans one stack of cdktf.out. The plan file, which holds secrets, is written into the stack's folder as cdktf does. */
export async function planStack(root: string, stack: string, secrets: readonly string[]): Promise<StackPlan> {
  const init = await terraform(root, stack, ['init', '-input=false', '-no-color']);
  if (init.code !== 0) return failed(stack, init.stderr, secrets);
  const planned = await terraform(root, stack, [
    'plan',
    '-input=false',
    '-no-color',
    '-out=plan',
    '-detailed-exitcode',
    '-lock=false', // a reviewer's role may read only, and no deploy waits for a review
  ]);
  if (planned.code === 0) return { stack, outcome: 'planned', changes: [] };
  if (planned.code !== 2) {
    const on = missingProducer(planned.stderr);
    return on === undefined ? failed(stack, planned.stderr, secrets) : { stack, outcome: 'waiting', on };
  }
  const show = await terraform(root, stack, ['show', '-json', 'plan']);
  if (show.code !== 0) return failed(stack, show.stderr, secrets);
  return { stack, outcome: 'planned', changes: readPlan(stack, JSON.parse(show.stdout) as PlanJson, secrets) };
}

/**
 * The stack whose outputs are missing: its state is not there yet, or has not got the output that the consumer wants now.
 * CDKTF names the remote state of stack X `cross-stack-reference-input-X`.
 */
function missingProducer(stderr: string): string | undefined {
  if (!/Unable to find remote state|Unsupported attribute/.test(stderr)) return undefined;
  return stderr.match(/cross-stack-reference-input-([A-Za-z0-9-]+)/)?.[1];
}

function failed(stack: string, stderr: string, secrets: readonly string[]): StackPlan {
  const clean = hideSecrets(stderr.trim(), secrets);
  const explained = explainTerraformFailure(stack, clean);
  return { stack, outcome: 'failed', message: explained === undefined ? clean : `${explained}\n${clean}` };
}
