/** Variables whose values may stand in no output. */
const SECRET_VARIABLES = [
  'GENESYSCLOUD_OAUTHCLIENT_SECRET',
  'GENESYSCLOUD_ACCESS_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const;

/** Values of the operator's secrets. A value so short that it would blot out ordinary words is none. */
export function secretsOf(variables: NodeJS.ProcessEnv): readonly string[] {
  return SECRET_VARIABLES.flatMap((name) => variables[name] ?? []).filter((value) => value.length >= 8);
}

/** The text without them. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '(sensitive)')), text);
}
