import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEWEST_PER_CLASS } from '../../corpus/training-faults';
import { copyProject } from '../../test/support/run-main';
import { type Measurement, median } from './report';
import { timeRun } from './time-run';

const RUNS = 7;
const SIZES = [10, 100, 1_000];

/** Synthesis of all environments with that many categories, each with the fewest mails that Comprehend takes, against the smallest. */
export function timeGrowth(root: string, home: string): readonly Measurement[] {
  const projects = SIZES.map((size) => ({ size, folder: project(root, home, size), times: [] as number[] }));
  for (let round = 0; round < RUNS; round++) {
    for (const { folder, times } of projects) {
      rmSync(join(folder, 'cdktf.out'), { recursive: true, force: true });
      times.push(timeRun({ folder, command: [process.execPath, 'scripts/run.mjs', 'main.ts'] }));
    }
  }
  const [smallest] = projects;
  return projects.map(({ size, times }) => ({
    what: `synthesis, ${size.toLocaleString('en')} categories, median of ${RUNS}`,
    value: median(times),
    unit: 'ms',
    ...(size === 1_000 && { baseline: median(smallest?.times ?? []), goal: { ratio: 4 } }),
  }));
}

function project(root: string, home: string, size: number): string {
  const folder = join(home, String(size));
  mkdirSync(folder);
  copyProject(root, folder);
  const numbers = Array.from({ length: size }, (_, index) => index + 1);
  const entries = numbers.map(
    (number) => `  - {label: P${number}, queue: Team ${number}, description: Product ${number}}\n`,
  );
  writeFileSync(
    join(folder, 'config/categories.yaml'),
    `fallbackQueue: GeneralSupport\ncategories:\n${entries.join('')}`,
  );
  const mails = numbers.flatMap((number) =>
    Array.from(
      { length: FEWEST_PER_CLASS },
      (_, mail) => `P${number},"Question ${mail}\nWhat about product ${number}?"\n`,
    ),
  );
  writeFileSync(join(folder, 'corpus/training.csv'), mails.join(''));
  return folder;
}
