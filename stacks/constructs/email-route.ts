import { DataGenesyscloudRoutingEmailDomain } from '@cdktf/provider-genesyscloud/lib/data-genesyscloud-routing-email-domain';
import { RoutingEmailDomain } from '@cdktf/provider-genesyscloud/lib/routing-email-domain';
import { RoutingEmailRoute } from '@cdktf/provider-genesyscloud/lib/routing-email-route';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment';
import { addressesBelow, type StateChanges } from '../state-changes';
import { terraformText } from '../terraform-text';
import type { PublishedFlow } from './published-flow';
import type { TeamQueues } from './team-queues';

export interface EmailRouteProps {
  readonly email: Environment['email'];
  readonly flow: PublishedFlow;
  /** Without them, mail would go to the fallback queue. */
  readonly queues: TeamQueues;
}

/** The address that customers write to. */
export class EmailRoute extends Construct {
  readonly address: string;
  readonly stateChanges: StateChanges;

  constructor(scope: Construct, id: string, { email, flow, queues }: EmailRouteProps) {
    super(scope, id);
    // The id is the full domain; the suffix of a subdomain is the region's to choose, never computed.
    const domain =
      'existing' in email.domain
        ? new DataGenesyscloudRoutingEmailDomain(this, 'adopted', { name: email.domain.existing })
        : new RoutingEmailDomain(this, 'domain', { domainId: email.domain.subdomain, subdomain: true });
    // A domain that was ours and is an existing one now stays where it is.
    const former = addressesBelow(RoutingEmailDomain.tfResourceType, id)('domain');
    this.stateChanges = { moved: [], forgotten: 'existing' in email.domain ? [former] : [] };
    const pattern = terraformText(email.route.pattern);
    this.address = `${pattern}@${domain.id}`;
    new RoutingEmailRoute(this, 'route', {
      domainId: domain.id,
      pattern,
      fromName: terraformText(email.route.fromName),
      fromEmail: this.address,
      historyInclusion: email.route.historyInclusion,
      flowId: flow.id,
      ...(email.route.adopted ? { lifecycle: { preventDestroy: true } } : {}),
      // The flow's id is looked up: without this, destroy takes the flow away from under the route.
      dependsOn: [flow.ready, ...queues.all],
    });
  }
}
