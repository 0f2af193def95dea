import { relative, resolve, sep } from 'node:path';
import { DataGenesyscloudFlow } from '@cdktf/provider-genesyscloud/lib/data-genesyscloud-flow';
import { Flow } from '@cdktf/provider-genesyscloud/lib/flow';
import type { IntegrationAction } from '@cdktf/provider-genesyscloud/lib/integration-action';
import {
  App,
  AssetType,
  DataResource,
  type ITerraformDependable,
  TerraformAsset,
  TerraformSelf,
  TerraformStack,
} from 'cdktf';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment';
import type { FlowFile } from '../flow-file';
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
   * Two resources, because a replaced resource runs its destroy-time provisioner: *lifecycle* deletes the flow and is replaced only
   * when the flow is renamed, after the new flow is published and in use; *publish* runs with every change.
   * Credentials reach the invoker in the environment alone.
   */
  private publishWithArchy({ environment, file, queues, action, root }: PublishedFlowProps) {
    const workingDir = relative(resolve(App.of(this).outdir, 'stacks', TerraformStack.of(this).node.id), root)
      .split(sep)
      .join('/');
    // The command is one more argument of the interpreter: no shell, nothing to quote.
    const invoke = (...args: string[]) => ({
      type: 'local-exec' as const,
      workingDir,
      interpreter: ['node', 'scripts/run.mjs', 'scripts/flow.ts', ...args.slice(0, -1)],
      command: args.at(-1) ?? '',
    });
    const name = terraformText(environment.flow.name);
    const lifecycle = new DataResource(this, 'lifecycle', {
      input: { name, region: environment.genesys.region },
      triggersReplace: { name },
      provisioners: [
        {
          ...invoke(
            'delete',
            '--region',
            TerraformSelf.getString('input.region'),
            '--name',
            TerraformSelf.getString('input.name'),
          ),
          when: 'destroy', // and at destroy time there is nothing but the resource itself
        },
      ],
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [action], // which cannot go while the flow uses it
    });
    const publish = new DataResource(this, 'publish', {
      triggersReplace: { file: file.hash, action: action.id, fallback: queues.fallback.id },
      provisioners: [invoke('publish', '--hash', file.hash, environment.name)],
      dependsOn: [...queues.all, lifecycle],
    });
    const flow = new DataGenesyscloudFlow(this, 'flow', { name, type: 'inboundemail', dependsOn: [publish] });
    return { id: flow.id, ready: publish };
  }

  private publishWithProvider({ environment, queues, action }: PublishedFlowProps, asset: TerraformAsset) {
    // The provider would publish a renamed flow as a second one and forget the first.
    const name = new DataResource(this, 'name', { triggersReplace: { name: terraformText(environment.flow.name) } });
    const flow = new Flow(this, 'flow', {
      filepath: asset.path,
      updateTriggerHash: `${action.id} ${queues.fallback.id}`,
      lifecycle: {
        createBeforeDestroy: true,
        replaceTriggeredBy: [`${name.terraformResourceType}.${name.friendlyUniqueId}`],
      },
      dependsOn: queues.all.slice(),
    });
    return { id: flow.id, ready: flow };
  }
}
