import { GenesysApiError, GenesysLoginError, GenesysUnreachableError } from '../genesys-client/errors';
import type { Refusal } from './outcome';

/** The refusal behind a failed call to the platform API; undefined when the error is of another kind. */
export function refusalFrom(error: unknown): Refusal | undefined {
  if (error instanceof GenesysLoginError) return { kind: 'bad-credentials', message: error.message };
  if (error instanceof GenesysUnreachableError) return { kind: 'failed', message: error.message, output: [] };
  if (!(error instanceof GenesysApiError)) return undefined;
  if (error.status === 429) return { kind: 'throttled', attempts: error.attempts };
  if (error.status !== 403) return { kind: 'failed', message: error.message, output: [] };
  const permission = /\[([a-zA-Z]+(?::[a-zA-Z*]+){2})/.exec(error.message)?.[1] ?? null;
  return { kind: 'missing-permission', permission, message: error.message };
}
