// Adds up the steps and jest's result files of .ci/run and prints the closing line. A skipped test counts as failed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
let passed = 0;
const failures = [];

const steps = join(folder, 'steps');
for (const line of existsSync(steps) ? readFileSync(steps, 'utf8').trim().split('\n') : []) {
  const [outcome, name] = line.split('\t');
  if (outcome === 'passed') passed++;
  else failures.push(`step ${name}`);
}
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const { testResults } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  for (const { name, status, assertionResults } of testResults) {
    // A file that could not be loaded has no test to blame.
    if (assertionResults.length === 0 && status === 'failed') failures.push(`file ${name}`);
    for (const { status: outcome, fullName } of assertionResults) {
      if (outcome === 'passed') passed++;
      else failures.push(`${outcome}: ${fullName}`);
    }
  }
}
for (const failure of failures) console.log(`  ${failure}`);
if (passed === 0) failures.push('nothing was run');
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
