import { terraform } from '../terraform/terraform';
import { explainTerraformFailure } from '../terraform/terraform-failure';

/** Attributes that hold a secret and that the provider does not mark as one, by resource type (docs/decisions/0002). */
export const UNMARKED_SECRETS: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_usage_plan_key: ['value'],
};

/** The part of `terraform show -json` of a state that is read. */
interface StateJson {
  readonly values?: {
    readonly root_module: {
      readonly resources?: readonly { readonly type: string; readonly values: Readonly<Record<string, unknown>> }[];
    };
  };
}

/** What a stack's state holds of them: the plan that cdktf prints shows them when it destroys. Or the fault that kept it from being read. */
export async function readUnmarkedSecrets(
  root: string,
  stack: string,
): Promise<{ readonly secrets: readonly string[]; readonly faults: readonly string[] }> {
  const { code, stdout, stderr } = await terraform(root, stack, ['show', '-json']);
  if (code !== 0) {
    return { secrets: [], faults: [`${stack}: ${explainTerraformFailure(stack, stderr) ?? stderr.trim()}`] };
  }
  const resources = (JSON.parse(stdout) as StateJson).values?.root_module.resources ?? [];
  const secrets = resources
    .flatMap(({ type, values }) => (UNMARKED_SECRETS[type] ?? []).map((name) => values[name]))
    .filter((value) => typeof value === 'string');
  return { secrets, faults: [] };
}
