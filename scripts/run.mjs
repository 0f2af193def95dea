// Runs a TypeScript file: `node scripts/run.mjs FILE [argument …]`.
// esbuild strips the types and joins our own files into one script (30 ms); packages stay outside and are loaded by Node.
// Types are checked by `npm run check`, not here.
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [, , entry, ...args] = process.argv;
if (entry === undefined) {
  console.error('usage: node scripts/run.mjs FILE [argument …]');
  process.exit(2);
}

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = join(root, '.build', `${basename(entry, '.ts')}.${process.pid}.cjs`);
require('esbuild').buildSync({
  entryPoints: [entry],
  outfile,
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
// A command may end by process.exit, which no `finally` sees.
process.on('exit', () => rmSync(outfile, { force: true }));
try {
  require(outfile);
} finally {
  process.setSourceMapsEnabled(true);
}
