import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Recipe {
  /** Folder of the project. */
  readonly root: string;
  /** Name of the file that is built. */
  readonly name: string;
  /** Files and folders (their .ts files) below `root` that it is made of. Packages count in any case. */
  readonly sources: readonly string[];
  /** What else it is made of. */
  readonly data: string;
  readonly build: () => Uint8Array;
}

export interface BuiltFile {
  /** Absolute path. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * A file that every synth needs and few synths change: kept below node_modules under the hash of all that it is made of.
 * What `build` throws comes through, and nothing is kept.
 */
export function builtFile(recipe: Recipe): BuiltFile {
  const file = join(recipe.root, 'node_modules', '.cache', recipe.name, keyOf(recipe), recipe.name);
  return { file, bytes: readKept(file) ?? keep(file, recipe.build()) };
}

export function sha256(bytes: Uint8Array, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(bytes).digest(encoding);
}

/** Packages: those wanted and those installed. */
const PACKAGES = ['package-lock.json', 'node_modules/.package-lock.json'];

function keyOf({ root, sources, data }: Recipe): string {
  const hash = createHash('sha256').update(data);
  for (const path of [...sources.flatMap((source) => filesOf(root, source)), ...PACKAGES]) {
    const content = readIfThere(join(root, path));
    hash.update(`\0${path}\0${content?.length ?? 'missing'}\0`).update(content ?? '');
  }
  return hash.digest('hex').slice(0, 32);
}

function filesOf(root: string, source: string): readonly string[] {
  if (source.includes('.')) return [source];
  return readdirSync(join(root, source), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(source, name));
}

/** A file has its own hash beside it: one that was damaged or cut off is built again. */
function readKept(file: string): Uint8Array | undefined {
  const bytes = readIfThere(file);
  const expected = readIfThere(`${file}.sha256`)?.toString();
  return bytes !== undefined && expected === sha256(bytes, 'hex') ? bytes : undefined;
}

/** Renamed into place, because several synths may run at once. */
function keep(file: string, bytes: Uint8Array): Uint8Array {
  mkdirSync(dirname(file), { recursive: true });
  for (const [path, content] of [
    [file, bytes],
    [`${file}.sha256`, sha256(bytes, 'hex')],
  ] as const) {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, content);
    renameSync(draft, path);
  }
  return bytes;
}

function readIfThere(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}
