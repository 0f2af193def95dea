import type { Environment } from '../../../config/environment';
import { type Reading, readAfter, readTogether, readValue } from '../reading';
import type { OrganisationReader } from './ask-organisation';
import * as shapes from './shapes';

/** The address that customers write to. `undefined`: there is no such object. */
export interface AddressFacts {
  /** Full name of the record's domain. */
  readonly domainName: Reading<string>;
  /** All domains of the organisation. */
  readonly domains: Reading<readonly shapes.PlatformEmailDomain[]>;
  /** None: a Genesys subdomain, or no such domain. */
  readonly domainChecks: Reading<readonly (shapes.PlatformDomainCheck & { readonly what: DomainCheckName })[]>;
  readonly route: Reading<shapes.PlatformEmailRoute | undefined>;
}

const DOMAIN_CHECKS = ['verification', 'dkim', 'mailfrom'] as const;
export type DomainCheckName = (typeof DOMAIN_CHECKS)[number];

const DOMAINS = '/api/v2/routing/email/domains';

export async function readAddress({ get, list }: OrganisationReader, { email }: Environment): Promise<AddressFacts> {
  const [domainName, domains] = await Promise.all([
    fullName(),
    list(shapes.emailDomainShape, DOMAINS, 'routing:email:manage'),
  ]);
  const domain = await readAfter(domainName, (name) =>
    readAfter(domains, async (all) => readValue(all.find(({ id }) => id === name))),
  );
  return {
    ...{ domainName, domains },
    domainChecks: await readAfter(domain, async (found) => {
      // A Genesys subdomain needs no DNS records.
      if (found === undefined || found.subDomain) return readValue([]);
      const checks = await Promise.all(DOMAIN_CHECKS.map((what) => check(found.id, what)));
      return readTogether(checks);
    }),
    route: await readAfter(domain, async (found) => {
      if (found === undefined) return readValue(undefined);
      const path = `${DOMAINS}/${encodeURIComponent(found.id)}/routes`;
      const pattern = email.route.pattern.toLowerCase();
      return readAfter(await list(shapes.emailRouteShape, path, 'routing:email:view'), async (routes) =>
        readValue(routes.find((route) => route.pattern.toLowerCase() === pattern)),
      );
    }),
  };

  async function fullName(): Promise<Reading<string>> {
    const { domain } = email;
    if ('existing' in domain) return readValue(domain.existing);
    return readAfter(
      await get(shapes.emailSetupShape, '/api/v2/routing/email/setup', 'routing:email:manage'),
      async ({ rootDomain }) => readValue(`${domain.subdomain}.${rootDomain}`),
    );
  }

  async function check(domain: string, what: DomainCheckName) {
    const path = `${DOMAINS}/${encodeURIComponent(domain)}/${what}`;
    return readAfter(await get(shapes.domainCheckShape, path, 'routing:email:manage'), async (found) =>
      readValue({ ...found, what }),
    );
  }
}
