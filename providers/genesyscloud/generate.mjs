// Builds lib/ (bindings with the import layout of the published @cdktf/provider-* packages) from schema.json.
// Runs at `npm ci` as this workspace's prepare script: no network, no Terraform, same bytes every time.
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.env.CHECKPOINT_DISABLE = '1'; // importing the generator would otherwise report home
process.env.CDKTF_LOG_LEVEL ??= 'off'; // it also tries `terraform version` and would print an error where there is no Terraform

const require = createRequire(import.meta.url);
const ts = require('typescript');
const { ConstructsMakerProviderTarget, Language } = require('@cdktf/commons');
const { CodeMaker, TerraformProviderConstraint, TerraformProviderGenerator } = require('@cdktf/provider-generator');

const here = fileURLToPath(new URL('.', import.meta.url));
// A range, so that the stacks' lock file pins and a patch release needs no new bindings. provider:refresh writes it.
const { name, version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).cdktf.provider;
const work = mkdtempSync(join(here, '.generate-'));
try {
  const schema = JSON.parse(readFileSync(join(here, 'schema.json'), 'utf8'));
  const generator = new TerraformProviderGenerator(new CodeMaker(), schema);
  generator.generate(
    new ConstructsMakerProviderTarget(new TerraformProviderConstraint(`${name}@${version}`), Language.TYPESCRIPT),
  );
  await generator.save(join(work, 'generated'));
  const source = join(work, 'generated', 'providers', 'genesyscloud');
  rmSync(join(source, 'lazy-index.ts'), { force: true });

  const lib = join(work, 'lib');
  compile(join(source, 'index.ts'), lib);
  writeFileSync(join(lib, 'index.js'), lazyIndex(readFileSync(join(source, 'index.ts'), 'utf8')));

  const target = join(here, 'lib');
  rmSync(target, { recursive: true, force: true });
  renameSync(lib, target);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function compile(entry, outDir) {
  const program = ts.createProgram([entry], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    declaration: true,
    skipLibCheck: true,
    types: [],
    outDir,
  });
  const faults = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (faults.length > 0) {
    throw new Error(
      ts.formatDiagnostics(faults, {
        getCurrentDirectory: () => here,
        getCanonicalFileName: (f) => f,
        getNewLine: () => '\n',
      }),
    );
  }
}

/** `import { flow } from '@cdktf/provider-genesyscloud'` loads that one resource, not all of them. */
function lazyIndex(index) {
  const getters = [...index.matchAll(/export \* as (\w+) from '(\.\/[\w-]+)(?:\/index)?'/g)].map(
    ([, name, path]) =>
      `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('${path}') });`,
  );
  if (getters.length === 0)
    throw new Error('generated index.ts has no `export * as` line: the generator changed its layout');
  return ["'use strict';", "Object.defineProperty(exports, '__esModule', { value: true });", ...getters, ''].join('\n');
}
