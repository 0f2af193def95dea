import { spawn } from 'node:child_process';
import type { Person } from './deployment-lab';
import type { TerraformRun } from './terraform';

/** Runs a command line as that person would type it in the project's folder, `yes` to every question. */
export function runShell({ project, variables }: Person, line: string): Promise<TerraformRun> {
  const child = spawn('bash', ['-c', `yes yes | (${line}) 2>&1`], {
    cwd: project.folder,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
