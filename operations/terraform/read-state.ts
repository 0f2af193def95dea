import { KnownError } from '../../config/known-error';
import { terraform } from './terraform';
import { explainTerraformFailure } from './terraform-failure';

/** The state could not be read or changed. */
export class StateError extends KnownError {
  override readonly name = 'StateError';
}

/** One object that a Terraform state holds. */
export interface RecordedInstance {
  readonly id: string;
  /** Terraform means to replace it: making it did not end well. */
  readonly tainted: boolean;
}

interface StateJson {
  readonly resources?: readonly {
    readonly type: string;
    readonly instances: readonly { readonly status?: string; readonly attributes: { readonly id: string } }[];
  }[];
}

/** What the state of a stack holds of one type. The stack's folder in cdktf.out must be initialized. */
export async function readState(root: string, stack: string, type: string): Promise<readonly RecordedInstance[]> {
  const { code, stdout, stderr } = await terraform(root, stack, ['state', 'pull']);
  if (code !== 0) throw new StateError(explainTerraformFailure(stack, stderr) ?? stderr.trim());
  const { resources = [] } = (stdout.trim() === '' ? {} : JSON.parse(stdout)) as StateJson;
  return resources
    .filter((resource) => resource.type === type)
    .flatMap(({ instances }) =>
      instances.map(({ status, attributes }) => ({ id: attributes.id, tainted: status === 'tainted' })),
    );
}
