import { RoutingQueue } from '@cdktf/provider-genesyscloud/lib/routing-queue';
import { Construct } from 'constructs';
import { type CategoryList, queueNames } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { terraformText } from '../terraform-text';
import type { Agents } from './agents';

export interface TeamQueuesProps {
  readonly categories: CategoryList;
  readonly settings: Environment['queues'];
  readonly agents: Agents;
}

/** A queue for each team, and the fallback queue for mail that no category claims. */
export class TeamQueues extends Construct {
  readonly all: readonly RoutingQueue[];
  readonly fallback: RoutingQueue;

  constructor(scope: Construct, id: string, { categories, settings, agents }: TeamQueuesProps) {
    super(scope, id);
    const describe = descriptions(categories);
    const make = (name: string) =>
      new RoutingQueue(this, name, {
        name: terraformText(name),
        description: terraformText(describe.get(name) ?? 'Mail that no category claims'),
        acwWrapupPrompt: settings.afterCallWork.prompt,
        ...(settings.afterCallWork.timeoutSeconds === undefined
          ? {}
          : { acwTimeoutMs: settings.afterCallWork.timeoutSeconds * 1000 }),
        skillEvaluationMethod: 'BEST',
        enableManualAssignment: true,
        mediaSettingsEmail: {
          alertingTimeoutSec: settings.alertingTimeoutSeconds,
          enableAutoAnswer: false,
          serviceLevelPercentage: settings.serviceLevel.percentage,
          serviceLevelDurationMs: settings.serviceLevel.durationSeconds * 1000,
        },
        ...members(name, settings.members, agents),
      });
    const { fallbackQueue } = categories;
    const teams = queueNames(categories).filter((name) => name !== fallbackQueue);
    const queues = teams.map(make);
    this.fallback = make(fallbackQueue);
    this.all = [...queues, this.fallback];
  }
}

/** Without either of the two, the provider removes every member at each update, whatever its documentation says. */
function members(queue: string, settings: Environment['queues']['members'], agents: Agents) {
  if (settings === 'managed-elsewhere') return { ignoreMembers: true };
  const declared = settings[queue] ?? [];
  if (declared.length === 0)
    throw new Error(`queue ${queue} has no members; the configuration should have been refused`);
  const users = new Set(declared.map((email) => agents.userId(email)));
  return { members: [...users].map((userId) => ({ userId, ringNum: 1 })) };
}

/** What belongs into each queue; several categories may share one. */
function descriptions({ categories }: CategoryList): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { queue, description } of categories) {
    if (queue === null) continue;
    const before = found.get(queue);
    found.set(queue, before === undefined ? description : `${before}; ${description}`);
  }
  return found;
}
