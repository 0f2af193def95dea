import { DataGenesyscloudFlow } from '@cdktf/provider-genesyscloud/lib/data-genesyscloud-flow';
import { DataGenesyscloudGroup } from '@cdktf/provider-genesyscloud/lib/data-genesyscloud-group';
import { DataGenesyscloudRoutingQueue } from '@cdktf/provider-genesyscloud/lib/data-genesyscloud-routing-queue';
import { DataGenesyscloudRoutingWrapupcode } from '@cdktf/provider-genesyscloud/lib/data-genesyscloud-routing-wrapupcode';
import { RoutingQueue, type RoutingQueueConfig } from '@cdktf/provider-genesyscloud/lib/routing-queue';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type CategoryList, type TeamQueue, teamQueues } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { addressesBelow, type StateChanges } from '../state-changes';
import { terraformText } from '../terraform-text';
import type { Agents } from './agents';
import { untouchedSettings } from './untouched-settings';

export interface TeamQueuesProps {
  readonly categories: CategoryList;
  readonly settings: Environment['queues'];
  readonly agents: Agents;
}

/** A queue of this stack, or one that the organisation has. */
export interface UsedQueue extends ITerraformDependable {
  readonly id: string;
}

/**
 * A queue for each team, and the fallback queue for mail that no category claims. A queue is kept under the label of its category, the first
 * one if it has several: a renamed queue is still that queue, with its people and its mail.
 */
export class TeamQueues extends Construct {
  readonly all: readonly UsedQueue[];
  readonly fallback: UsedQueue;
  readonly stateChanges: StateChanges;

  constructor(scope: Construct, id: string, { categories, settings, agents }: TeamQueuesProps) {
    super(scope, id);
    const queues = teamQueues(categories);
    const shared = sharedSettings(this, settings);
    const groupId = lookedUp((name) => new DataGenesyscloudGroup(this, `group ${name}`, { name }));
    const use = (queue: TeamQueue): UsedQueue => {
      const name = terraformText(queue.name);
      if (queue.existing) return new DataGenesyscloudRoutingQueue(this, `existing ${keyOf(queue)}`, { name });
      const groups = settings.groups?.[queue.name]?.map(groupId);
      const record = {
        ...{ ...recordOf(queue, settings), ...shared, ...(groups && { groups }) },
        ...members(queue.name, settings.members, agents),
      };
      return new RoutingQueue(this, keyOf(queue), {
        name,
        ...record,
        skillEvaluationMethod: 'BEST', // with the next one, what a new queue begins with; then it is the organisation's to change
        enableManualAssignment: true,
        lifecycle: {
          ignoreChanges: untouchedSettings(record),
          ...('members' in record ? { postcondition: [MEMBERS_ARE_HEEDED] } : {}),
        },
      });
    };
    this.all = queues.map(use);
    this.fallback = this.all.at(-1) as UsedQueue;
    this.stateChanges = stateChanges(id, queues);
  }
}

/** What the record and the categories say of a queue. */
function recordOf(queue: TeamQueue, settings: Environment['queues']) {
  const { afterCallWork, alertingTimeoutSeconds, serviceLevel } = settings;
  return {
    description: terraformText(queue.description),
    acwWrapupPrompt: afterCallWork.prompt,
    ...(afterCallWork.timeoutSeconds === undefined ? {} : { acwTimeoutMs: afterCallWork.timeoutSeconds * 1000 }),
    mediaSettingsEmail: {
      alertingTimeoutSec: alertingTimeoutSeconds,
      enableAutoAnswer: false,
      serviceLevelPercentage: serviceLevel.percentage,
      serviceLevelDurationMs: serviceLevel.durationSeconds * 1000,
    },
  } satisfies Partial<RoutingQueueConfig>;
}

/** What the record says of all queues alike, as far as it does. */
function sharedSettings(scope: Construct, { inQueueFlow, defaultScripts, wrapUpCodes }: Environment['queues']) {
  const code = lookedUp((name) => new DataGenesyscloudRoutingWrapupcode(scope, `wrap-up code ${name}`, { name }));
  const flow = (name: string) =>
    new DataGenesyscloudFlow(scope, 'in-queue flow', { name: terraformText(name), type: 'inqueueemail' });
  return {
    ...(inQueueFlow !== undefined && { emailInQueueFlowId: flow(inQueueFlow).id }),
    ...(defaultScripts !== undefined && { defaultScriptIds: { ...defaultScripts } }),
    ...(wrapUpCodes !== undefined && { wrapupCodes: [...new Set(wrapUpCodes)].map(code) }),
  } satisfies Partial<RoutingQueueConfig>;
}

/** Ids by name, each looked up once. */
function lookedUp(look: (name: string) => { readonly id: string }): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const id = known.get(name) ?? look(terraformText(name)).id;
    known.set(name, id);
    return id;
  };
}

/** None: whoever is in the queue stays there, and it is Genesys Cloud where that is changed. */
function members(queue: string, settings: Environment['queues']['members'], agents: Agents) {
  if (settings === 'managed-elsewhere') return {};
  const declared = settings[queue] ?? [];
  if (declared.length === 0)
    throw new Error(`queue ${queue} has no members; the configuration should have been refused`);
  const users = new Set(declared.map((email) => agents.userId(email)));
  return { members: [...users].map((userId) => ({ userId, ringNum: 1 })) };
}

/** The state of an older version may say that members are ignored; to take that back and declare members at once would empty the queue. */
const MEMBERS_ARE_HEEDED = {
  condition: `\${self.ignore_members != true}`,
  errorMessage:
    'The state says that the members of this queue are ignored, as older versions did. npm run deploy puts that right before it plans.',
};

const keyOf = ({ labels: [label] }: TeamQueue): string => (label === undefined ? 'fallback' : `team ${label}`);

/**
 * Older versions kept a queue under its name. Categories that share a queue form a chain, at whose end is the first: wherever in it the
 * state has the queue, it is found.
 */
function stateChanges(id: string, queues: readonly TeamQueue[]): StateChanges {
  const at = addressesBelow(RoutingQueue.tfResourceType, id);
  const now = new Set(queues.map((queue) => at(keyOf(queue))));
  const chains = queues.map((queue) => {
    const shared = queue.labels.slice(1).toReversed();
    const addresses = [at(queue.name), ...shared.map((label) => at(`team ${label}`)), at(keyOf(queue))];
    return {
      existing: queue.existing,
      addresses: addresses.filter((one, place) => place === addresses.length - 1 || !now.has(one)),
    };
  });
  return {
    moved: chains.flatMap(({ existing, addresses }) =>
      existing ? [] : addresses.slice(1).map((to, index) => ({ from: addresses[index] ?? '', to })),
    ),
    forgotten: chains.flatMap(({ existing, addresses }) => (existing ? addresses : [])),
  };
}
