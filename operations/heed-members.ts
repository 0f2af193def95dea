import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pullState, StateError } from './terraform/read-state';
import { terraform } from './terraform/terraform';
import { explainTerraformFailure } from './terraform/terraform-failure';

interface QueueState {
  serial: number;
  readonly resources?: readonly {
    readonly type: string;
    readonly instances: readonly { readonly attributes: { ignore_members?: boolean | null } }[];
  }[];
}

/**
 * Takes `ignore_members` out of the state, where versions up to 0.1 left it. The provider judges by the state whether it may see the members
 * that a record declares: with it there, it would see none, and remove everybody from the queue.
 * @returns how many queues it was taken from
 */
export async function heedMembers(root: string, stack: string): Promise<number> {
  const text = await pullState(root, stack);
  if (!/"ignore_members": ?true/.test(text)) return 0;
  const state: QueueState = JSON.parse(text);
  const queues = (state.resources ?? []).filter(({ type }) => type === 'genesyscloud_routing_queue');
  const ignoring = queues.flatMap(({ instances }) => instances).filter(({ attributes }) => attributes.ignore_members);
  for (const { attributes } of ignoring) attributes.ignore_members = null;
  if (ignoring.length === 0) return 0;
  state.serial += 1;
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  try {
    const file = join(folder, 'state.json');
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 }); // it holds secrets
    const { code, stderr } = await terraform(root, stack, ['state', 'push', file]);
    if (code !== 0) throw new StateError(explainTerraformFailure(stack, stderr) ?? stderr.trim());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return ignoring.length;
}
