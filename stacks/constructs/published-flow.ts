import { DataGenesyscloudFlow } from '@cdktf/provider-genesyscloud/lib/data-genesyscloud-flow';
import { Flow } from '@cdktf/provider-genesyscloud/lib/flow';
import type { IntegrationAction } from '@cdktf/provider-genesyscloud/lib/integration-action';
import {
  AssetType,
  DataResource,
  type ITerraformDependable,
  TerraformAsset,
  type TerraformResource,
  TerraformSelf,
} from 'cdktf';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment';
import type { FlowFile } from '../artifacts/flow-file';
import { scriptCommand } from '../artifacts/script-command';
import { terraformText } from '../terraform-text';
import type { TeamQueues } from './team-queues';

export interface PublishedFlowProps {
  readonly environment: Environment;
  readonly file: FlowFile;
  readonly queues: TeamQueues;
  readonly action: IntegrationAction;
  /** Folder of the project, where the Archy invoker runs. */
  readonly root: string;
}

/** The inbound e-mail flow, published whenever its file or something it is bound to changes. */
export class PublishedFlow extends Construct {
  readonly id: string;
  /** What must be there before the flow may be used, and may go only after it is no longer used. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, props: PublishedFlowProps) {
    super(scope, id);
    // Part of the output with either publisher: whoever reviews or runs the output sees the very flow.
    const asset = new TerraformAsset(this, 'file', { path: props.file.path, type: AssetType.FILE });
    const published =
      props.environment.flow.publisher === 'archy'
        ? this.publishWithArchy(props)
        : this.publishWithProvider(props, asset);
    this.id = published.id;
    this.ready = published.ready;
  }

  /**
   * Two resources, because a replaced resource runs its destroy-time provisioner: *lifecycle* is there to delete the flow, *publish* is
   * replaced with every change. Credentials reach the invoker in the environment alone.
   */
  private publishWithArchy({ environment, file, queues, action, root }: PublishedFlowProps) {
    const invoke = scriptCommand(this, root, 'flow');
    const self = (key: string) => TerraformSelf.getString(`input.${key}`); // all that is known at destroy time
    const lifecycle = new DataResource(this, 'lifecycle', {
      input: { name: EACH_KEY, region: environment.genesys.region },
      provisioners: [{ ...invoke('delete', `--region=${self('region')}`, `--name=${self('name')}`), when: 'destroy' }],
      dependsOn: [action], // which cannot go while the flow calls it
    });
    oncePerName(lifecycle, environment.flow.name);
    const publish = new DataResource(this, 'publish', {
      triggersReplace: { file: file.hash, action: action.id, fallback: queues.fallback.id },
      provisioners: [invoke('publish', '--expect-hash', file.hash, environment.name)],
      dependsOn: [...queues.all, lifecycle],
    });
    // Changes with the name alone: only then is the id looked up at deploy time, and the route shown as if it changed.
    const named = new DataResource(this, 'name', {
      input: { name: terraformText(environment.flow.name) },
      dependsOn: [publish],
    });
    const flow = new DataGenesyscloudFlow(this, 'flow', {
      name: terraformText(environment.flow.name),
      type: 'inboundemail',
      dependsOn: [named],
    });
    return { id: flow.id, ready: publish };
  }

  private publishWithProvider({ environment, queues, action }: PublishedFlowProps, asset: TerraformAsset) {
    const flow = new Flow(this, 'flow', {
      filepath: asset.path,
      updateTriggerHash: `${action.id} ${queues.fallback.id}`,
    });
    oncePerName(flow, environment.flow.name);
    return { id: `\${one(values(${flow.terraformResourceType}.${flow.friendlyUniqueId})[*].id)}`, ready: flow };
  }
}

const EACH_KEY = '$' + '{each.key}';

/**
 * Makes the resource once, under the flow's name, so that a renamed flow is a new instance beside the old one: Terraform makes it, moves
 * the route to it and only then takes the old one away. Replacing would not do: the old one is then destroyed first or, with
 * `create_before_destroy` alone, without its provisioner.
 */
function oncePerName(resource: TerraformResource, name: string): void {
  resource.addOverride('for_each', { [terraformText(name)]: true });
  resource.addOverride('lifecycle.create_before_destroy', true);
}
