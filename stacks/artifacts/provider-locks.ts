import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one lock file of the project, in Terraform's own syntax; a comment behind each checksum names its platform. */
export const PROVIDER_LOCKS = 'providers.lock.hcl';

/** One provider as a lock file has it. */
export interface LockedProvider {
  /** Full address, host included. */
  readonly address: string;
  readonly version: string;
  /** `h1:…` checksums of unpacked packages by platform such as `linux_amd64`; `""` where no comment names one. */
  readonly hashes: ReadonlyMap<string, readonly string[]>;
}

const HEAD = `# The provider versions of all stacks, and the checksums of their packages. Synthesis copies each stack's part to its folder as .terraform.lock.hcl.
# Written by \`npm run provider:refresh\`, which adds the checksums of the platform it runs on.
`;

/** This machine as Terraform names it. */
export function terraformPlatform(platform: NodeJS.Platform = process.platform, arch: string = process.arch): string {
  const system = platform === 'win32' ? 'windows' : platform;
  return `${system}_${arch === 'x64' ? 'amd64' : arch === 'ia32' ? '386' : arch}`;
}

/** Reads a lock file. Only `h1` checksums count: Terraform accepts the others of a registry unchecked from a mirror. */
export function parseProviderLocks(text: string): readonly LockedProvider[] {
  return [...text.matchAll(/^provider "([^"]+)" \{\n([\s\S]*?)^\}/gm)].map(([, address = '', body = '']) => {
    const hashes = new Map<string, string[]>();
    for (const [, hash = '', platform = ''] of body.matchAll(/"(h1:[^"]+)",(?: # (\w+))?/g)) {
      hashes.set(platform, [...(hashes.get(platform) ?? []), hash]);
    }
    return { address, version: /^\s*version\s*=\s*"([^"]+)"/m.exec(body)?.[1] ?? '', hashes };
  });
}

/** The providers as a lock file, in order of address and platform. */
export function formatProviderLocks(providers: readonly LockedProvider[]): string {
  return `${HEAD}${[...providers]
    .sort((a, b) => (a.address < b.address ? -1 : 1))
    .map(block)
    .join('')}`;
}

function block({ address, version, hashes }: LockedProvider): string {
  const lines = [...hashes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([platform, known]) => known.map((hash) => `    "${hash}",${platform === '' ? '' : ` # ${platform}`}\n`));
  const list = lines.length === 0 ? '' : `  hashes = [\n${lines.join('')}  ]\n`;
  return `\nprovider "${address}" {\n  version     = "${version}"\n  constraints = "${version}"\n${list}}\n`;
}

/**
 * Lays each stack's part of providers.lock.hcl into its folder, so that everybody's Terraform takes the same packages, and cdktf asks no registry.
 * A checksum list that lacks this platform would refuse the package: then the versions are locked, and Terraform notes the checksum it meets first.
 * @param stacks names of the stacks below `outdir`
 */
export function placeProviderLocks(
  root: string,
  outdir: string,
  stacks: readonly string[],
  platform: string = terraformPlatform(),
): void {
  const locked = parseProviderLocks(readFileSync(join(root, PROVIDER_LOCKS), 'utf8'));
  for (const stack of stacks) {
    const folder = join(outdir, 'stacks', stack);
    const wanted = requiredProviders(folder);
    const file = join(folder, '.terraform.lock.hcl');
    const before = existsSync(file) ? parseProviderLocks(readFileSync(file, 'utf8')) : [];
    const own = locked
      .filter(({ address }) => wanted.some((source) => address.endsWith(`/${source}`)))
      .map((provider) => {
        if (provider.hashes.has(platform)) return provider;
        const met = before.find(({ address, version }) => address === provider.address && version === provider.version);
        return { ...provider, hashes: met?.hashes ?? new Map() };
      });
    const text = formatProviderLocks(own);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  }
}

/** Sources such as `hashicorp/aws`. */
function requiredProviders(folder: string): readonly string[] {
  const { terraform }: { terraform: { required_providers?: Record<string, { source: string }> } } = JSON.parse(
    readFileSync(join(folder, 'cdk.tf.json'), 'utf8'),
  );
  return Object.values(terraform.required_providers ?? {}).map(({ source }) => source);
}
