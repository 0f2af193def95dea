import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InstalledArchy, installArchy } from '../../stand-ins/archy/install-archy';
import type { Seed } from '../../stand-ins/genesys-platform/new-store';
import { type GenesysApi, startGenesysApi } from '../../stand-ins/genesys-platform/start-genesys-api';
import { installGenesysProvider } from '../../stand-ins/genesys-provider/install';

/** A Genesys Cloud organisation on this machine, with what deploys into it: the stand-ins of the provider and of Archy. */
export interface GenesysStandIns {
  readonly api: GenesysApi;
  readonly archy: InstalledArchy;
  /** Makes the provider, the invoker and Archy go there. */
  readonly variables: Readonly<Record<string, string>>;
  /** Lets a CLI configuration of Terraform find the provider. */
  addTo(cliConfiguration: string): void;
  close(): Promise<void>;
}

export async function startGenesysStandIns(seed: Seed = {}): Promise<GenesysStandIns> {
  const api = await startGenesysApi(seed);
  const folder = mkdtempSync(join(tmpdir(), 'genesys-'));
  const mirror = join(folder, 'mirror');
  installGenesysProvider(process.cwd(), mirror);
  const archy = installArchy(join(folder, 'archy'), { api: api.url });
  return {
    api,
    archy,
    variables: {
      TF_DISABLE_PLUGIN_TLS: '1',
      GENESYSCLOUD_OAUTHCLIENT_ID: api.client.id,
      GENESYSCLOUD_OAUTHCLIENT_SECRET: api.client.secret,
      GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
      GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
      GENESYSCLOUD_GATEWAY_PORT: String(api.port),
      ARCHY_HOME: archy.home,
    },
    addTo: (cliConfiguration) => addMirror(cliConfiguration, mirror),
    async close() {
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** No other source may claim the provider: Terraform asks all that do. */
function addMirror(file: string, mirror: string): void {
  const own = 'registry.terraform.io/mypurecloud/*';
  const text = readFileSync(file, 'utf8')
    .replace(
      'provider_installation {\n',
      `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n    include = ["${own}"]\n  }\n`,
    )
    .replace('direct {}', `direct {\n    exclude = ["${own}"]\n  }`)
    .replace(
      /exclude = \["registry\.terraform\.io\/hashicorp\/\*"\]/,
      `exclude = ["registry.terraform.io/hashicorp/*", "${own}"]`,
    );
  writeFileSync(file, text);
}
