import { KnownError } from '../../config/known-error';
/** The platform API refused a call. */
export class GenesysApiError extends KnownError {
  override readonly name = 'GenesysApiError';

  constructor(
    /** Method and path, without query. */
    readonly call: string,
    readonly status: number,
    /** The platform's own code, for example `missing.any.permissions`; empty when there was none. */
    readonly code: string,
    message: string,
    /** How often the call was made. */
    readonly attempts = 1,
  ) {
    super(`${call}: ${status}${code === '' ? '' : ` ${code}`}: ${message}`);
  }
}

/** What to look at when the OAuth client is refused. */
export const CHECK_CREDENTIALS =
  'Check GENESYSCLOUD_OAUTHCLIENT_ID, GENESYSCLOUD_OAUTHCLIENT_SECRET, and that the region is the one of the organisation';

/** The login refused the OAuth client. */
export class GenesysLoginError extends KnownError {
  override readonly name = 'GenesysLoginError';

  constructor(address: string, said: string) {
    super(`${address} refuses the OAuth client: ${said}. ${CHECK_CREDENTIALS}`);
  }
}

/** No answer came, whatever was tried. */
export class GenesysUnreachableError extends KnownError {
  override readonly name = 'GenesysUnreachableError';

  constructor(call: string, options: { cause: unknown }) {
    super(`${call}: no answer (${reason(options.cause)}). Check the network and the region`, options);
  }
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message || cause.message : cause.message;
}
