/** Account and region whose resources are spoken of. */
export interface Scope {
  readonly partition: string;
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
}

export function classifierArn({ partition, region, account }: Scope, name: string, version?: string): string {
  const arn = `arn:${partition}:comprehend:${region}:${account}:document-classifier/${name}`;
  return version === undefined ? arn : `${arn}/version/${version}`;
}

/** Depends on the endpoint's name alone, so that it is known before the endpoint exists. */
export function endpointArn({ partition, region, account }: Scope, name: string): string {
  return `arn:${partition}:comprehend:${region}:${account}:document-classifier-endpoint/${name}`;
}

const OWNED =
  /^arn:([^:]+):comprehend:([^:]*):([^:]*):(document-classifier(?:-endpoint)?)\/([^/]+)(?:\/version\/(.+))?$/;

/** The resource that an ARN names, undefined when it is none of ours. */
export function parseArn(
  arn: string,
): { readonly kind: 'document-classifier' | 'document-classifier-endpoint'; readonly name: string } | undefined {
  const [, , , , kind, name] = OWNED.exec(arn) ?? [];
  if ((kind !== 'document-classifier' && kind !== 'document-classifier-endpoint') || name === undefined)
    return undefined;
  return { kind, name };
}
