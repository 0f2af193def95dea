import { didYouMean } from './did-you-mean';
import type { Fault } from './fault';
import { genesysRegion, genesysRegionIds } from './regions';

/** Environment variables, as `process.env` holds them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Where a variable stands: in no file. */
const ENVIRONMENT = { file: 'environment variables', line: 0, column: 0, path: '' };

/** Region that GENESYSCLOUD_REGION asks for, when it is set; it overrides the records. */
export function regionFromVariables(variables: Variables): string | undefined {
  return variables['GENESYSCLOUD_REGION'] || undefined;
}

/**
 * The three variables must speak of one region; API region and Archy region have no use but to agree with it.
 * `record` is where a record states its region; it is innocent when GENESYSCLOUD_REGION overrides it.
 */
export function regionFaults(id: string, variables: Variables, record: Omit<Fault, 'message'>): Fault[] {
  const place = regionFromVariables(variables) === undefined ? record : ENVIRONMENT;
  const region = genesysRegion(id);
  if (region === undefined) {
    const message = `GENESYSCLOUD_REGION is ${id}, which is no Genesys Cloud region. ${didYouMean(id, genesysRegionIds)}Known: ${genesysRegionIds.join(', ')}`;
    return [{ ...place, message }];
  }
  const expected = {
    GENESYSCLOUD_API_REGION: `https://api.${region.domain}`,
    GENESYSCLOUD_ARCHY_REGION: region.domain,
  };
  return Object.entries(expected).flatMap(([name, value]) => {
    const found = variables[name];
    if (!found || bareHost(found) === bareHost(value)) return [];
    return [
      {
        ...place,
        message: `${name} is ${found}, but region ${id} has ${value}. Unset ${name}, or correct one of them`,
      },
    ];
  });
}

/** `https://api.mypurecloud.com/` and `api.mypurecloud.com` mean the same. */
function bareHost(address: string): string {
  return address
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
}
