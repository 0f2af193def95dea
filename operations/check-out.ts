import { execFile } from 'node:child_process';
import { readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KnownError } from '../config/known-error';
import { temporaryFolder } from '../machine/temporary-folder';

const run = promisify(execFile);

export interface CheckedOut {
  /** A temporary folder with the files of the commit. */
  readonly folder: string;
  /** Short hash. */
  readonly commit: string;
  /** Whether the commit asks for other packages than are installed here; it is run with these all the same. */
  readonly otherPackages: boolean;
  remove(): void;
}

/** The git reference is none, or the folder is no clone. */
export class UnknownRefError extends KnownError {
  override readonly name = 'UnknownRefError';
}

/**
 * The files of a commit in a folder of their own, with the packages that are installed at `root`.
 * The clone itself (work tree, index, list of work trees) is not touched.
 */
export async function checkOut(root: string, ref: string): Promise<CheckedOut> {
  const commit = await resolve(root, ref);
  const { folder, remove } = temporaryFolder('behaviour-');
  try {
    const archive = join(folder, '.archive.tar');
    await run('git', ['-C', root, 'archive', '--format=tar', `--output=${archive}`, commit]);
    await run('tar', ['-xf', archive, '-C', folder]);
    await rm(archive);
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const [here, there] = await Promise.all([root, folder].map((one) => lockFile(one)));
    return { folder, commit: commit.slice(0, 10), otherPackages: here !== there, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function resolve(root: string, ref: string): Promise<string> {
  try {
    const { stdout } = await run('git', [
      '-C',
      root,
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${ref}^{commit}`,
    ]);
    return stdout.trim();
  } catch (cause) {
    throw new UnknownRefError(`${ref} is no commit, branch or tag of this clone (git fetch it first?)`, { cause });
  }
}

async function lockFile(folder: string): Promise<string> {
  return readFile(join(folder, 'package-lock.json'), 'utf8').catch(() => '');
}
