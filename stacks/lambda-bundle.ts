import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { zipSync } from 'fflate';
import type { RoutedCategory } from '../lambda/choose-category';
import { CATEGORIES_FILE } from '../lambda/settings';

/** The Lambda function's package. Byte-equal wherever it is built from the same sources, lock file and categories. */
export interface LambdaBundle {
  /** Absolute path of the zip. */
  readonly file: string;
  readonly zip: Uint8Array;
  /** Base64, as `source_code_hash` wants it. */
  readonly sha256: string;
}

/** What Lambda calls: export `handler` of index.mjs. */
export const LAMBDA_HANDLER = 'index.handler';

const OPTIONS = {
  outfile: 'index.mjs',
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  minify: true,
  legalComments: 'none',
  // The SDK's ES modules, which lose what is not used: 40 % smaller and three times as quick to load as its CommonJS.
  mainFields: ['module', 'main'],
  conditions: ['module'],
  alias: { '@aws-sdk/credential-provider-node': './lambda/default-credentials.ts' },
  logLevel: 'error',
} as const satisfies BuildOptions;

/**
 * Bundles lambda/ below `root` with the category list. It runs on every synth, so the zip is kept below node_modules
 * under the hash of all that it is made of.
 */
export function bundleLambda(root: string, categories: readonly RoutedCategory[]): LambdaBundle {
  const file = join(root, 'node_modules', '.cache', 'lambda', keyOf(root, dataFile(categories)), 'lambda.zip');
  const zip = readCached(file) ?? writeCached(file, lambdaZip(root, categories));
  return { file, zip, sha256: sha256(zip, 'base64') };
}

/** The zip, always made anew. `entry`: the bundle's first source file, relative to `root`. */
export function lambdaZip(
  root: string,
  categories: readonly RoutedCategory[],
  entry: string = 'lambda/index.ts',
): Uint8Array {
  const [bundle] = buildSync({ ...OPTIONS, entryPoints: [entry], absWorkingDir: root }).outputFiles;
  if (bundle === undefined) throw new Error(`esbuild wrote no bundle of ${entry}`);
  const readable = {
    level: 9,
    os: 3,
    attrs: 0o100644 << 16, // a plain file that everybody may read
    // A zip holds local time without a zone; so does this date. Noon, because no zone changes its clocks then.
    mtime: new Date(1980, 0, 1, 12),
  } as const;
  return zipSync({
    [CATEGORIES_FILE]: [Buffer.from(dataFile(categories)), readable],
    'index.mjs': [bundle.contents, readable],
  });
}

function dataFile(categories: readonly RoutedCategory[]): string {
  return JSON.stringify(categories.map(({ label, queue, threshold }) => ({ label, queue, threshold })));
}

/** Everything that can change the zip: our sources, this file, the list, and the packages, wanted and installed. */
function keyOf(root: string, data: string): string {
  const sources = readdirSync(join(root, 'lambda'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join('lambda', name));
  const hash = createHash('sha256').update(data);
  for (const path of [...sources, 'stacks/lambda-bundle.ts', 'package-lock.json', 'node_modules/.package-lock.json']) {
    const content = readIfThere(join(root, path));
    hash.update(`\0${path}\0${content?.length ?? 'missing'}\0`).update(content ?? '');
  }
  return hash.digest('hex').slice(0, 32);
}

/** The zip with its own hash behind it: a file that was damaged or cut off is made again. */
function readCached(file: string): Uint8Array | undefined {
  const zip = readIfThere(file);
  const expected = readIfThere(`${file}.sha256`)?.toString();
  return zip !== undefined && expected === sha256(zip, 'hex') ? zip : undefined;
}

/** Renamed into place, because several synths may run at once. */
function writeCached(file: string, zip: Uint8Array): Uint8Array {
  mkdirSync(dirname(file), { recursive: true });
  for (const [path, content] of [
    [file, zip],
    [`${file}.sha256`, sha256(zip, 'hex')],
  ] as const) {
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, content);
    renameSync(draft, path);
  }
  return zip;
}

function readIfThere(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

function sha256(bytes: Uint8Array, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(bytes).digest(encoding);
}
