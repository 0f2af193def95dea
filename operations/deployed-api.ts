import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { terraform } from './terraform';
import { explainTerraformFailure } from './terraform-failure';

export interface DeployedApi {
  readonly url: string;
  /** A secret. */
  readonly key: string;
}

/** The API's address and key could not be read from the state. */
export class NotDeployedError extends Error {
  override readonly name = 'NotDeployedError';
}

/** Address and key of the environment's API, from the state of its stack. cdktf.out must be there. */
export async function readDeployedApi(root: string, environment: string): Promise<DeployedApi> {
  const stack = `api-${environment}`;
  if (!existsSync(join(root, 'cdktf.out/stacks', stack, '.terraform'))) {
    const init = await terraform(root, stack, ['init', '-input=false', '-no-color']);
    if (init.code !== 0) throw new NotDeployedError(explainTerraformFailure(stack, init.stderr) ?? init.stderr.trim());
  }
  const { code, stdout, stderr } = await terraform(root, stack, ['output', '-json', '-no-color']);
  if (code !== 0) throw new NotDeployedError(explainTerraformFailure(stack, stderr) ?? stderr.trim());
  const outputs = JSON.parse(stdout) as Partial<Record<'url' | 'key', { value: string }>>;
  if (outputs.url === undefined || outputs.key === undefined) {
    throw new NotDeployedError(`${stack} is not deployed yet: npm run deploy -- ${environment}`);
  }
  return { url: outputs.url.value, key: outputs.key.value };
}
