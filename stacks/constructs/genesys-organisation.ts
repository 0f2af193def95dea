import { GenesyscloudProvider } from '@cdktf/provider-genesyscloud/lib/provider';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/** Tokens that the provider asks for each time it starts, on top of one; it makes as many calls at once. Its default is 10. */
const TOKENS = 5;
/** S3's own lock file is stable from here on. */
const TERRAFORM_VERSIONS = '>= 1.11.0';

export interface GenesysOrganisationProps {
  /** AWS region id of the organisation's region. */
  readonly region: string;
  /** Whether the calls go where GENESYSCLOUD_GATEWAY_HOST, _PORT and _PROTOCOL say; the provider heeds them only when asked to. */
  readonly throughGateway: boolean;
}

/** The Genesys Cloud organisation that a stack deploys to: that of GENESYSCLOUD_OAUTHCLIENT_ID and _SECRET. */
export class GenesysOrganisation extends Construct {
  constructor(scope: Construct, id: string, { region, throughGateway }: GenesysOrganisationProps) {
    super(scope, id);
    const provider = new GenesyscloudProvider(this, 'provider', { awsRegion: region, tokenPoolSize: TOKENS });
    if (throughGateway) provider.addOverride('gateway', [{}]);
    TerraformStack.of(this).addOverride('terraform.required_version', TERRAFORM_VERSIONS);
  }
}
