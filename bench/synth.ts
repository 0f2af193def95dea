import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyProject, filesBelow } from '../test/support/run-main';
import { median, report } from './support/report';

const APP_RUNS = 9;
const SYNTH_RUNS = 5;

/** What `cdktf init --template=typescript` runs its main.ts with. Only this bench needs it, so it is no dependency. */
const TS_NODE = 'ts-node@10.9.2';

/** How the template compiles, as far as a program of today lets it: CommonJS, every type checked at every start. */
const TEMPLATE_TSCONFIG = {
  extends: './tsconfig.json',
  compilerOptions: { module: 'nodenext', moduleResolution: 'nodenext', verbatimModuleSyntax: false, noEmit: false },
};

/**
 * All environments, each run a new process without output of an earlier one: this project's way (`node scripts/run.mjs
 * main.ts`) against the way of the official TypeScript template (`npx ts-node main.ts`), bare and below `cdktf synth`.
 */
function benchSynth(root: string): void {
  const home = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  try {
    const ours = join(home, 'ours');
    const template = join(home, 'template');
    for (const folder of [ours, template]) {
      mkdirSync(folder);
      copyProject(root, folder);
    }
    addTsNode(root, home, template);

    const app: Pair = {
      ours: { folder: ours, command: [process.execPath, 'scripts/run.mjs', 'main.ts'] },
      template: { folder: template, command: ['npx', 'ts-node', 'main.ts'] },
    };
    run(app.ours);
    run(app.template);
    if (!sameOutput(ours, template)) throw new Error('the two ways synthesize different bytes');
    const bare = alternate(app, APP_RUNS);

    const synth = ['node_modules/.bin/cdktf', 'synth'];
    const cli = alternate(
      { ours: { folder: ours, command: synth }, template: { folder: template, command: synth } },
      SYNTH_RUNS,
    );
    report('Synthesis of all environments', [
      {
        what: `main.ts, median of ${APP_RUNS}`,
        value: bare.ours,
        baseline: bare.template,
        unit: 'ms',
        goal: { ratio: 0.15 },
      },
      {
        what: `cdktf synth, median of ${SYNTH_RUNS}`,
        value: cli.ours,
        baseline: cli.template,
        unit: 'ms',
        goal: { ratio: 0.6 },
      },
    ]);
  } finally {
    rmSync(home, { recursive: true });
  }
}

interface Way {
  readonly folder: string;
  readonly command: readonly string[];
}
type Pair = Readonly<Record<'ours' | 'template', Way>>;

/** Medians of both ways in milliseconds; they take turns, so that a busy machine is busy for both. */
function alternate(pair: Pair, runs: number): Readonly<Record<'ours' | 'template', number>> {
  const times = { ours: [] as number[], template: [] as number[] };
  for (let round = 0; round < runs; round++) {
    times.ours.push(run(pair.ours));
    times.template.push(run(pair.template));
  }
  return { ours: median(times.ours), template: median(times.template) };
}

/** Milliseconds of one run. */
function run({ folder, command: [program = '', ...args] }: Way): number {
  rmSync(join(folder, 'cdktf.out'), { recursive: true, force: true });
  const begin = performance.now();
  const { status, stderr, stdout } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true', CHECKPOINT_DISABLE: '1', TS_NODE_PROJECT: 'tsconfig.template.json' },
  });
  const took = performance.now() - begin;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return took;
}

function sameOutput(a: string, b: string): boolean {
  const [first, second] = [a, b].map((folder) => filesBelow(join(folder, 'cdktf.out')));
  if (first === undefined || second === undefined || first.size !== second.size || first.size === 0) return false;
  return [...first].every(([path, bytes]) => second.get(path)?.equals(bytes) === true);
}

/** Makes the folder a project of the template: ts-node among its packages, the template's app command. */
function addTsNode(root: string, home: string, folder: string): void {
  const tools = join(home, 'tools');
  mkdirSync(tools);
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--prefix', tools, '--ignore-scripts', '--no-audit', '--no-fund', TS_NODE, 'typescript@5.9.3'],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`npm install ${TS_NODE}:\n${stderr}`);
  const packages = join(folder, 'node_modules');
  rmSync(packages);
  mkdirSync(join(packages, '.bin'), { recursive: true });
  link(join(root, 'node_modules'), packages);
  link(join(root, 'node_modules/.bin'), join(packages, '.bin'));
  link(join(tools, 'node_modules'), packages);
  link(join(tools, 'node_modules/.bin'), join(packages, '.bin'));
  writeFileSync(join(folder, 'tsconfig.template.json'), JSON.stringify(TEMPLATE_TSCONFIG));
  writeFileSync(join(folder, 'cdktf.json'), JSON.stringify({ language: 'typescript', app: 'npx ts-node main.ts' }));
}

/** Links every entry that is not there yet. */
function link(from: string, to: string): void {
  const there = readdirSync(to);
  for (const name of readdirSync(from)) {
    if (!there.includes(name) && name !== '.package-lock.json') symlinkSync(join(from, name), join(to, name));
  }
}

benchSynth(process.cwd());
