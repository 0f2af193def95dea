import { KnownError } from '../../config/known-error';

/** A real-time endpoint is not there, or cannot be asked. */
export class EndpointError extends KnownError {
  override readonly name = 'EndpointError';
}

/** There is no endpoint of that name. */
export function noEndpoint(name: string): EndpointError {
  return new EndpointError(`there is no endpoint ${name}: it is parked, or not deployed yet`);
}
