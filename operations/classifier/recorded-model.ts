import { readState, StateError } from '../terraform/read-state';
import { terraform } from '../terraform/terraform';
import { explainTerraformFailure } from '../terraform/terraform-failure';

/** The model version that the Terraform state of classifier-<env> names. */
export interface RecordedModel {
  /** Whether it is this one, and Terraform does not mean to replace it. */
  holds(arn: string): Promise<boolean>;
  /** Forgets the one there is, if any, and takes this one instead. Nothing in AWS changes. */
  replace(arn: string): Promise<void>;
}

const TYPE = 'aws_comprehend_document_classifier';
const ADDRESS = `${TYPE}.classifier`;

/** The stack's folder in cdktf.out must be initialized. */
export function recordedModel(root: string, stack: string): RecordedModel {
  const run = async (...args: string[]) => {
    const { code, stderr } = await terraform(root, stack, args);
    if (code !== 0) throw new StateError(explainTerraformFailure(stack, stderr) ?? stderr.trim());
  };
  const read = () => readState(root, stack, TYPE);
  return {
    async holds(arn) {
      return (await read()).some(({ id, tainted }) => id === arn && !tainted);
    },
    async replace(arn) {
      if ((await read()).length > 0) await run('state', 'rm', ADDRESS);
      await run('import', '-input=false', '-no-color', ADDRESS, arn);
    },
  };
}
