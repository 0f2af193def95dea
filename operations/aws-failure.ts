/** One sentence for a person: what AWS refused, and what to do about it. undefined: not a failure we know. */
export function explainAwsFailure(error: unknown): string | undefined {
  if (!(error instanceof Error) && !(typeof error === 'object' && error !== null && 'name' in error)) return undefined;
  const { name, message } = error as { name: unknown; message?: unknown };
  const said = typeof message === 'string' ? message : '';
  switch (name) {
    case 'CredentialsProviderError':
      return `no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (${said})`;
    case 'ExpiredToken':
    case 'ExpiredTokenException':
    case 'RequestExpired':
      return 'the AWS credentials have expired: sign in again (aws sso login), or renew AWS_SESSION_TOKEN';
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
    case 'InvalidSignatureException':
      return 'AWS does not accept these credentials: check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE';
    case 'AccessDenied':
    case 'AccessDeniedException':
      return `AWS denies this to the credentials in use: ${said}`;
    default:
      return undefined;
  }
}
