import type { TerraformJson } from './terraform-json';

/** moto has one address for all buckets, and no STS that Terraform could ask before. */
export const S3_STATE_FOR_MOTO = {
  use_path_style: true,
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: true,
};

/** Part of an override file: lets a stack find its own state, and what it reads of others, in moto. Nothing for other backends. */
export function s3StateForMoto({ terraform, data }: TerraformJson): Readonly<Record<string, unknown>> {
  const { s3 } = terraform.backend;
  if (s3 === undefined) return {};
  const others = Object.entries(data?.['terraform_remote_state'] ?? {}).map(([name, { config }]) => {
    return [name, { config: { ...Object(config), ...S3_STATE_FOR_MOTO } }] as const;
  });
  return {
    terraform: { backend: { s3: { ...s3, ...S3_STATE_FOR_MOTO } } },
    ...(others.length > 0 && { data: { terraform_remote_state: Object.fromEntries(others) } }),
  };
}
