import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../comprehend/clock';
import { ServiceError } from '../comprehend/service-error';
import type { Comprehend } from '../comprehend/start-comprehend';
import { endpointProperties, TYPE_NAME } from './cloud-control-endpoint';

export type ResourceOperation = 'CREATE' | 'UPDATE' | 'DELETE';
export interface ProgressEvent {
  readonly OperationStatus: 'IN_PROGRESS' | 'SUCCESS' | 'FAILED';
  readonly Identifier?: string;
  readonly ErrorCode?: string;
  readonly [member: string]: unknown;
}
/** How the next request of that kind shall fail, without having changed anything. */
export interface InjectedFailure {
  readonly operation: ResourceOperation;
  /** A HandlerErrorCode, for example `GeneralServiceException`. */
  readonly errorCode: string;
  readonly message: string;
}

interface ResourceRequest {
  readonly token: string;
  readonly operation: ResourceOperation;
  readonly input: unknown;
  readonly startedAt: number;
  readonly identifier: string | undefined;
  readonly failure: { readonly errorCode: string; readonly message: string } | undefined;
  /** The last event, once there is nothing more to come: what happens to the endpoint later is another request's. */
  outcome?: ProgressEvent;
}

export interface ResourceRequests {
  /** Starts a change and answers its first progress event; `change` answers the ARN of what it changes. */
  start(
    operation: ResourceOperation,
    input: { readonly ClientToken?: string | undefined },
    change: () => string,
    identifier?: string,
  ): ProgressEvent;
  /** Throws RequestTokenNotFoundException. */
  status(token: string): ProgressEvent;
  failNext(failure: InjectedFailure): void;
}

/** The changes that were asked for, each with its progress, read off the endpoint that it changes. */
export function resourceRequests(comprehend: Comprehend, clock: Clock): ResourceRequests {
  const all = new Map<string, ResourceRequest>();
  const byClientToken = new Map<string, ResourceRequest>();
  const injected: InjectedFailure[] = [];

  function progress(request: ResourceRequest): ProgressEvent {
    if (request.outcome !== undefined) return request.outcome;
    const event = observe(request);
    if (event.OperationStatus !== 'IN_PROGRESS') request.outcome = event;
    return event;
  }

  function observe(request: ResourceRequest): ProgressEvent {
    const { token, operation, identifier, failure, startedAt } = request;
    const event = {
      TypeName: TYPE_NAME,
      RequestToken: token,
      Operation: operation,
      EventTime: startedAt / 1000,
      ...(identifier !== undefined && { Identifier: identifier }),
    };
    const failed = (ErrorCode: string, StatusMessage: string): ProgressEvent => ({
      ...event,
      OperationStatus: 'FAILED',
      ErrorCode,
      StatusMessage,
    });
    if (failure !== undefined) return failed(failure.errorCode, failure.message);
    if (identifier === undefined) return { ...event, OperationStatus: 'IN_PROGRESS' };
    const endpoint = comprehend.endpoints.list().find(({ arn }) => arn === identifier);
    if (endpoint === undefined) {
      return operation === 'DELETE'
        ? { ...event, OperationStatus: 'SUCCESS' }
        : failed('NotFound', `${identifier} is gone`);
    }
    if (endpoint.status === 'FAILED') return failed('NotStabilized', endpoint.message ?? '');
    if (endpoint.status !== 'IN_SERVICE') return { ...event, OperationStatus: 'IN_PROGRESS' };
    const ResourceModel = JSON.stringify(endpointProperties(comprehend, identifier));
    return { ...event, OperationStatus: 'SUCCESS', ResourceModel };
  }

  function attempt(operation: ResourceOperation, change: () => string, identifier: string | undefined) {
    const planned = injected.findIndex((one) => one.operation === operation);
    if (planned >= 0) return { identifier, failure: injected.splice(planned, 1)[0] };
    try {
      return { identifier: change(), failure: undefined };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return { identifier, failure: { errorCode: handlerErrorCode(operation, error.type), message: error.message } };
    }
  }

  return {
    start(operation, input, change, identifier) {
      const { ClientToken } = input;
      const earlier = ClientToken === undefined ? undefined : byClientToken.get(ClientToken);
      if (earlier !== undefined) {
        if (earlier.operation === operation && isDeepStrictEqual(earlier.input, input)) return progress(earlier);
        throw new ServiceError('ClientTokenConflictException', `${ClientToken} was used for a different request`);
      }
      for (const other of all.values()) {
        const underWay = progress(other).OperationStatus === 'IN_PROGRESS';
        if (underWay && identifier !== undefined && other.identifier === identifier) {
          const message = `Concurrent operation on ${identifier} with request token ${other.token}`;
          throw new ServiceError('ConcurrentOperationException', message);
        }
      }
      const request: ResourceRequest = {
        token: randomUUID(),
        operation,
        input,
        startedAt: clock(),
        ...attempt(operation, change, identifier),
      };
      all.set(request.token, request);
      if (ClientToken !== undefined) byClientToken.set(ClientToken, request);
      // The first answer never knows the outcome; a created resource has no identifier yet.
      const { Identifier, ErrorCode, StatusMessage, ResourceModel, ...first } = progress(request);
      return { ...first, ...(identifier !== undefined && { Identifier: identifier }), OperationStatus: 'IN_PROGRESS' };
    },
    status(token) {
      const request = all.get(token);
      if (request !== undefined) return progress(request);
      throw new ServiceError('RequestTokenNotFoundException', `Request with token ${token} was not found`);
    },
    failNext(failure) {
      injected.push(failure);
    },
  };
}

/** How a resource handler of Comprehend reports what the service answered. */
function handlerErrorCode(operation: ResourceOperation, type: string): string {
  switch (type) {
    case 'ResourceInUseException':
      return operation === 'CREATE' ? 'AlreadyExists' : 'ResourceConflict';
    case 'ResourceNotFoundException':
      return 'NotFound';
    case 'ValidationException':
    case 'InvalidRequestException':
    case 'TooManyTagsException':
      return 'InvalidRequest';
    case 'ResourceLimitExceededException':
      return 'ServiceLimitExceeded';
    default:
      return 'GeneralServiceException';
  }
}
