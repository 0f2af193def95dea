import { PreflightError } from '../../config/preflight-error';
import type { Variables } from '../../config/region-variables';
import { genesysRegion } from '../../config/regions';

/** Where an organisation's platform API and its login are, without a slash at the end. */
export interface GenesysAddress {
  readonly login: string;
  readonly api: string;
  /** Regional domain, Archy's `--location`. */
  readonly location: string;
}

/**
 * Addresses of a region; GENESYSCLOUD_GATEWAY_HOST, _PORT and _PROTOCOL replace both hosts, as in the Terraform provider.
 * @throws {PreflightError} when the region is unknown or the gateway is described in part
 */
export function genesysAddress(regionId: string, variables: Variables): GenesysAddress {
  const region = genesysRegion(regionId);
  if (region === undefined) throw new PreflightError([`${regionId} is no Genesys Cloud region`]);
  const location = region.domain;
  const host = variables['GENESYSCLOUD_GATEWAY_HOST'];
  if (!host) return { login: `https://login.${location}`, api: `https://api.${location}`, location };
  const protocol = variables['GENESYSCLOUD_GATEWAY_PROTOCOL'] || 'https';
  const port = variables['GENESYSCLOUD_GATEWAY_PORT'];
  if (!port) {
    throw new PreflightError([
      `GENESYSCLOUD_GATEWAY_HOST is ${host}: set GENESYSCLOUD_GATEWAY_PORT too, for example 443`,
    ]);
  }
  // The provider leaves these two out whatever the protocol.
  const gateway = `${protocol}://${host}${port === '80' || port === '443' ? '' : `:${port}`}`;
  return { login: gateway, api: gateway, location };
}
