/** What a person can do about a failure of Terraform; undefined when its own words are all there is. */
export function explainTerraformFailure(stack: string, stderr: string): string | undefined {
  if (/Error acquiring the state lock/.test(stderr)) {
    const id = stderr.match(/^[\s│]*ID:\s+(\S+)/m)?.[1] ?? 'ID';
    const who = stderr.match(/^[\s│]*Who:\s+(.+)$/m)?.[1]?.trim();
    const since = stderr.match(/^[\s│]*Created:\s+(.+)$/m)?.[1]?.trim();
    return (
      `The state of ${stack} is locked${who === undefined ? '' : ` by ${who}`}${since === undefined ? '' : ` since ${since}`}: wait until that run is over. ` +
      `If it was killed, release the lock: terraform -chdir=cdktf.out/stacks/${stack} force-unlock ${id}`
    );
  }
  if (/CreateDocumentClassifier[\s\S]*ResourceInUseException/.test(stderr)) {
    return (
      'Comprehend has this model version already, and the state does not name it. Take it into the state, then deploy again: ' +
      `npm run classifier -- adopt ${environmentOf(stack)}`
    );
  }
  if (/case sensitive match|already exists/i.test(stderr) && stack.startsWith('routing-')) {
    return (
      'Genesys Cloud has an object of that name which the state does not hold, as a killed deploy leaves it or somebody made it. See what it is, and take it over: ' +
      `npm run adopt -- ${environmentOf(stack)}`
    );
  }
  const bucket = stderr.match(/S3 bucket "([^"]+)" does not exist/)?.[1];
  if (bucket !== undefined) {
    return `The state bucket ${bucket} is not there yet: deploy ${environmentOf(stack)}-state first.`;
  }
  if (/Backend configuration changed/.test(stderr)) {
    return (
      `The record names another place for the state of ${stack} than this folder was initialized with. ` +
      'To move the state, put the old backend back and follow "Moving the state" in docs/state.md. ' +
      `If it was moved already (a colleague did), forget the old place: terraform -chdir=cdktf.out/stacks/${stack} init -reconfigure`
    );
  }
  if (/No valid credential sources found|failed to refresh cached credentials|get credentials/i.test(stderr)) {
    return 'There are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';
  }
  if (/ExpiredToken|RequestExpired|token included in the request is expired/i.test(stderr)) {
    return 'The AWS credentials have expired: sign in again (aws sso login), or renew AWS_SESSION_TOKEN.';
  }
  if (/Failed to query available provider packages|could not connect to registry/i.test(stderr)) {
    return 'Terraform cannot get the providers: it needs a network, or a mirror named in its CLI configuration (TF_CLI_CONFIG_FILE).';
  }
  return undefined;
}

function environmentOf(stack: string): string {
  return stack.slice(stack.indexOf('-') + 1);
}
