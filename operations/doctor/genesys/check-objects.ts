import { teamQueues } from '../../../config/categories';
import { type Diagnosis, diagnosing } from '../diagnosis';
import type { Facts } from '../facts';
import { routingIds } from '../machine/check-states';
import { judge, type Reading } from '../reading';
import { AUDITED_DAYS } from './read-audits';

export function checkObjects(facts: Facts): readonly Diagnosis[] {
  const { genesys } = facts;
  return [
    ...queues(facts),
    ...integration(facts),
    ...thereOrMade(facts, 'credential', genesys.credential, 'the data action has no API key'),
    ...thereOrMade(facts, 'data action', genesys.action, 'the flow asks nobody'),
    ...flow(facts),
    ...changedByHand(facts),
  ];
}

function queues(facts: Facts): readonly Diagnosis[] {
  const topic = 'queues';
  const { ok, warn, missing } = diagnosing(topic);
  const { environment, categories, genesys } = facts;
  const recorded = routingIds(facts);
  return judge(topic, genesys.queues, (there) => {
    const found = teamQueues(categories).flatMap(({ name, existing }): readonly Diagnosis[] => {
      const queue = there.find((one) => one.name === name);
      if (queue === undefined) {
        if (existing)
          return [
            missing(
              `the organisation has no queue ${name}, which config/categories.yaml calls existing`,
              'Make it in Genesys Cloud, correct the name, or remove `existing`',
            ),
          ];
        return recorded.size > 0
          ? [missing(`the queue ${name} is gone`, `npm run deploy -- ${environment.name} makes it again`)]
          : [];
      }
      if (!existing && !recorded.has(queue.id)) {
        return [
          missing(
            `the organisation has a queue ${name} that the state of routing-${environment.name} does not hold`,
            'Use it with `existing: true` in config/categories.yaml, choose another name, or set genesys.namePrefix',
          ),
        ];
      }
      return queue.memberCount === 0
        ? [
            warn(
              `nobody is a member of the queue ${name}: its mail waits for ever`,
              'Add members in Genesys Cloud, or in queues.members',
            ),
          ]
        : [];
    });
    return found.length > 0
      ? found
      : [ok(there.length === 0 ? 'the deploy makes them' : `${there.length} there, each with members`)];
  });
}

function integration(facts: Facts): readonly Diagnosis[] {
  const topic = 'integration';
  const { ok, missing } = diagnosing(topic);
  const { genesys, environment } = facts;
  return judge(topic, genesys.integration, (found) => {
    if (found === undefined) return absent(facts, topic, 'the data action cannot run');
    const code = found.reportedState?.code ?? 'unknown';
    if (found.intendedState === 'ENABLED' && code === 'ACTIVE') return [ok('enabled and active')];
    return [
      missing(
        `${found.name} is ${found.intendedState} and ${code}: every message goes to the fallback queue`,
        found.intendedState === 'ENABLED'
          ? 'Open it in Genesys Cloud under Admin, Integrations, which shows the reason'
          : `npm run deploy -- ${environment.name} enables it`,
      ),
    ];
  });
}

function thereOrMade(
  facts: Facts,
  topic: string,
  reading: Reading<object | undefined>,
  harm: string,
): readonly Diagnosis[] {
  return judge(topic, reading, (found) =>
    found === undefined ? absent(facts, topic, harm) : [diagnosing(topic).ok('there')],
  );
}

function absent(facts: Facts, topic: string, harm: string): readonly Diagnosis[] {
  const { ok, missing } = diagnosing(topic);
  return routingIds(facts).size > 0
    ? [missing(`not there though routing was deployed: ${harm}`, `npm run deploy -- ${facts.environment.name}`)]
    : [ok('the deploy makes it')];
}

function flow(facts: Facts): readonly Diagnosis[] {
  const topic = 'flow';
  const { ok, warn, missing } = diagnosing(topic);
  const { genesys, environment } = facts;
  return judge(topic, genesys.flow, (found) => {
    if (found === undefined) return absent(facts, topic, 'mail has no flow');
    const lock = found.lockedUser ?? found.lockedClient;
    const { actionName = '', actionStatus = '' } = found.currentOperation ?? {};
    const published = found.publishedVersion;
    return [
      published == null
        ? missing(`${found.name} was never published`, `npm run flow -- publish ${environment.name}`)
        : ok(`${found.name}, published ${published.datePublished ?? 'at an unknown time'}`),
      ...(lock == null
        ? []
        : [
            missing(
              `${lock.name ?? lock.id} has it open: nobody else can publish it`,
              `Ask them to close it, or npm run flow -- publish ${environment.name} --force-unlock`,
            ),
          ]),
      ...(actionStatus === 'FAILURE'
        ? [
            warn(
              `the last ${actionName || 'operation'} of ${found.name} failed`,
              'Open it in Architect, or publish it again',
            ),
          ]
        : []),
    ];
  });
}

/** Objects of ours that somebody else than our client has changed: the next deploy takes that back. */
function changedByHand({ genesys, environment }: Facts): readonly Diagnosis[] {
  const topic = 'changes by hand';
  const { ok, warn } = diagnosing(topic);
  return judge(topic, genesys.audits, (audits) => {
    const ids = [genesys.integration, genesys.action, genesys.flow, genesys.route].flatMap((one) =>
      one.kind === 'read' ? (one.value?.id ?? []) : [],
    );
    const queueIds = genesys.queues.kind === 'read' ? genesys.queues.value.map(({ id }) => id) : [];
    const ours = new Set([...ids, ...queueIds]);
    const self = genesys.client.kind === 'read' ? genesys.client.value.id : undefined;
    const last = new Map<string, Diagnosis>();
    for (const { entity, entityType = 'object', action = 'changed', user, client, eventDate } of audits) {
      const id = entity?.id;
      if (id === undefined || !ours.has(id) || last.has(id) || (client != null && client.id === self)) continue;
      const who = user?.name ?? user?.id ?? client?.id ?? 'somebody';
      last.set(
        id,
        warn(
          `${who}: ${action} ${entityType} ${entity?.name ?? id}, ${eventDate}`,
          `npm run diff -- ${environment.name} shows what a deploy would take back`,
        ),
      );
    }
    return last.size > 0 ? [...last.values()] : [ok(`none in the last ${AUDITED_DAYS} days`)];
  });
}
