import { terraform } from './terraform';
import { explainTerraformFailure } from './terraform-failure';

/**
 * Initializes the stacks' folders: providers are installed and the backend answers, or nothing is deployed.
 * It also leaves the lock file of the providers, without which cdktf would ask the registry even where a mirror is configured.
 * @returns faults, one for each stack that cannot be initialized
 */
export async function prepareStacks(root: string, stacks: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const stack of stacks) {
    const { code, stderr } = await terraform(root, stack, ['init', '-input=false', '-no-color']);
    if (code !== 0) faults.push(`${stack}: ${explainTerraformFailure(stack, stderr) ?? stderr.trim()}`);
  }
  return faults;
}
