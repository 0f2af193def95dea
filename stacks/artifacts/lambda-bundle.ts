import { type BuildOptions, buildSync } from 'esbuild';
import { zipSync } from 'fflate';
import type { RoutedCategory } from '../../lambda/choose-category';
import { MODEL_CODE, MODEL_WEIGHTS } from '../../lambda/embedded-model';
import { CATEGORIES_FILE } from '../../lambda/settings';
import { builtFile, sha256 } from './built-file';
import type { ShippedModel } from './shipped-model';

/** The Lambda function's package. Byte-equal wherever it is built from the same sources, lock file and categories. */
export interface LambdaBundle {
  /** Absolute path of the zip. */
  readonly file: string;
  readonly zip: Uint8Array;
  /**
   * Base64, as `source_code_hash` wants it: over the zip, with the model's key in place of its weights. Weights that another machine trained
   * from the same are no change.
   */
  readonly sha256: string;
}

/** What goes into the zip besides the category list. */
export interface FunctionCode {
  /** The bundle's first source file, relative to the project. */
  readonly entry: string;
  /** undefined: no model travels with the function. */
  readonly model?: ShippedModel;
}

const ASKS_COMPREHEND: FunctionCode = { entry: 'lambda/index.ts' };

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

/** Bundles lambda/ below `root` with the category list and, if the code wants it, the model. */
export function bundleLambda(
  root: string,
  categories: readonly RoutedCategory[],
  code: FunctionCode = ASKS_COMPREHEND,
): LambdaBundle {
  const { entry, model } = code;
  const sources = ['lambda', 'stacks/artifacts/lambda-bundle.ts', ...(model === undefined ? [] : ['classifier'])];
  const data = JSON.stringify([dataFile(categories), entry, model?.key]);
  const { file, bytes: zip } = builtFile({
    ...{ root, name: 'lambda.zip', data, sources },
    build: () => lambdaZip(root, categories, code),
  });
  if (model === undefined) return { file, zip, sha256: sha256(zip, 'base64') };
  const { bytes: planned } = builtFile({
    ...{ root, name: 'lambda-without-weights.zip', data, sources },
    build: () => lambdaZip(root, categories, { entry, model: { ...model, weights: () => Buffer.from(model.key) } }),
  });
  return { file, zip, sha256: sha256(planned, 'base64') };
}

/** The zip, always made anew. */
export function lambdaZip(
  root: string,
  categories: readonly RoutedCategory[],
  { entry, model }: FunctionCode = ASKS_COMPREHEND,
): Uint8Array {
  const readable = {
    level: 9,
    os: 3,
    attrs: 0o100644 << 16, // a plain file that everybody may read
    // A zip holds local time without a zone; so does this date. Noon, because no zone changes its clocks then.
    mtime: new Date(1980, 0, 1, 12),
  } as const;
  return zipSync({
    [CATEGORIES_FILE]: [Buffer.from(dataFile(categories)), readable],
    'index.mjs': [bundled(root, entry), readable],
    ...(model === undefined
      ? {}
      : {
          [MODEL_CODE]: [bundled(root, 'classifier/shipped-model.ts'), readable],
          [MODEL_WEIGHTS]: [model.weights(), readable],
        }),
  });
}

function bundled(root: string, entry: string): Uint8Array {
  const [bundle] = buildSync({ ...OPTIONS, entryPoints: [entry], absWorkingDir: root }).outputFiles;
  if (bundle === undefined) throw new Error(`esbuild wrote no bundle of ${entry}`);
  return bundle.contents;
}

function dataFile(categories: readonly RoutedCategory[]): string {
  return JSON.stringify(categories.map(({ label, queue, threshold }) => ({ label, queue, threshold })));
}
