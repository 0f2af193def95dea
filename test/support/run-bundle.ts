import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import type { ProxyResult } from '../../lambda/proxy-result';

export interface BundleRun {
  readonly results: readonly ProxyResult[];
  /** The lines of the log. */
  readonly log: readonly string[];
}

const RUNNER = `
const { handler } = await import(process.env.LAMBDA_TASK_ROOT + '/index.mjs');
const { readFileSync, writeFileSync } = await import('node:fs');
const context = { awsRequestId: 'lambda-1', functionName: 'classify-dev', getRemainingTimeInMillis: () => 10000 };
const results = [];
for (const event of JSON.parse(readFileSync('events.json', 'utf8'))) results.push(await handler(event, context));
writeFileSync('results.json', JSON.stringify(results));
process.exit();
`;

/** Unpacks the zip and lets a Node process of its own handle the events, one after the other. */
export async function runBundle(
  zip: Uint8Array,
  events: readonly unknown[],
  variables: Readonly<Record<string, string>>,
): Promise<BundleRun> {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    for (const [name, content] of Object.entries(unzipSync(zip))) writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, 'events.json'), JSON.stringify(events));
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', RUNNER], {
      cwd: folder,
      env: { PATH: process.env['PATH'], LAMBDA_TASK_ROOT: folder, ...variables },
    });
    return {
      results: JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')),
      log: stdout.split('\n').filter((line) => line !== ''),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
