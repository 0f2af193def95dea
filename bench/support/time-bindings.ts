import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installGenesysProvider } from '../../stand-ins/genesys-provider/install';
import { type Measurement, median } from './report';
import { timeRun } from './time-run';

const RUNS = 5;
const PACKAGE = 'providers/genesyscloud';

/** Compiles what `cdktf get` leaves as our own generator compiles its bindings. */
const COMPILE = [
  'node_modules/.bin/tsc',
  ...['.gen/providers/genesyscloud/index.ts', '--outDir', 'lib', '--declaration', '--skipLibCheck', '--types', 'node'],
  ...['--target', 'es2022', '--module', 'commonjs', '--moduleResolution', 'node10'],
];

/**
 * What `npm ci` runs for the bindings of the Genesys Cloud provider, against the way of the official template, `cdktf get`, which asks
 * the provider for the schema and leaves TypeScript to compile. The stand-in provider answers with the same schema.
 */
export function timeBindings(root: string, home: string): Measurement {
  const ours = join(home, 'ours');
  cpSync(join(root, PACKAGE), join(ours, PACKAGE), {
    recursive: true,
    filter: (path) => !/genesyscloud\/(lib|node_modules)$/.test(path),
  });
  symlinkSync(join(root, 'node_modules'), join(ours, 'node_modules'));

  const template = join(home, 'template');
  mkdirSync(template);
  installGenesysProvider(root, join(home, 'mirror'));
  const cliConfiguration = join(home, 'terraformrc');
  writeFileSync(
    cliConfiguration,
    `provider_installation {\n  filesystem_mirror {\n    path = "${join(home, 'mirror')}"\n  }\n}\n`,
  );
  const terraformProviders = ['mypurecloud/genesyscloud@1.82.0'];
  writeFileSync(
    join(template, 'cdktf.json'),
    JSON.stringify({ language: 'typescript', app: 'true', projectId: 'bench', terraformProviders }),
  );
  writeFileSync(join(template, 'package.json'), JSON.stringify({ dependencies: { cdktf: '0.21.0' } }));
  symlinkSync(join(root, 'node_modules'), join(template, 'node_modules'));

  const variables = {
    TF_CLI_CONFIG_FILE: cliConfiguration,
    TF_DISABLE_PLUGIN_TLS: '1',
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
  };
  const times = { ours: [] as number[], template: [] as number[] };
  for (let round = 0; round < RUNS; round++) {
    times.ours.push(timeRun({ folder: ours, command: [process.execPath, `${PACKAGE}/generate.mjs`] }));
    rmSync(join(template, '.gen'), { recursive: true, force: true });
    const get = ['node_modules/.bin/cdktf', 'get', '--force'];
    times.template.push(
      timeRun({ folder: template, command: get, variables }) + timeRun({ folder: template, command: COMPILE }),
    );
  }
  return {
    what: `bindings, median of ${RUNS}`,
    value: median(times.ours),
    baseline: median(times.template),
    unit: 'ms',
    goal: { ratio: 1 },
  };
}
