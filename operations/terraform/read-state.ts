import { KnownError } from '../../config/known-error';
import { terraform } from './terraform';
import { explainTerraformFailure } from './terraform-failure';

/** The state could not be read or changed. */
export class StateError extends KnownError {
  override readonly name = 'StateError';
}

/** One object that a Terraform state holds. */
export interface RecordedInstance {
  readonly type: string;
  /** `genesyscloud_flow.flow["Email Routing"]` */
  readonly address: string;
  /** Key of a resource with `for_each`. */
  readonly key: string | number | undefined;
  readonly id: string;
  /** Terraform means to replace it: making it did not end well. */
  readonly tainted: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface StateJson {
  readonly resources?: readonly {
    readonly mode?: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      readonly status?: string;
      readonly attributes: { readonly id: string };
    }[];
  }[];
}

/** What the state of a stack holds, of one type if it is given. The stack's folder in cdktf.out must be initialized. */
export async function readState(root: string, stack: string, wanted?: string): Promise<readonly RecordedInstance[]> {
  const { resources = [] }: StateJson = JSON.parse((await pullState(root, stack)) || '{}');
  return resources
    .filter(({ mode = 'managed', type }) => mode === 'managed' && (wanted === undefined || type === wanted))
    .flatMap(({ type, name, instances }) =>
      instances.map(({ index_key: key, status, attributes }) => ({
        type,
        address: `${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
        key,
        id: attributes.id,
        tainted: status === 'tainted',
        attributes,
      })),
    );
}

/** The state as Terraform keeps it, with its secrets; empty when there is none yet. */
export async function pullState(root: string, stack: string): Promise<string> {
  const { code, stdout, stderr } = await terraform(root, stack, ['state', 'pull']);
  if (code !== 0) throw new StateError(explainTerraformFailure(stack, stderr) ?? stderr.trim());
  return stdout.trim();
}
