// Runs a TypeScript file: `node scripts/run.mjs FILE [argument …]`.
// esbuild strips the types and joins our own files into one script (30 ms); packages stay outside and are loaded by Node.
// The script stays in memory, so that no run leaves a file. Types are checked by `npm run check`, not here.
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [, , entry, ...args] = process.argv;
if (entry === undefined) {
  console.error('usage: node scripts/run.mjs FILE [argument …]');
  process.exit(1);
}

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
refuseOtherNode();
const script = require('esbuild').buildSync({
  entryPoints: [entry],
  write: false,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  sourcemap: 'inline',
  // Node has read our own map by then. Reading those of all packages would take a fifth of a second.
  banner: { js: 'process.setSourceMapsEnabled(false);' },
  logLevel: 'error',
});
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'; // engines say which Node we support
process.argv = [process.argv[0], entry, ...args];
process.setSourceMapsEnabled(true);
try {
  const module = new Module(join(root, 'run.cjs'));
  module.filename = module.id;
  module.paths = Module._nodeModulePaths(root);
  module._compile(script.outputFiles[0].text, module.filename);
} finally {
  process.setSourceMapsEnabled(true);
}

/** Native packages fail under another Node with words that name no remedy. */
function refuseOtherNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const number = (version) => version.split('.').reduce((sum, part, index) => sum + Number(part) / 1000 ** index, 0);
  const here = number(process.versions.node);
  const keeps = (bound) => (bound.startsWith('>=') ? here >= number(bound.slice(2)) : here < number(bound.slice(1)));
  if (engines.node.split(' || ').some((range) => range.split(' ').every(keeps))) return;
  console.error(`Node ${process.versions.node} cannot run this: install Node ${engines.node} (.nvmrc names one)`);
  process.exit(1);
}
