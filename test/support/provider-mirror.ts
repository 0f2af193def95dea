import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder that `TF_PLUGIN_MIRROR` names, those that Terraform itself takes for mirrors, and all that lie two levels below the root. */
function candidates(): readonly string[] {
  const named = process.env['TF_PLUGIN_MIRROR'];
  return [
    ...(named === undefined ? [] : [named]),
    join(homedir(), '.terraform.d/plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
    ...subfolders('/').flatMap(subfolders),
  ];
}

function subfolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  } catch {
    return []; // not ours to read
  }
}

/**
 * Writes a CLI configuration that takes HashiCorp's providers from a local mirror, where there is one with hashicorp/aws.
 * Answers the environment that makes `terraform` use it.
 */
export function terraformCli(folder: string): Readonly<Record<string, string>> {
  const path = candidates().find((mirror) => existsSync(join(mirror, 'registry.terraform.io/hashicorp/aws')));
  const file = join(folder, 'terraformrc');
  const sources =
    path === undefined
      ? '  direct {}\n'
      : `  filesystem_mirror {\n    path = "${path}"\n  }\n  direct {\n    exclude = ["registry.terraform.io/hashicorp/*"]\n  }\n`;
  writeFileSync(file, `provider_installation {\n${sources}}\n`);
  return { TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
}
