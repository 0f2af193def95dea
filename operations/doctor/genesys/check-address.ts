import { type Diagnosis, diagnosing } from '../diagnosis';
import type { Facts } from '../facts';
import { routingIds } from '../machine/check-states';
import { judge } from '../reading';
import type { DomainCheckName } from './read-address';
import type { PlatformDnsRecord, PlatformEmailDomain } from './shapes';

/** Custom and Genesys domains together that an organisation may have, unless Genesys Care has raised it. */
const DOMAINS = 2;

export function checkAddress(facts: Facts): readonly Diagnosis[] {
  return [...domain(facts), ...domainChecks(facts), ...route(facts)];
}

function domain(facts: Facts): readonly Diagnosis[] {
  const topic = 'domain';
  const { ok, warn, missing } = diagnosing(topic);
  const { genesys, environment } = facts;
  return judge(topic, genesys.domainName, (name) =>
    judge(topic, genesys.domains, (domains) => {
      const found = domains.find(({ id }) => id === name);
      if (found !== undefined) return [ok(name), ...mx(found), ...dmarc(found)];
      const names = domains.map(({ id }) => id).join(', ') || 'none';
      if ('existing' in environment.email.domain) {
        return [
          missing(
            `the organisation has no domain ${name} (it has: ${names})`,
            `Add it in Genesys Cloud under Admin, Contact Center, Email, or correct email.domain in config/${environment.name}.yaml`,
          ),
        ];
      }
      if (routingIds(facts).size > 0)
        return [missing(`${name} was deployed and is gone`, `npm run deploy -- ${environment.name} makes it again`)];
      return domains.length >= DOMAINS
        ? [
            warn(
              `${name} is not there yet, and the organisation has ${domains.length} domains (${names}) of ${DOMAINS} by default`,
              'Use one of them with email.domain.existing, or ask Genesys Care for more',
            ),
          ]
        : [ok(`${name}: the deploy makes it`)];
    }),
  );

  function mx({ mxRecordStatus, id }: PlatformEmailDomain): readonly Diagnosis[] {
    if (mxRecordStatus !== 'INVALID') return [];
    return [
      missing(
        `the MX records of ${id} do not lead to Genesys Cloud: no mail arrives`,
        'Set the MX record that Genesys Cloud shows for the domain, or redirect mail at your mail server',
      ),
    ];
  }

  function dmarc({ id, subDomain, dmarcVerificationResult }: PlatformEmailDomain): readonly Diagnosis[] {
    const status = dmarcVerificationResult?.status;
    if (subDomain || status === undefined || status === 'Valid') return [];
    return [warn(`DMARC of ${id}: ${status}`, dns(dmarcVerificationResult?.records ?? [], 'Publish a DMARC policy'))];
  }
}

const NEEDS: Readonly<Record<DomainCheckName, { readonly status: 'missing' | 'warn'; readonly what: string }>> = {
  verification: { status: 'missing', what: 'ownership of the domain is not verified' },
  dkim: { status: 'warn', what: 'DKIM is not set up: answers may be taken for spam' },
  mailfrom: { status: 'warn', what: 'MAIL FROM is not set up: answers may be taken for spam' },
};

function domainChecks({ genesys }: Facts): readonly Diagnosis[] {
  const topic = 'dns';
  const { ok } = diagnosing(topic);
  return judge(topic, genesys.domainChecks, (checks) =>
    checks.map(({ what, status, records }) => {
      if (status === 'VERIFIED') return ok(`${what} verified`);
      const need = NEEDS[what];
      return {
        topic,
        status: need.status,
        what: `${need.what} (${status})`,
        remedy: dns(records ?? [], 'Start it again in Genesys Cloud'),
      };
    }),
  );
}

/** The very records to set. */
function dns(records: readonly PlatformDnsRecord[], otherwise: string): string {
  if (records.length === 0) return otherwise;
  return `Set in DNS: ${records.map(({ name, type, value }) => `${name} ${type} ${value}`).join('; ')}`;
}

function route(facts: Facts): readonly Diagnosis[] {
  const topic = 'route';
  const { ok, warn, missing } = diagnosing(topic);
  const { genesys, environment } = facts;
  const { pattern } = environment.email.route;
  return judge(topic, genesys.route, (found) => {
    if (found === undefined) {
      return routingIds(facts).size > 0
        ? [
            missing(
              `the route ${pattern} was deployed and is gone: mail to it is refused`,
              `npm run deploy -- ${environment.name}`,
            ),
          ]
        : [ok(`${pattern}: the deploy makes it`)];
    }
    if (found.status === 'Error')
      return [
        missing(`the route ${pattern} is in error`, 'Open it in Genesys Cloud under Admin, Contact Center, Email'),
      ];
    const flow = genesys.flow.kind === 'read' ? genesys.flow.value : undefined;
    const ours = found.flow?.id !== undefined && found.flow.id === flow?.id;
    if (ours) return [ok(`${pattern} leads to the flow ${environment.flow.name}`)];
    if (flow === undefined && genesys.flow.kind !== 'read')
      return [ok(`${pattern} is there (whether it leads to our flow is not known)`)];
    const target =
      found.queue != null
        ? `the queue ${found.queue.name ?? found.queue.id}`
        : `the flow ${found.flow?.name ?? found.flow?.id ?? 'none'}`;
    return [
      warn(
        `${pattern} leads to ${target}, not to ${environment.flow.name}`,
        `npm run deploy -- ${environment.name} leads it back, if the state holds it`,
      ),
    ];
  });
}
