import { KnownError } from '../config/known-error';
import { prepareStacks } from './terraform/prepare-stacks';
import { terraform } from './terraform/terraform';
import { explainTerraformFailure } from './terraform/terraform-failure';

export interface DeployedApi {
  readonly url: string;
  /** A secret. */
  readonly key: string;
}

/** The API's address and key could not be read from the state. */
export class NotDeployedError extends KnownError {
  override readonly name = 'NotDeployedError';
}

/** Address and key of the environment's API, from the state of its stack. cdktf.out must be there. */
export async function readDeployedApi(root: string, environment: string): Promise<DeployedApi> {
  const stack = `api-${environment}`;
  // Also where it was initialized before: the record may name another backend by now.
  const [fault] = await prepareStacks(root, [stack]);
  if (fault !== undefined) throw new NotDeployedError(fault);
  const { code, stdout, stderr } = await terraform(root, stack, ['output', '-json', '-no-color']);
  if (code !== 0) throw new NotDeployedError(explainTerraformFailure(stack, stderr) ?? stderr.trim());
  const outputs = JSON.parse(stdout) as Partial<Record<'url' | 'key', { value: string }>>;
  if (outputs.url === undefined || outputs.key === undefined) {
    throw new NotDeployedError(`${stack} is not deployed yet: npm run deploy -- ${environment}`);
  }
  return { url: outputs.url.value, key: outputs.key.value };
}
