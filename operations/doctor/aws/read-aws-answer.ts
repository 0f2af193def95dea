import { explainAwsFailure } from '../../aws-failure';
import { type Reading, readValue } from '../reading';

/** Answers of AWS' front doors to whom the credentials tell nothing. */
const NO_IDENTITY = [
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'InvalidSignatureException',
];

/** Asks AWS; a refusal is a reading, not an error. @param permission what the call needs */
export async function readAws<T>(permission: string, ask: () => Promise<T>): Promise<Reading<T>> {
  try {
    return readValue(await ask());
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (NO_IDENTITY.includes(error.name)) return { kind: 'skipped', because: 'AWS must accept the credentials first' };
    if (/^AccessDenied|^Forbidden$/.test(error.name)) return { kind: 'forbidden', permission };
    return { kind: 'failed', message: explainAwsFailure(error) ?? `${error.name}: ${error.message}` };
  }
}
