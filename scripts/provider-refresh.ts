import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import {
  filterSchema,
  type ProviderSchemas,
  schemaChanges,
  schemaContents,
} from '../providers/genesyscloud/filter-schema';

const SCHEMA = 'providers/genesyscloud/schema.json';
/** States the constraint that bindings and stacks have. */
const PACKAGE = 'providers/genesyscloud/package.json';

interface Options {
  readonly version?: string;
  readonly resource: readonly string[];
  readonly data: readonly string[];
  readonly check?: true;
}

const list = (value: string, before: readonly string[]) => [...before, value];

new Command('provider:refresh')
  .description(
    `Asks the real Genesys Cloud provider for its schema, writes what is used of it to ${SCHEMA} and prints what changed. ` +
      'Needs Terraform, and the provider from the registry or a mirror. Then run `npm ci` to build the bindings. ' +
      'Exit code 0 done, 1 failed; with --check also 1 when something changed.',
  )
  .option('--version <constraint>', `version of the provider, written to ${PACKAGE}; default is what stands there`)
  .option('--resource <type>', 'a resource to add, may be repeated', list, [])
  .option('--data <type>', 'a data source to add, may be repeated', list, [])
  .option('--check', 'write nothing')
  .action(({ version, resource, data, check }: Options) => {
    const before: ProviderSchemas = JSON.parse(readFileSync(SCHEMA, 'utf8'));
    const { resources, dataSources } = schemaContents(before);
    const wanted = {
      resources: [...new Set([...resources, ...resource])],
      dataSources: [...new Set([...dataSources, ...data])],
    };
    try {
      const manifest = readFileSync(PACKAGE, 'utf8');
      const stated: string = JSON.parse(manifest).cdktf.provider.version;
      const constraint = version ?? stated;
      const text = filterSchema(askProvider(constraint), wanted);
      const changes = [
        ...(constraint === stated ? [] : [`~ version of the provider: ${stated} -> ${constraint}`]),
        ...schemaChanges(before, JSON.parse(text)),
      ];
      console.log(changes.length === 0 ? 'nothing changed' : changes.join('\n'));
      if (check) process.exitCode = changes.length === 0 ? 0 : 1;
      else {
        writeFileSync(SCHEMA, text);
        writeFileSync(
          PACKAGE,
          manifest.replace(`"version": ${JSON.stringify(stated)}`, () => `"version": ${JSON.stringify(constraint)}`),
        );
      }
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  })
  .parse();

/** `terraform providers schema -json` in an empty folder. */
function askProvider(version: string): ProviderSchemas {
  const folder = mkdtempSync(join(tmpdir(), 'provider-schema-'));
  try {
    const required_providers = { genesyscloud: { source: 'mypurecloud/genesyscloud', version } };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers } }));
    const terraform = (...args: string[]) =>
      execFileSync('terraform', [`-chdir=${folder}`, ...args], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    console.error('asking the provider');
    terraform('init', '-input=false', '-no-color');
    return JSON.parse(terraform('providers', 'schema', '-json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
