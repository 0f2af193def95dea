/** A deployed stage of a REST API, as its Terraform resources describe it. */
export interface ApiDefinition {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly methods: readonly ApiMethod[];
  /** Usage plans that contain the stage. */
  readonly usagePlans: readonly UsagePlan[];
  readonly gatewayResponses: readonly GatewayResponse[];
}

export interface ApiMethod {
  readonly httpMethod: string;
  /** Path of the resource, for example `/classify` or `/mails/{id}`. */
  readonly path: string;
  readonly resourceId: string;
  readonly apiKeyRequired: boolean;
  /** JSON Schema (draft 4) by content type; the body is held to it when the validator says so. */
  readonly requestModels: Readonly<Record<string, unknown>>;
  readonly validateBody: boolean;
  /** Name of the function behind the method (Lambda proxy integration). */
  readonly functionName: string;
  /** Milliseconds. */
  readonly integrationTimeout: number;
  /** The stage's own limit for the method, shared by all keys. */
  readonly throttle: RateLimit | undefined;
}

export interface RateLimit {
  /** Requests per second in the long run. */
  readonly rate: number;
  /** Requests that may come at once. */
  readonly burst: number;
}

export interface UsagePlan {
  readonly name: string;
  /** For each key of its own. */
  readonly throttle: RateLimit | undefined;
  readonly quota: { readonly limit: number; readonly period: 'DAY' | 'WEEK' | 'MONTH' } | undefined;
  readonly keys: readonly { readonly id: string; readonly value: string }[];
}

/** What the API answers itself, where it differs from the service's own answers. */
export interface GatewayResponse {
  /** `THROTTLED`, `DEFAULT_4XX`, … */
  readonly type: string;
  readonly statusCode: number | undefined;
  /** By content type. */
  readonly templates: Readonly<Record<string, string>>;
  /** `gatewayresponse.header.Retry-After` to `'1'` or `context.requestId`. */
  readonly parameters: Readonly<Record<string, string>>;
}
