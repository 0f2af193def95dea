import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraformCli } from './provider-mirror';
import { copyProject, runMain } from './run-main';
import { type Terraform, terraformIn } from './terraform';
import type { TerraformJson } from './terraform-json';

/** A copy of the project that a test edits, synthesizes and deploys to stand-ins. */
export interface TerraformProject {
  readonly folder: string;
  /** Replaces text in a file; fails when the file does not hold it. */
  edit(file: string, from: string | RegExp, to: string): void;
  /** Synthesizes, then puts the test's override file beside each stack. */
  synthesize(): void;
  /** Replaces the stack's override file until the next `synthesize`. */
  override(stack: string, merged: Readonly<Record<string, unknown>>): void;
  stackFolder(stack: string): string;
  json(stack: string): TerraformJson;
  /** `output` is another folder of the project that holds a copy of cdktf.out; `variables` are added to its environment. */
  terraform(stack: string, output?: string, variables?: Readonly<Record<string, string>>): Terraform;
  remove(): void;
}

/** Terraform merges `*_override.tf.json` into the stack: what only a stand-in needs stays out of the product. */
export type Override = (stack: string, json: TerraformJson) => Readonly<Record<string, unknown>>;

/** @param from the project to copy, without its packages and its output */
export function terraformProject(
  variables: Readonly<Record<string, string>>,
  override: Override,
  from = process.cwd(),
): TerraformProject {
  const home = mkdtempSync(join(tmpdir(), 'deploy-'));
  const folder = join(home, 'project');
  mkdirSync(folder);
  copyProject(from, folder);
  const environment = { ...variables, ...terraformCli(home) };
  const stackFolder = (stack: string) => join(folder, 'cdktf.out/stacks', stack);
  const json = (stack: string): TerraformJson =>
    JSON.parse(readFileSync(join(stackFolder(stack), 'cdk.tf.json'), 'utf8'));
  const writeOverride = (stack: string, merged: Readonly<Record<string, unknown>>) =>
    writeFileSync(join(stackFolder(stack), 'stand_in_override.tf.json'), JSON.stringify(merged));
  return {
    folder,
    edit(file, from, to) {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      const changed = text.replace(from, () => to);
      if (changed === text) throw new Error(`${file} has no ${from}`);
      writeFileSync(path, changed);
    },
    synthesize() {
      const { status, stderr } = runMain(folder);
      if (status !== 0) throw new Error(stderr);
      const manifest: { stacks: Record<string, unknown> } = JSON.parse(
        readFileSync(join(folder, 'cdktf.out/manifest.json'), 'utf8'),
      );
      for (const stack of Object.keys(manifest.stacks)) writeOverride(stack, override(stack, json(stack)));
    },
    override: writeOverride,
    stackFolder,
    json,
    terraform: (stack, output = 'cdktf.out', more = {}) =>
      terraformIn(join(folder, output, 'stacks', stack), { ...environment, ...more }),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** What moto needs of every stack: paths instead of host names, and no long retries when it says no. */
export const FOR_MOTO = { provider: { aws: { s3_use_path_style: true, max_retries: 2 } } };
