/** One Genesys Cloud region: where its API and Architect live. Source: region map of the Genesys Cloud Terraform provider. */
export interface GenesysRegion {
  /** AWS region id, as the Terraform provider's `aws_region` wants it. */
  readonly id: string;
  /** Regional domain: Archy's `--location`; the API is `api.<domain>`, the login `login.<domain>`. */
  readonly domain: string;
}

const DOMAINS: Readonly<Record<string, string>> = {
  'us-east-1': 'mypurecloud.com',
  'us-east-2': 'use2.us-gov-pure.cloud',
  'us-west-2': 'usw2.pure.cloud',
  'ca-central-1': 'cac1.pure.cloud',
  'mx-central-1': 'mxc1.pure.cloud',
  'sa-east-1': 'sae1.pure.cloud',
  'eu-west-1': 'mypurecloud.ie',
  'eu-west-2': 'euw2.pure.cloud',
  'eu-central-1': 'mypurecloud.de',
  'eu-central-2': 'euc2.pure.cloud',
  'eusc-de-east-1': 'edee1.eusc-pure.cloud', // the provider knows it from 1.83 on
  'me-central-1': 'mec1.pure.cloud',
  'ap-south-1': 'aps1.pure.cloud',
  'ap-northeast-1': 'mypurecloud.jp',
  'ap-northeast-2': 'apne2.pure.cloud',
  'ap-northeast-3': 'apne3.pure.cloud',
  'ap-southeast-1': 'apse1.pure.cloud',
  'ap-southeast-2': 'mypurecloud.com.au',
};

export const genesysRegionIds: readonly string[] = Object.keys(DOMAINS);

/** The region of that id, or `undefined` when Genesys Cloud has none there. */
export function genesysRegion(id: string): GenesysRegion | undefined {
  const domain = DOMAINS[id];
  return domain === undefined ? undefined : { id, domain };
}
