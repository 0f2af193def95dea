import { DataResource, type ITerraformDependable, TerraformSelf } from 'cdktf';
import { Construct } from 'constructs';
import { scriptCommand } from '../artifacts/script-command';

export interface EndpointOwnerProps {
  /** Who makes and deletes the endpoint: Terraform itself, the schedules of its hours, or nobody, because there is none. */
  readonly owner: 'terraform' | 'schedules' | 'nobody';
  readonly region: string;
  readonly endpoint: string;
  /** Folder of the project. */
  readonly root: string;
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Remembers who owns the endpoint. When the schedules give it up, because hours go, the engine changes or all is destroyed, it is deleted here, for Terraform
 * does not know it. This is in every stack: a destroy-time provisioner does not run for a resource that left the configuration.
 */
export class EndpointOwner extends Construct {
  readonly remembered: DataResource;

  constructor(scope: Construct, id: string, { owner, region, endpoint, root, dependsOn }: EndpointOwnerProps) {
    super(scope, id);
    const run = scriptCommand(this, root, 'classifier');
    const self = (key: string) => TerraformSelf.getString(`input.${key}`); // all that is known at destroy time
    const known = { owner, region, endpoint };
    const remove = run('remove-endpoint', `--owner=${self('owner')}`, `--region=${self('region')}`, self('endpoint'));
    this.remembered = new DataResource(this, 'owner', {
      input: known,
      triggersReplace: known,
      provisioners: [{ ...remove, when: 'destroy' }],
      dependsOn: [...dependsOn],
    });
    this.remembered.overrideLogicalId('endpoint_owner');
  }
}
