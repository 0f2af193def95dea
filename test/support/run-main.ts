import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What synthesis reads, apart from packages. */
const INPUTS = [
  'main.ts',
  'cdktf.json',
  'package.json',
  'providers.lock.hcl',
  'tsconfig.json',
  'bench',
  'config',
  'corpus',
  'flows',
  'classifier',
  'publishing',
  'stand-ins',
  'lambda',
  'machine',
  'operations',
  'providers',
  'sandbox',
  'scripts',
  'stacks',
];

/** Copies the project into a folder, without packages: those are linked. */
export function copyProject(from: string, to: string): void {
  for (const name of readdirSync(from)) {
    if (INPUTS.includes(name)) cpSync(join(from, name), join(to, name), { recursive: true });
  }
  symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'));
}

/** Runs main.ts of the project in that folder, in a process of its own with no more environment than given. */
export function runMain(folder: string, variables: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'main.ts'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...variables },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Every file below a folder, by path from it. */
export function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(folder, path), readFileSync(path)]),
  );
}
