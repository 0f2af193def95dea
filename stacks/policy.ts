/** One statement of an IAM policy. */
export interface Statement {
  readonly effect?: 'Allow' | 'Deny';
  readonly principal?: '*' | { readonly Service: string };
  readonly actions: readonly string[];
  /** Left out in trust policies, which are about the role that they belong to. */
  readonly resources?: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** An IAM policy as JSON text; the same statements give the same bytes. */
export function policyDocument(...statements: readonly Statement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ effect = 'Allow', principal, actions, resources, conditions }) => ({
      Effect: effect,
      ...(principal === undefined ? {} : { Principal: principal }),
      Action: actions,
      ...(resources === undefined ? {} : { Resource: resources }),
      ...(conditions === undefined ? {} : { Condition: conditions }),
    })),
  });
}

/** Trust policy: that AWS service may take the role. */
export function trustedBy(service: string, conditions?: Statement['conditions']): string {
  return policyDocument({
    principal: { Service: service },
    actions: ['sts:AssumeRole'],
    ...(conditions === undefined ? {} : { conditions }),
  });
}
