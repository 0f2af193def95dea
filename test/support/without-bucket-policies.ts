import type { TerraformJson } from './terraform-json';

/**
 * Part of an override file. moto ignores conditions: a policy that denies whatever does not come over TLS denies
 * everything there, and Terraform cannot read its objects any more.
 */
export function withoutBucketPolicies(json: TerraformJson): Readonly<Record<string, unknown>> {
  const policies = Object.keys(json.resource?.['aws_s3_bucket_policy'] ?? {});
  if (policies.length === 0) return {};
  return { resource: { aws_s3_bucket_policy: Object.fromEntries(policies.map((name) => [name, { count: 0 }])) } };
}
