import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { CategoryList } from '../config/categories';
import type { Environment } from '../config/environment';
import { dataActionName } from '../flows/data-action';
import type { FlowFile } from './artifacts/flow-file';
import { Agents } from './constructs/agents';
import { ClassifierAction } from './constructs/classifier-action';
import { EmailRoute } from './constructs/email-route';
import { GenesysOrganisation } from './constructs/genesys-organisation';
import { MachineCheck } from './constructs/machine-check';
import { PublishedFlow } from './constructs/published-flow';
import { TeamQueues } from './constructs/team-queues';
import { stackNames } from './names';
import { addStateBackend } from './state-backend';
import { addStateChanges } from './state-changes';

export interface RoutingStackProps {
  readonly environment: Environment;
  readonly categories: CategoryList;
  /** The rendered flow. */
  readonly flow: FlowFile;
  readonly api: {
    /** Address of `POST /classify`. */
    readonly url: string;
    /** Value of the header X-API-Key: a secret. */
    readonly key: string;
  };
  /** Whether Genesys Cloud is reached through GENESYSCLOUD_GATEWAY_HOST. */
  readonly throughGateway: boolean;
  /** Folder of the project. */
  readonly root: string;
}

/** Genesys Cloud's half: from the address that customers write to, through the flow, to the queues of the teams. */
export class RoutingStack extends TerraformStack {
  constructor(scope: Construct, { environment, categories, flow, api, throughGateway, root }: RoutingStackProps) {
    super(scope, stackNames(environment).routing);
    addStateBackend(this, environment.backend, root);
    new GenesysOrganisation(this, 'genesys', { region: environment.genesys.region, throughGateway });
    if (environment.flow.publisher === 'archy') {
      new MachineCheck(this, 'machine', { environment: environment.name, root });
    }

    const agents = new Agents(this, 'agents', { create: environment.agents });
    const queues = new TeamQueues(this, 'queues', { categories, settings: environment.queues, agents });

    const classifier = new ClassifierAction(this, 'classifier', {
      named: dataActionName(environment),
      url: api.url,
      key: api.key,
      timeoutSeconds: environment.flow.dataActionTimeoutSeconds,
    });
    const published = new PublishedFlow(this, 'flow', {
      environment,
      file: flow,
      queues,
      action: classifier.action,
      root,
    });
    const route = new EmailRoute(this, 'email', { email: environment.email, flow: published, queues });

    addStateChanges(this, {
      moved: queues.stateChanges.moved,
      forgotten: [...queues.stateChanges.forgotten, ...route.stateChanges.forgotten],
    });
    new TerraformOutput(this, 'address', { value: route.address, description: 'Where customers write to' });
  }
}
