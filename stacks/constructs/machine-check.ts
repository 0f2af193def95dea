import { Aspects, DataResource, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { scriptCommand } from '../artifacts/script-command';

export interface MachineCheckProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Folder of the project, where the Archy invoker runs. */
  readonly root: string;
}

/**
 * Stops the first deploy before it makes anything in Genesys Cloud, if the flow could not be published from this machine. It is never
 * made again, so no later plan shows it; the invoker checks the same before each publication.
 */
export class MachineCheck extends Construct {
  constructor(scope: Construct, id: string, { environment, root }: MachineCheckProps) {
    super(scope, id);
    const check = new DataResource(this, 'check', {
      provisioners: [scriptCommand(this, root, 'flow')('preflight', environment)],
    });
    const address = `${check.terraformResourceType}.${check.friendlyUniqueId}`;
    Aspects.of(TerraformStack.of(this)).add({
      visit(node) {
        if (!(node instanceof TerraformResource) || !node.terraformResourceType.startsWith('genesyscloud_')) return;
        node.dependsOn = [...(node.dependsOn ?? []), address];
      },
    });
  }
}
