import type { TextModel } from '../../classifier/text-model';
import { endpointArn, type Scope } from './arn';
import type { Classifiers } from './classifiers';
import type { Clock, Durations } from './clock';
import type { EndpointStatus, Input } from './inputs';
import { requestTokens } from './request-tokens';
import { ServiceError } from './service-error';

/** An endpoint as it is at the moment of asking. Times are milliseconds since the epoch. */
export interface EndpointView {
  readonly arn: string;
  readonly name: string;
  readonly status: EndpointStatus;
  /** Why the endpoint FAILED. */
  readonly message: string | undefined;
  /** The model that answers; differs from the desired one during an update. */
  readonly modelArn: string;
  readonly desiredModelArn: string;
  readonly units: number;
  readonly desiredUnits: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** The one store of endpoints: Comprehend's own protocol and Cloud Control both work on it. */
export interface Endpoints {
  /** Answers the ARN at once; the endpoint is CREATING. */
  create(request: Input<'CreateEndpoint'>): string;
  /** Throws ResourceNotFoundException. */
  describe(arn: string): EndpointView;
  /** Newest first. */
  list(): readonly EndpointView[];
  update(request: Input<'UpdateEndpoint'>): EndpointView;
  delete(arn: string): void;
  /** Whether the model answers for an endpoint or is about to. */
  uses(modelArn: string): boolean;
  /** The model that answers at this endpoint; throws ResourceUnavailableException when none does. */
  serving(arn: string): TextModel;
}

export interface EndpointsOptions {
  readonly scope: Scope;
  readonly clock: Clock;
  readonly durations: Durations;
  readonly classifiers: Classifiers;
  /** Why the endpoint that is about to be created or updated shall end as FAILED; undefined lets it succeed. */
  readonly failure: () => string | undefined;
}

// Service quotas of real-time custom classification: units of one endpoint, and of all endpoints of an account.
const UNITS_PER_ENDPOINT = 10;
const UNITS_PER_ACCOUNT = 100;

type Endpoint = { -readonly [K in keyof EndpointView]: EndpointView[K] } & {
  /** When the state that is under way ends, and how; undefined: nothing is under way. */
  pending: { readonly until: number; readonly failure: string | undefined } | undefined;
};

/** The endpoints of one account and region; every state is derived from the clock when it is asked for. */
export function endpoints({ scope, clock, durations, classifiers, failure }: EndpointsOptions): Endpoints {
  const all = new Map<string, Endpoint>();
  const tokens = requestTokens();

  /** Lets what is over by now take effect. */
  function settle(endpoint: Endpoint): Endpoint | undefined {
    const { pending } = endpoint;
    if (pending === undefined || clock() < pending.until) return endpoint;
    endpoint.pending = undefined;
    if (endpoint.status === 'DELETING') {
      all.delete(endpoint.arn);
      return undefined;
    }
    if (pending.failure !== undefined) {
      return Object.assign(endpoint, { status: 'FAILED', message: pending.failure });
    }
    return Object.assign(endpoint, {
      status: 'IN_SERVICE',
      modelArn: endpoint.desiredModelArn,
      units: endpoint.desiredUnits,
    });
  }

  function find(arn: string): Endpoint | undefined {
    const found = all.get(arn);
    return found === undefined ? undefined : settle(found);
  }

  function need(arn: string): Endpoint {
    const found = find(arn);
    if (found !== undefined) return found;
    throw new ServiceError('ResourceNotFoundException', `Endpoint not found: ${arn}`, 404);
  }

  function idle(endpoint: Endpoint): void {
    if (endpoint.pending === undefined) return;
    throw new ServiceError('ResourceInUseException', `Endpoint ${endpoint.arn} is ${endpoint.status}`);
  }

  function live(): readonly Endpoint[] {
    return [...all.values()].flatMap((endpoint) => settle(endpoint) ?? []);
  }

  /** A model that can be put behind an endpoint. */
  function trained(modelArn: string): void {
    if (classifiers.model(modelArn) !== undefined) return;
    const { status } = classifiers.describe(modelArn);
    throw new ServiceError('ResourceUnavailableException', `Model ${modelArn} is ${status}, it must be TRAINED`, 404);
  }

  function withinQuota(units: number, others: readonly Endpoint[]): void {
    const total = others.reduce((sum, { desiredUnits }) => sum + desiredUnits, units);
    if (units <= UNITS_PER_ENDPOINT && total <= UNITS_PER_ACCOUNT) return;
    const [asked, limit] = units > UNITS_PER_ENDPOINT ? [units, UNITS_PER_ENDPOINT] : [total, UNITS_PER_ACCOUNT];
    throw new ServiceError(
      'ResourceLimitExceededException',
      `${asked} inference units asked for, at most ${limit} allowed`,
    );
  }

  return {
    create(request) {
      const again = tokens.recall(request.ClientRequestToken, request);
      if (again !== undefined && find(again) !== undefined) return again;
      const { EndpointName: name, ModelArn: modelArn, DesiredInferenceUnits: units } = request;
      if (modelArn === undefined) throw new ServiceError('InvalidRequestException', 'ModelArn is required');
      const arn = endpointArn(scope, name);
      if (find(arn) !== undefined) {
        throw new ServiceError('ResourceInUseException', `An endpoint with the name ${name} already exists`);
      }
      trained(modelArn);
      withinQuota(units, live());
      const now = clock();
      all.set(arn, {
        arn,
        name,
        status: 'CREATING',
        message: undefined,
        modelArn,
        desiredModelArn: modelArn,
        units,
        desiredUnits: units,
        createdAt: now,
        modifiedAt: now,
        pending: { until: now + durations.creatingEndpoint, failure: failure() },
      });
      tokens.remember(request.ClientRequestToken, request, arn);
      return arn;
    },
    describe: (arn) => ({ ...need(arn) }),
    list: () =>
      live()
        .map((endpoint) => ({ ...endpoint }))
        .reverse(),
    update({ EndpointArn: arn, DesiredModelArn: modelArn, DesiredInferenceUnits: units }) {
      const endpoint = need(arn);
      if (modelArn === undefined && units === undefined) {
        throw new ServiceError('InvalidRequestException', 'DesiredModelArn or DesiredInferenceUnits is required');
      }
      idle(endpoint);
      if (modelArn !== undefined) trained(modelArn);
      if (units !== undefined) {
        withinQuota(
          units,
          live().filter((other) => other !== endpoint),
        );
      }
      const now = clock();
      endpoint.status = 'UPDATING';
      endpoint.message = undefined;
      endpoint.desiredModelArn = modelArn ?? endpoint.desiredModelArn;
      endpoint.desiredUnits = units ?? endpoint.desiredUnits;
      endpoint.modifiedAt = now;
      endpoint.pending = { until: now + durations.updatingEndpoint, failure: failure() };
      return { ...endpoint };
    },
    delete(arn) {
      const endpoint = need(arn);
      idle(endpoint);
      const now = clock();
      endpoint.status = 'DELETING';
      endpoint.modifiedAt = now;
      endpoint.pending = { until: now + durations.deletingEndpoint, failure: undefined };
    },
    uses: (modelArn) =>
      live().some((endpoint) => endpoint.modelArn === modelArn || endpoint.desiredModelArn === modelArn),
    serving(arn) {
      const endpoint = find(arn);
      const status = endpoint?.status ?? 'not found';
      const model =
        endpoint !== undefined && (status === 'IN_SERVICE' || status === 'UPDATING')
          ? classifiers.model(endpoint.modelArn)
          : undefined;
      if (model !== undefined) return model;
      throw new ServiceError('ResourceUnavailableException', `Endpoint ${arn} is not in service: ${status}`, 404);
    },
  };
}
