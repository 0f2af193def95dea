import { KnownError } from '../config/known-error';

/** The arguments of a command do not go together. */
export class UsageError extends KnownError {
  override readonly name = 'UsageError';
}
