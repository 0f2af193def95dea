import { randomUUID } from 'node:crypto';
import type { RequestRecord } from './request-log';

export type Json = Readonly<Record<string, unknown>>;

/** An OAuth client that may ask for tokens. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly name?: string;
  /** What its roles allow; left out: everything. */
  readonly permissions?: readonly string[];
  /** Names of the divisions in which its roles are; left out: the home division. */
  readonly divisions?: readonly string[];
  /** Left out: active. */
  readonly state?: 'active' | 'disabled' | 'inactive';
  /** How long its tokens are good; left out: a day. */
  readonly tokenSeconds?: number;
}

export interface Grant {
  readonly roleId: string;
  readonly divisionId: string;
}

export interface User {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly email: string;
  readonly name: string;
  /** All that was written, the above included. */
  readonly fields: Json;
  readonly grants: readonly Grant[];
}

export interface Queue {
  readonly id: string;
  readonly name: string;
  readonly fields: Json;
  /** Ring number by user id. */
  readonly members: ReadonlyMap<string, number>;
  /** Ids of its wrap-up codes. */
  readonly codes: ReadonlySet<string>;
}

/** An object that this organisation only has so that others may refer to it. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Integration {
  readonly id: string;
  readonly type: string;
  readonly intendedState: string;
  /** Left out: ACTIVE when it is to be enabled. */
  readonly reportedState?: { readonly code: string; readonly detail?: string };
  readonly config: IntegrationConfig;
}

export interface IntegrationConfig {
  readonly name: string;
  readonly version: number;
  readonly properties: Json;
  readonly advanced: Json;
  readonly notes: string;
  readonly credentials: Readonly<Record<string, { readonly id: string }>>;
}

export interface Credential {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Secret values: never in an answer. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Action {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly integrationId: string;
  readonly secure: boolean;
  readonly version: number;
  readonly config: { readonly request: Json; readonly response: Json; readonly [key: string]: unknown };
  readonly contract: {
    readonly input: { readonly inputSchema: Json };
    readonly output: { readonly successSchema: Json };
  };
}

export interface EmailDomain {
  /** Full domain name. */
  readonly id: string;
  readonly subDomain: boolean;
  readonly mailFromDomain?: string;
  /** Left out: everything is in order. */
  readonly health?: Partial<DomainHealth>;
}

/** How the platform judges the DNS records of a domain. */
export interface DomainHealth {
  readonly mx: 'VALID' | 'INVALID' | 'NOT_AVAILABLE';
  readonly verification: CheckStatus;
  readonly dkim: CheckStatus;
  readonly mailFrom: CheckStatus;
  readonly dmarc: 'NotPresent' | 'Invalid' | 'Valid';
}

export type CheckStatus = 'FAILED' | 'PENDING' | 'VERIFIED' | 'UNKNOWN';

export interface EmailRoute {
  readonly id: string;
  readonly domainId: string;
  readonly pattern: string;
  readonly fields: Json;
}

export interface FlowVersion {
  readonly id: string;
  readonly text: string;
  readonly createdByClient: string;
  /** Milliseconds since 1970. */
  readonly created: number;
}

export interface Flow {
  readonly id: string;
  readonly name: string;
  /** As the API spells it, for example INBOUNDEMAIL. */
  readonly type: string;
  readonly description: string;
  readonly divisionId: string;
  readonly lockedBy: { readonly kind: 'user' | 'client'; readonly id: string; readonly name: string } | null;
  readonly versions: readonly FlowVersion[];
  readonly savedVersion: string | null;
  readonly checkedInVersion: string | null;
  readonly publishedVersion: string | null;
  /** Milliseconds since 1970. */
  readonly datePublished: number | null;
  /** Searches that will not find the flow yet: the platform's index lags behind. */
  readonly hiddenSearches: number;
  /** What is being done with it, or was last; left out: nothing that went wrong. */
  readonly currentOperation?: { readonly actionName: string; readonly actionStatus: string };
}

export interface Conversation {
  readonly id: string;
  readonly subject: string;
  readonly flowId: string;
  /** null: in no queue yet. */
  readonly queueId: string | null;
  /** Why the flow ended it. */
  readonly error: string | null;
  readonly ended: boolean;
}

/** Runs a published flow. Rejects when it ends in error. @returns name of the queue that it transfers to */
export type RunFlow = (mail: {
  readonly flowId: string;
  readonly subject: string;
  readonly body: string;
}) => Promise<string>;

/** A change that the platform remembers. */
export interface AuditEntry {
  /** ISO 8601 */
  readonly eventDate: string;
  readonly serviceName: string;
  readonly entityType: string;
  readonly entity: Named;
  readonly action: string;
  /** Who: a person, or an OAuth client. */
  readonly user?: Named;
  readonly client?: { readonly id: string };
}

/** A limit of the organisation, of one of its namespaces. */
export interface Limit {
  readonly namespace: string;
  readonly key: string;
  readonly value: number;
}

export interface FlowJob {
  readonly id: string;
  readonly client: string;
  readonly uploadToken: string;
  readonly status: 'Created' | 'Success' | 'Failure';
  readonly flowId: string | null;
  readonly messages: readonly string[];
}

/** One organisation's objects by id, in memory. */
export interface Store {
  readonly organization: { readonly id: string; readonly name: string };
  readonly clients: readonly Client[];
  /** Client by the token that it was given. */
  readonly tokens: Map<string, Client>;
  readonly divisions: Map<string, { readonly id: string; readonly name: string; readonly home: boolean }>;
  readonly roles: Map<string, { readonly id: string; readonly name: string }>;
  readonly users: Map<string, User>;
  readonly queues: Map<string, Queue>;
  readonly groups: Map<string, Named>;
  readonly wrapUpCodes: Map<string, Named>;
  readonly skills: Map<string, Named>;
  readonly languages: Map<string, Named>;
  readonly integrations: Map<string, Integration>;
  readonly credentials: Map<string, Credential>;
  readonly actions: Map<string, Action>;
  readonly domains: Map<string, EmailDomain>;
  readonly routes: Map<string, EmailRoute>;
  readonly flows: Map<string, Flow>;
  readonly jobs: Map<string, FlowJob>;
  /** Suffix of sub-domains, for example `mypurecloud.com`. */
  readonly emailSuffix: string;
  /** Searches by name that miss a flow after its first publish. */
  readonly searchLag: number;
  readonly limits: readonly Limit[];
  readonly audits: AuditEntry[];
  readonly conversations: Map<string, Conversation>;
  /** Left out: no flow runs here, conversations wait for ever. */
  runFlow?: RunFlow;
  readonly requests: RequestRecord[];
}

export function homeDivision({ divisions }: Store) {
  for (const division of divisions.values()) if (division.home) return division;
  throw new Error('the organisation has no home division');
}

export const newId = (): string => randomUUID();
