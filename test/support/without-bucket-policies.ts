import type { TerraformJson } from './terraform-json';
import { withoutResources } from './without-resources';

/**
 * Part of an override file. moto ignores conditions: a policy that denies whatever does not come over TLS denies
 * everything there, and Terraform cannot read its objects any more.
 */
export function withoutBucketPolicies(json: TerraformJson): Readonly<Record<string, unknown>> {
  return withoutResources(json, 'aws_s3_bucket_policy');
}
