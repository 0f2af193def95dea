import { z } from 'zod';

// What the platform answers, as far as the checks look at it.

export const namedShape = z.looseObject({ id: z.string(), name: z.string() });

export const organizationShape = namedShape;
export type PlatformOrganization = z.output<typeof organizationShape>;

export const tokenInfoShape = z.looseObject({
  OAuthClient: z.looseObject({ id: z.string(), name: z.string().optional(), state: z.string().optional() }),
});
export type PlatformOAuthClient = z.output<typeof tokenInfoShape>['OAuthClient'];

export const clientDetailsShape = z.looseObject({ accessTokenValiditySeconds: z.number() });

const policy = z.looseObject({
  domain: z.string(),
  entityName: z.string(),
  actions: z.array(z.string()),
});
export const grantShape = z.looseObject({
  division: z.looseObject({ id: z.string(), name: z.string().optional(), homeDivision: z.boolean().optional() }),
  role: z.looseObject({ name: z.string().optional(), policies: z.array(policy).default([]) }),
});
export type PlatformGrant = z.output<typeof grantShape>;
export const subjectShape = z.looseObject({ grants: z.array(grantShape) });

export const divisionShape = z.looseObject({ id: z.string(), name: z.string(), homeDivision: z.boolean().optional() });
export type PlatformDivision = z.output<typeof divisionShape>;

const limit = z.looseObject({ namespace: z.string(), key: z.string(), value: z.number() });
export type PlatformLimit = z.output<typeof limit>;
export const limitsShape = z.looseObject({ entities: z.array(limit) });

const dnsRecord = z.looseObject({ name: z.string(), type: z.string(), value: z.string() });
export type PlatformDnsRecord = z.output<typeof dnsRecord>;
const records = z.array(dnsRecord).nullish();

export const emailSetupShape = z.looseObject({ rootDomain: z.string() });
export const emailDomainShape = z.looseObject({
  id: z.string(),
  subDomain: z.boolean().default(false),
  mxRecordStatus: z.string().nullish(),
  mailFromSettings: z.looseObject({ status: z.string().optional(), mailFromDomain: z.string().optional() }).nullish(),
  dmarcVerificationResult: z.looseObject({ status: z.string().optional(), records }).nullish(),
});
export type PlatformEmailDomain = z.output<typeof emailDomainShape>;
export const domainCheckShape = z.looseObject({ status: z.string(), records });
export type PlatformDomainCheck = z.output<typeof domainCheckShape>;

const reference = z.looseObject({ id: z.string(), name: z.string().optional() }).nullish();
export const emailRouteShape = z.looseObject({
  id: z.string(),
  pattern: z.string(),
  status: z.string().nullish(),
  flow: reference,
  queue: reference,
});
export type PlatformEmailRoute = z.output<typeof emailRouteShape>;

export const queueShape = z.looseObject({ id: z.string(), name: z.string(), memberCount: z.number().nullish() });
export type PlatformQueue = z.output<typeof queueShape>;

export const integrationShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  intendedState: z.string(),
  reportedState: z.looseObject({ code: z.string().optional(), detail: z.unknown().optional() }).nullish(),
});
export type PlatformIntegration = z.output<typeof integrationShape>;

export const actionShape = z.looseObject({ id: z.string(), name: z.string(), category: z.string() });

export const flowShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  division: z.looseObject({ name: z.string().optional() }).nullish(),
  publishedVersion: z.looseObject({ datePublished: z.string().optional() }).nullish(),
  lockedUser: reference,
  lockedClient: reference,
  currentOperation: z.looseObject({ actionName: z.string().optional(), actionStatus: z.string().optional() }).nullish(),
});
export type PlatformFlow = z.output<typeof flowShape>;

export const serviceMappingShape = z.looseObject({ services: z.array(z.looseObject({ name: z.string() })) });
export const auditShape = z.looseObject({
  eventDate: z.string(),
  entityType: z.string().optional(),
  entity: z.looseObject({ id: z.string().optional(), name: z.string().optional() }).nullish(),
  action: z.string().optional(),
  user: reference,
  client: z.looseObject({ id: z.string() }).nullish(),
});
export type PlatformAudit = z.output<typeof auditShape>;
