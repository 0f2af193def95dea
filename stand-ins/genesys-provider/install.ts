import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** What the stacks are tried with, and the first version that takes over an e-mail domain which is there. */
export type StandInVersion = '1.82.0' | '1.84.1';

/**
 * Puts the stand-in provider into a filesystem mirror, where `terraform init` finds it as mypurecloud/genesyscloud.
 * Terraform must run with TF_DISABLE_PLUGIN_TLS=1.
 */
export function installGenesysProvider(root: string, mirror: string, version: StandInVersion = '1.82.0'): void {
  const source = join(root, 'stand-ins/genesys-provider');
  // The platform's folder is all that tells Terraform where a program runs.
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const folder = join(mirror, 'registry.terraform.io/mypurecloud/genesyscloud', version, platform);
  mkdirSync(folder, { recursive: true });
  buildSync({
    entryPoints: [join(source, 'main.ts')],
    outfile: join(folder, 'main.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    logLevel: 'error',
  });
  for (const file of ['tfplugin5.proto', 'plugin-controller.proto'])
    copyFileSync(join(source, file), join(folder, file));
  copyFileSync(join(root, 'providers/genesyscloud/schema.json'), join(folder, 'schema.json'));
  const program = join(folder, `terraform-provider-genesyscloud_v${version}`);
  // Terraform links to or copies the whole folder, and starts the program by a path in the copy.
  writeFileSync(
    program,
    `#!/bin/sh\nhere=$(dirname "$0")\nexec "${process.execPath}" "$here/main.cjs" "$here/schema.json" "$here" ${version}\n`,
  );
  chmodSync(program, 0o755);
}
