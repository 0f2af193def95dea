import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { KnownError } from '../config/known-error';
import { temporaryFolder } from '../machine/temporary-folder';
import { runProgram } from '../operations/terraform/run-program';
import {
  filterSchema,
  type ProviderSchemas,
  schemaChanges,
  schemaContents,
} from '../providers/genesyscloud/filter-schema';
import {
  formatProviderLocks,
  type LockedProvider,
  PROVIDER_LOCKS,
  parseProviderLocks,
  terraformPlatform,
} from '../stacks/artifacts/provider-locks';
import { AWS_PROVIDER_VERSION } from '../stacks/constructs/aws-account';
import { EXIT } from './exit-codes';
import { runCommand } from './run-command';

const SCHEMA = 'providers/genesyscloud/schema.json';
/** States the constraint that bindings and stacks have. */
const PACKAGE = 'providers/genesyscloud/package.json';
/** States the version of the AWS provider. */
const AWS_ACCOUNT = 'stacks/constructs/aws-account.ts';
const GENESYS = 'mypurecloud/genesyscloud';
const AWS = 'hashicorp/aws';

interface Options {
  readonly version?: string;
  readonly awsVersion?: string;
  readonly resource: readonly string[];
  readonly data: readonly string[];
  readonly check: boolean;
}

void runCommand('provider:refresh', (command, shell) =>
  command
    .addHelpText(
      'after',
      `\nIt pins the version, writes the checksum of this platform to ${PROVIDER_LOCKS}, asks the real Genesys Cloud provider for its schema and writes what is used of it to ${SCHEMA}.\nIt needs Terraform, and the providers from the registry or a mirror. Then run npm ci to build the bindings. Run it once on each platform of the team.`,
    )
    .option('--version <version>', `exact version of the Genesys Cloud provider, written to ${PACKAGE}`, exact)
    .option('--aws-version <version>', `exact version of the AWS provider, written to ${AWS_ACCOUNT}`, exact)
    .option('--resource <type>', 'a resource to add, may be repeated', append, [])
    .option('--data <type>', 'a data source to add, may be repeated', append, [])
    .option('--check', 'write nothing', false)
    .action(async ({ version, awsVersion, resource, data, check }: Options) => {
      const before: ProviderSchemas = JSON.parse(readFileSync(SCHEMA, 'utf8'));
      const { resources, dataSources } = schemaContents(before);
      const wanted = {
        resources: [...new Set([...resources, ...resource])],
        dataSources: [...new Set([...dataSources, ...data])],
      };
      const stated: string = JSON.parse(readFileSync(PACKAGE, 'utf8')).cdktf.provider.version;
      const genesys = version ?? stated;
      const aws = awsVersion ?? AWS_PROVIDER_VERSION;
      shell.tell(`asking ${GENESYS} ${genesys} (1 of 2)`);
      const asked = await askProvider(GENESYS, genesys, true);
      const text = filterSchema(asked.schemas, wanted);
      const locks = parseProviderLocks(readFileSync(PROVIDER_LOCKS, 'utf8'));
      shell.tell(`asking ${AWS} ${aws} (2 of 2)`);
      const locked = [
        relock(locks, AWS, aws, (await askProvider(AWS, aws, false)).hash),
        relock(locks, GENESYS, genesys, asked.hash),
      ];
      const changes = [
        ...(genesys === stated ? [] : [`~ version of ${GENESYS}: ${stated} -> ${genesys}`]),
        ...(aws === AWS_PROVIDER_VERSION ? [] : [`~ version of ${AWS}: ${AWS_PROVIDER_VERSION} -> ${aws}`]),
        ...locked.flatMap(({ change }) => change),
        ...schemaChanges(before, JSON.parse(text)),
      ];
      console.log(changes.length === 0 ? 'nothing changed' : changes.join('\n'));
      if (check) {
        process.exitCode = changes.length === 0 ? EXIT.done : EXIT.different;
        return;
      }
      writeFileSync(SCHEMA, text);
      replaceIn(PACKAGE, pinOf(stated), pinOf(genesys));
      replaceIn(AWS_ACCOUNT, `'${AWS_PROVIDER_VERSION}'`, `'${aws}'`);
      writeFileSync(PROVIDER_LOCKS, formatProviderLocks(locked.map(({ provider }) => provider)));
    }),
);

function append(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function exact(text: string): string {
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(text))
    throw new InvalidArgumentError('It must be an exact version such as 1.82.0.');
  return text;
}

/** The pin of the bindings; the package has a version of its own. */
function pinOf(version: string): string {
  return `"name": "${GENESYS}",\n      "version": "${version}"`;
}

function replaceIn(file: string, found: string, replacement: string): void {
  const before = readFileSync(file, 'utf8');
  const after = before.replace(found, () => replacement);
  if (after !== before) writeFileSync(file, after);
}

/** The provider in the lock file with the checksum that this platform has; those of another version go. */
function relock(locks: readonly LockedProvider[], source: string, version: string, hash: string | undefined) {
  const address = `registry.terraform.io/${source}`;
  const before = locks.find((lock) => lock.address === address && lock.version === version);
  const platform = terraformPlatform();
  const hashes = new Map(before?.hashes ?? []);
  const known = hashes.get(platform) ?? [];
  if (hash !== undefined && known.length > 0 && !known.includes(hash)) {
    throw new ProviderError(
      `the package of ${source} ${version} has the checksum ${hash}, and ${PROVIDER_LOCKS} has ${known.join(', ')} for ${platform}. ` +
        'A mirror or the registry served another package. Find out why before you take it: remove the old line by hand',
    );
  }
  if (hash !== undefined) hashes.set(platform, [hash]);
  const isNew = hash !== undefined && known.length === 0;
  return {
    provider: { address, version, hashes },
    change: isNew ? [`+ checksum of ${source} ${version} for ${platform}`] : [],
  };
}

/** `terraform init` and, with the schema, `terraform providers schema -json` in an empty folder. */
async function askProvider(
  source: string,
  version: string,
  schema: boolean,
): Promise<{ schemas: ProviderSchemas; hash?: string }> {
  const { folder, remove } = temporaryFolder('provider-schema-');
  const terraform = async (...args: string[]) => {
    const program = process.env['TERRAFORM_BINARY_NAME'] ?? 'terraform';
    const { code, stdout, stderr } = await runProgram(program, [`-chdir=${folder}`, ...args]);
    if (code !== 0) throw new ProviderError(`terraform ${args[0]} failed: ${stderr.trim()}`);
    return stdout;
  };
  try {
    const required_providers = { provider: { source, version } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers } }));
    await terraform('init', '-input=false', '-no-color');
    const lock = join(folder, '.terraform.lock.hcl');
    const [met] = existsSync(lock) ? parseProviderLocks(readFileSync(lock, 'utf8')) : [];
    const hash = met?.hashes.get('')?.[0];
    return {
      schemas: schema ? JSON.parse(await terraform('providers', 'schema', '-json')) : {},
      ...(hash === undefined ? {} : { hash }),
    };
  } finally {
    remove();
  }
}

/** A provider cannot be had, or is not the one that is locked. */
class ProviderError extends KnownError {
  override readonly name = 'ProviderError';
}
